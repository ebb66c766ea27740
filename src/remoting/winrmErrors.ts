import type { WindowsErrors } from './windowsErrors.ts';

export const winrmCheck =
  'Check that the node is on, that its name resolves, that WinRM runs there (Enable-PSRemoting) and that the firewall lets port 5985 or 5986 through.';

// Source: Microsoft, about_Remote_Troubleshooting, "How to configure a trusted hosts list".
const trustedHosts =
  "Use the node's name instead of its address, from a machine of the same domain; otherwise HTTPS with a credential. An administrator of this machine may trust the node by hand (elevated: Set-Item WSMan:\\localhost\\Client\\TrustedHosts -Value NODE -Concatenate), at the price that nothing proves then that it is this node that answers. TrustedHosts is never changed by this program.";

const shellsList =
  'Close sessions to the node that nobody needs, or wait for them to end (who has them: Get-WSManInstance -ComputerName NODE -ResourceURI Shell -Enumerate).';

/** What to do about a quota. Source: Microsoft, "Installation and configuration for Windows Remote Management", "Quotas". */
const quota = (name: string, place: 'Shell' | 'Service' | 'Plugin\\microsoft.powershell\\Quotas'): string =>
  `${shellsList} An administrator of the node may raise the quota: Set-Item WSMan:\\localhost\\${place}\\${name} on the node, then restart WinRM there.`;

const notSoFast =
  'Wait a minute and try again; a smaller parallelOpenings in the cluster definition asks more slowly.';

/** Source: wsmerror.h (numbers and what they mean), and WSManNativeApi of PowerShell/PowerShell. */
const wsman: WindowsErrors = {
  2150858770: { meaning: 'Nothing answers for WinRM on the node.', remedy: winrmCheck, kind: 'unreachable' },
  2150859046: { meaning: 'The node did not answer in time.', remedy: winrmCheck, kind: 'unreachable' },
  2150859026: {
    meaning: 'The HTTP service of the node is not available.',
    remedy: winrmCheck,
    kind: 'unreachable',
    passes: true,
  },
  2150859027: {
    meaning: 'The WinRM address does not exist on the node.',
    remedy: winrmCheck,
    kind: 'unreachable',
  },
  2150859120: {
    meaning: 'The HTTP service of the node gave an error.',
    remedy: winrmCheck,
    kind: 'unreachable',
    passes: true,
  },
  2150859193: {
    meaning: 'The name of the node does not resolve.',
    remedy: 'Check the name and the address in the definition.',
    kind: 'unreachable',
  },
  2150859194: {
    meaning: 'No HTTPS connection to the node could be made.',
    remedy:
      'Check on the node that WinRM listens for HTTPS with a valid certificate for its name: winrm enumerate winrm/config/listener.',
    kind: 'unreachable',
  },
  2150858980: {
    meaning: 'The node is not trusted: it is not in this domain, or Kerberos was not used.',
    remedy: trustedHosts,
    kind: 'denied',
  },
  2150859195: {
    meaning: 'The node was given by its IP address, for which Kerberos does not work.',
    remedy: trustedHosts,
    kind: 'denied',
  },
  2150858981: { meaning: 'The node wants credentials to be given.', remedy: trustedHosts, kind: 'denied' },
  2150858978: {
    meaning: 'Kerberos is disabled on this machine.',
    remedy: 'Allow Kerberos in the WinRM client settings, or use HTTPS.',
    kind: 'denied',
  },
  2150859020: {
    meaning: 'This machine is in a workgroup, where Kerberos does not work.',
    remedy: trustedHosts,
    kind: 'denied',
  },
  2150859022: {
    meaning: 'The node does not allow this kind of authentication.',
    remedy: 'Choose another authentication in the definition.',
    kind: 'denied',
  },
  2150859235: {
    meaning: 'The node does not allow remote connections.',
    remedy: 'Run Enable-PSRemoting on the node.',
    kind: 'unreachable',
  },
  2150859180: {
    meaning: 'The node does not allow remote shells.',
    remedy: 'Allow Remote Shell Access by policy on the node.',
    kind: 'unreachable',
  },
  2150858811: {
    meaning: 'There is no such session configuration on the node.',
    remedy: 'Check configurationName in the definition.',
    kind: 'unreachable',
  },
  2150858815: {
    meaning: 'A quota of WinRM on the node is used up.',
    remedy: `${shellsList} The quotas: Get-ChildItem WSMan:\\localhost\\Shell on the node.`,
    kind: 'unreachable',
  },
  2150859173: {
    meaning: 'The node has as many sessions (shells) of yours open as it allows.',
    remedy: quota('MaxShellsPerUser', 'Shell'),
    kind: 'unreachable',
  },
  2150859236: {
    meaning: 'The node has as many sessions (shells) of yours open as it allows.',
    remedy: quota('MaxShellsPerUser', 'Plugin\\microsoft.powershell\\Quotas'),
    kind: 'unreachable',
  },
  2150859237: {
    meaning: 'As many users as the node allows have sessions open.',
    remedy: quota('MaxConcurrentUsers', 'Plugin\\microsoft.powershell\\Quotas'),
    kind: 'unreachable',
  },
  2150859238: {
    meaning: 'The node has as many sessions (shells) of this configuration open as it allows.',
    remedy: quota('MaxShells', 'Plugin\\microsoft.powershell\\Quotas'),
    kind: 'unreachable',
  },
  2150859239: {
    meaning: 'As many operations of this configuration run on the node as it allows.',
    remedy: `${shellsList} The quotas of the configuration: Get-ChildItem WSMan:\\localhost\\Plugin\\microsoft.powershell\\Quotas on the node.`,
    kind: 'unreachable',
  },
  2150859240: {
    meaning: 'As many operations of yours run on the node as it allows.',
    remedy: quota('MaxConcurrentOperationsPerUser', 'Plugin\\microsoft.powershell\\Quotas'),
    kind: 'unreachable',
  },
  2150859241: {
    meaning: 'As many commands run in the session as the node allows.',
    remedy: quota('MaxConcurrentCommandsPerShell', 'Plugin\\microsoft.powershell\\Quotas'),
    kind: 'unreachable',
  },
  2150859174: {
    meaning: 'As many operations of yours run on the node as it allows.',
    remedy: quota('MaxConcurrentOperationsPerUser', 'Service'),
    kind: 'unreachable',
  },
  2150859175: {
    meaning: 'The node limits how much you may ask of it at once.',
    remedy: notSoFast,
    kind: 'unreachable',
  },
  2150859176: {
    meaning: 'The node limits how much it may be asked at once.',
    remedy: notSoFast,
    kind: 'unreachable',
  },
  2150859179: {
    meaning: 'As many users as the node allows have sessions open.',
    remedy: quota('MaxConcurrentUsers', 'Shell'),
    kind: 'unreachable',
  },
};

/** Source: Microsoft, "WinHTTP Error Messages"; WinRM hands them on as they are. */
const winhttp: WindowsErrors = {
  12002: { meaning: 'The node did not answer in time.', remedy: winrmCheck, kind: 'unreachable' },
  12007: {
    meaning: 'The name of the node does not resolve.',
    remedy: 'Check the name and the address in the definition.',
    kind: 'unreachable',
  },
  12029: { meaning: 'The node could not be connected to.', remedy: winrmCheck, kind: 'unreachable' },
  12030: { meaning: 'The connection was cut.', remedy: winrmCheck, kind: 'unreachable', passes: true },
  12175: {
    meaning: "The node's certificate is not one that this machine trusts for this name.",
    remedy: 'Use the name that is in the certificate, and trust the authority that issued it.',
    kind: 'denied',
  },
};

/** Source: Microsoft, "COM Error Codes (Security and Setup)" (SSPI). */
const security: WindowsErrors = {
  2148074252: {
    meaning: 'The node did not accept the credentials.',
    remedy: 'Check the account and its password.',
    kind: 'denied',
  },
  2148074254: {
    meaning: 'There are no credentials to log on with.',
    remedy: 'Log on with a domain account, or set a credential.',
    kind: 'denied',
  },
  2148074257: {
    meaning: 'No domain controller could be reached.',
    remedy: 'Check the network and the domain.',
    kind: 'denied',
  },
  2148074243: {
    meaning: 'The domain does not know the node by this name.',
    remedy: 'Use the full name of the node; check its service principal names.',
    kind: 'denied',
  },
  2148074274: {
    meaning: "The node's service principal name belongs to another account.",
    remedy: 'Check it with setspn -Q HTTP/<node>.',
    kind: 'denied',
  },
  2148074276: {
    meaning: 'The clocks of this machine and of the domain differ too much.',
    remedy: 'Set the clock.',
    kind: 'denied',
  },
};

/** What WinRM and what it stands on say when a session is not opened. */
export const winrmErrors: WindowsErrors = { ...wsman, ...winhttp, ...security };

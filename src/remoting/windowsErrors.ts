/** What a Windows error number means for a person who patches a cluster. */
export interface WindowsError {
  readonly meaning: string;
  readonly remedy: string;
  /** What a failure with this number is, where it is not just a failed operation. */
  readonly kind?: 'unreachable' | 'denied';
}

type Table = { readonly [number: number]: WindowsError };

const noAccess = 'Use an account that is an administrator of the node, and an elevated session.';
const tooMany =
  'Close other sessions to the node or wait for them to end; the limits are under WSMan:\\localhost\\Shell on the node.';
const winrmCheck =
  'Check that the node is on, that its name resolves, that WinRM runs there (Enable-PSRemoting) and that the firewall lets port 5985 or 5986 through.';
const trustedHosts =
  "Use the node's name instead of its address, from a machine of the same domain; otherwise HTTPS. TrustedHosts is never changed by this program.";

/** Source: Microsoft, "System Error Codes (0-499)", "(1000-1299)" and "(1300-1699)". */
const general: Table = {
  2: { meaning: 'The file was not found.', remedy: 'Check the path on the node.' },
  3: { meaning: 'The path was not found.', remedy: 'Check the path on the node.' },
  5: { meaning: 'Access was denied.', remedy: noAccess, kind: 'denied' },
  14: {
    meaning: 'The node is out of memory.',
    remedy: 'Free memory on the node and try again.',
    kind: 'unreachable',
  },
  53: { meaning: 'The network path was not found.', remedy: winrmCheck, kind: 'unreachable' },
  1051: {
    meaning: 'Other running services depend on this one.',
    remedy: 'Stop those first, or leave this one.',
  },
  1052: {
    meaning: 'The service does not take this request now.',
    remedy: 'Wait for it to settle and try again.',
  },
  1053: {
    meaning: 'The service did not answer in time.',
    remedy: 'Look into the System event log of the node.',
  },
  1055: {
    meaning: 'The service database is locked.',
    remedy: 'Another program holds it: try again in a minute.',
  },
  1056: { meaning: 'The service runs already.', remedy: 'Read its state again.' },
  1058: { meaning: 'The service is disabled.', remedy: 'Set its start type to Manual first.' },
  1060: {
    meaning: 'There is no such service on the node.',
    remedy: 'Check the service name in the definition.',
  },
  1061: { meaning: 'The service takes no requests now.', remedy: 'Wait for it to settle and try again.' },
  1062: { meaning: 'The service is not running.', remedy: 'Read its state again.' },
  1066: {
    meaning: 'The service ended with an error of its own.',
    remedy: 'Look into its event log on the node.',
  },
  1067: {
    meaning: 'The process of the service ended unexpectedly.',
    remedy: 'Look into its event log on the node.',
  },
  1068: { meaning: 'A service that this one depends on did not start.', remedy: 'Start that one first.' },
  1069: {
    meaning: 'The service could not log on.',
    remedy:
      'The password of its account was changed or expired: correct it in the service and on every node.',
  },
  1070: {
    meaning: 'The service hung while starting.',
    remedy: 'Look into the System event log of the node.',
  },
  1072: {
    meaning: 'The service is marked for deletion.',
    remedy: 'Close every window that shows it, or restart the node.',
  },
  1077: { meaning: 'The service was never started since the node started.', remedy: 'Read its state again.' },
  1115: { meaning: 'The node is shutting down.', remedy: 'Wait until it is back.', kind: 'unreachable' },
  1311: {
    meaning: 'No domain controller could be reached to log on.',
    remedy: 'Check the network and the domain.',
    kind: 'denied',
  },
  1312: { meaning: 'The logon session does not exist any more.', remedy: 'Log on again.', kind: 'denied' },
  1326: {
    meaning: 'The user name or the password is wrong.',
    remedy: 'Set the credential again.',
    kind: 'denied',
  },
  1722: { meaning: 'The node does not answer (RPC).', remedy: winrmCheck, kind: 'unreachable' },
};

/** Source: Microsoft, "System Error Codes (4000-5999)". */
const cluster: Table = {
  5001: { meaning: 'Other resources depend on this one.', remedy: 'Take those offline first.' },
  5004: { meaning: 'The resource is not online.', remedy: 'Bring it online first.' },
  5005: { meaning: 'The node is not available to the cluster.', remedy: 'Check its state in the cluster.' },
  5007: { meaning: 'There is no such resource.', remedy: 'Check the name; it may have been renamed.' },
  5012: {
    meaning: 'The group is not available for this now.',
    remedy: 'Wait until it is steady and try again.',
  },
  5013: { meaning: 'There is no such group.', remedy: 'Check protectedGroups in the definition.' },
  5015: {
    meaning: 'The node does not own the resource.',
    remedy: 'Read the cluster again: the group may have moved.',
  },
  5016: {
    meaning: 'The node is not a possible owner.',
    remedy: 'Add it to the possible owners of every resource of the group.',
  },
  5019: { meaning: 'The resource is online.', remedy: 'Take it offline first.' },
  5024: {
    meaning: 'The property is stored and counts from the next time online.',
    remedy: 'Nothing, unless it must count now.',
  },
  5036: {
    meaning: 'No node of the cluster was available.',
    remedy: 'Check that the cluster service runs.',
    kind: 'unreachable',
  },
  5038: {
    meaning: 'The resource failed.',
    remedy: 'Look into the System event log and the log of its service.',
  },
  5042: { meaning: 'There is no such node in the cluster.', remedy: 'Check the nodes in the definition.' },
  5050: { meaning: 'The node is down.', remedy: 'Start its cluster service.' },
  5058: { meaning: 'The node is not paused.', remedy: 'Read the cluster again.' },
  5061: { meaning: 'The node is up already.', remedy: 'Read the cluster again.' },
  5062: { meaning: 'The node is down already.', remedy: 'Read the cluster again.' },
  5070: {
    meaning: 'The node is paused, so it takes no group and brings none online.',
    remedy: 'Resume the node first.',
  },
  5071: {
    meaning: 'The owner may not run this resource.',
    remedy: 'Check that the node is up and not paused, and that the list of possible owners is not empty.',
  },
  5082: {
    meaning: 'The owner is not in the list of preferred owners.',
    remedy: 'Check the preferred owners of the group.',
  },
  5908: {
    meaning: 'The group is being moved.',
    remedy: 'Wait until the move is over and read the cluster again.',
  },
  5910: {
    meaning: 'The resource did not answer in time.',
    remedy: 'Look into the cluster log; the move may still go on.',
  },
  5925: {
    meaning: 'The cluster has no quorum.',
    remedy: 'Bring more than half of the nodes (with the witness) up.',
  },
  5932: {
    meaning: 'Failover clustering is not installed on the node.',
    remedy: 'Check that this is a node of the cluster.',
  },
  5942: {
    meaning: 'A resource ended with an error of its own.',
    remedy: 'Look into the log of its service.',
  },
  5943: {
    meaning: 'The group can come online on no node.',
    remedy: 'Check paused nodes and possible owners.',
  },
  5944: { meaning: 'The group is busy.', remedy: 'Wait until it is steady and try again.' },
  5959: {
    meaning: 'The group waits in a queue.',
    remedy: 'Wait until it is online and read the cluster again.',
  },
  5960: {
    meaning: 'The group is locked.',
    remedy: 'Another operation, such as a backup, holds it: wait for its end.',
  },
  5962: { meaning: 'The node is being drained already.', remedy: 'Wait until that is over.' },
};

/** Source: wsmerror.h and WSManNativeApi of PowerShell/PowerShell; quotas: about_Remote_Troubleshooting. */
const winrm: Table = {
  2150858770: { meaning: 'Nothing answers for WinRM on the node.', remedy: winrmCheck, kind: 'unreachable' },
  2150859046: { meaning: 'The node did not answer in time.', remedy: winrmCheck, kind: 'unreachable' },
  2150859026: {
    meaning: 'The HTTP service of the node is not available.',
    remedy: winrmCheck,
    kind: 'unreachable',
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
  },
  2150859193: {
    meaning: 'The name of the node does not resolve.',
    remedy: 'Check the name and the address in the definition.',
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
  2150859173: {
    meaning: 'The node has as many sessions of yours open as it allows.',
    remedy: tooMany,
    kind: 'unreachable',
  },
  2150859236: {
    meaning: 'The node has as many sessions open as it allows.',
    remedy: tooMany,
    kind: 'unreachable',
  },
  2150859238: {
    meaning: 'The node has as many sessions of this configuration open as it allows.',
    remedy: tooMany,
    kind: 'unreachable',
  },
  2150859174: {
    meaning: 'The node has as many operations of yours running as it allows.',
    remedy: tooMany,
    kind: 'unreachable',
  },
  2150859175: {
    meaning: 'The node limits how fast you may ask.',
    remedy: 'Wait a minute and try again.',
    kind: 'unreachable',
  },
  2150859176: {
    meaning: 'The node limits how fast it may be asked.',
    remedy: 'Wait a minute and try again.',
    kind: 'unreachable',
  },
  2150859179: {
    meaning: 'As many users as the node allows have sessions open.',
    remedy: tooMany,
    kind: 'unreachable',
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

const all: Table = { ...general, ...cluster, ...winrm };

/** What is known of a number: a Windows error number or the unsigned form of an HRESULT. */
export const windowsError = (number: number): WindowsError | undefined => all[number];

const win32Facility = 0x8007_0000;
// The runtime's own HRESULTs (0x8013....) and E_FAIL say no more than that something failed.
const clrFacility = 0x8013_0000;
const unspecified = 0x8000_4005;

/** The number by which a person can look an error up; undefined when it says nothing. */
export function plainNumber(number: number): number | undefined {
  const unsigned = number >>> 0;
  const facility = (unsigned & 0xffff_0000) >>> 0;
  if (facility === win32Facility) return unsigned & 0xffff;
  if (unsigned === 0 || unsigned === unspecified || facility === clrFacility) return undefined;
  return unsigned;
}

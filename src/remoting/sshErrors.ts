import type { OperationFailure } from '../tasks/door.ts';
import type { Answer } from './host.ts';
import type { Connection } from './protocol.ts';

type SshConnection = Extract<Connection, { kind: 'ssh' }>;

interface SshError {
  readonly pattern: RegExp;
  readonly kind: 'unreachable' | 'denied';
  readonly meaning: string;
  readonly remedy: (connection: SshConnection) => string;
  /** A session that is not opened for this reason may well be opened seconds later. */
  readonly passes?: true;
}

const knownHosts = ({ options }: SshConnection): string => options.UserKnownHostsFile ?? '~/.ssh/known_hosts';
const keyName = ({ address, port }: SshConnection): string =>
  port === 22 ? address : `[${address}]:${port}`;
const strict = 'Host keys are always checked, and this program never accepts or changes one by itself.';

/**
 * What ssh says when it gives up, the cause before its consequence. ssh has no error numbers, but its texts are in no
 * language but English. Source: OpenSSH, sshconnect.c, sshconnect2.c, readconf.c, clientloop.c.
 */
const errors: readonly SshError[] = [
  {
    pattern: /^Host key for .* has changed and you have requested strict checking/,
    kind: 'denied',
    meaning: 'Its host key is not the one that is known for it, so something else may be answering there.',
    remedy: (connection) =>
      `Ask who runs the node whether its key was changed, and compare the fingerprint (on the node: ssh-keygen -lf on its public host key). Only then remove the old one: ssh-keygen -f ${knownHosts(connection)} -R "${keyName(connection)}", and add the new one. ${strict}`,
  },
  {
    pattern: /host key is known for .* and you have requested strict checking/,
    kind: 'denied',
    meaning: 'Its host key is not known on this machine.',
    remedy: (connection) =>
      `Compare the fingerprint with the node's own (on the node: ssh-keygen -lf on its public host key), then add the key to ${knownHosts(connection)}, such as with ssh-keyscan -p ${connection.port} ${connection.address}. ${strict}`,
  },
  {
    pattern: /^Load key ".*": |UNPROTECTED PRIVATE KEY FILE|^Permissions .* are too open/,
    kind: 'denied',
    meaning: 'The private key file cannot be used.',
    remedy: ({ keyFile }) =>
      `Check ${keyFile ?? 'the key file'}: it must be a private key that only you may read. One with a passphrase must be loaded into ssh-agent, for ssh may not ask here.`,
  },
  {
    pattern: /Permission denied \(|Too many authentication failures/,
    kind: 'denied',
    meaning: 'It did not let this account in with this key.',
    remedy: ({ user, keyFile }) =>
      `Check the user (${user ?? 'the one signed in here'}) and the key (${keyFile ?? 'those of ssh itself'}) in the cluster definition, and that the public key is on the node: in authorized_keys, or for administrators of a Windows node in C:\\ProgramData\\ssh\\administrators_authorized_keys.`,
  },
  {
    pattern: /Could not resolve hostname/,
    kind: 'unreachable',
    meaning: 'Its name cannot be resolved on this machine.',
    remedy: () => 'Check the name, or give the node an "address" in the cluster definition.',
  },
  {
    pattern: /Connection refused/,
    kind: 'unreachable',
    meaning: 'Nothing listens at this port.',
    remedy: ({ port }) =>
      `Check that the OpenSSH server runs on the node (Get-Service sshd) and that port ${port} is its port.`,
  },
  {
    pattern: /timed out|No route to host|Network is unreachable|Host is down/,
    kind: 'unreachable',
    meaning: 'It does not answer on the network.',
    remedy: ({ port }) => `Check that the node is on and that no firewall stands before port ${port}.`,
  },
  {
    pattern: /subsystem request failed/,
    kind: 'unreachable',
    meaning: 'Its OpenSSH server has no such PowerShell subsystem.',
    remedy: ({ subsystem }) =>
      `Install PowerShell 7 on the node, add to its sshd_config the line "Subsystem ${subsystem} C:/progra~1/powershell/7/pwsh.exe -sshs -NoLogo", and restart sshd.`,
  },
  {
    pattern: /^Connection (closed|reset) by|^kex_exchange_identification|^Connection to .* closed/,
    kind: 'unreachable',
    meaning: 'It closed the connection before the session was open.',
    remedy: () => 'Look into the log of sshd on the node; too many connections at once look like this, too.',
    passes: true,
  },
];

/** What ssh wrote when a session could not be opened; undefined when it wrote nothing that is known. */
export function sshError(
  connection: Connection,
  answer: Exclude<Answer, { kind: 'result' }>,
): { readonly error: SshError; readonly line: string; readonly connection: SshConnection } | undefined {
  if (connection.kind !== 'ssh' || answer.kind !== 'error') return undefined;
  const lines = [...(answer.heard ?? []), ...answer.error.message.split('\n')].map((line) => line.trim());
  const own = lines.filter((line) => !namesAnother(line, connection));
  for (const error of errors) {
    const line = own.find((each) => error.pattern.test(each));
    if (line !== undefined) return { error, line, connection };
  }
  return undefined;
}

/** Why a session over SSH could not be opened, by what ssh wrote meanwhile; undefined when it wrote nothing known. */
export function sshFailure(
  ofConnection: Connection,
  answer: Exclude<Answer, { kind: 'result' }>,
  node: string,
): OperationFailure | undefined {
  const found = sshError(ofConnection, answer);
  if (found === undefined) return undefined;
  const { error, line, connection } = found;
  return {
    kind: error.kind,
    message: `${node} (${connection.address}, port ${connection.port}): ${error.meaning} ssh: ${line.replace(/^ssh: /, '')}`,
    remedy: error.remedy(connection),
  };
}

const places = [
  /^(?:[^@\s]+@)?([^\s:]+): Permission denied/,
  /connect to host (\S+) port (\d+)/,
  /(?:^Host key for|is known for) (?:\[(\S+)\]:(\d+)|(\S+))/,
  /^Connection (?:closed|reset) by (\S+) port (\d+)/,
  /resolve hostname ([^\s:]+)/i,
] as const;

/** All nodes' ssh write to the same stream: a line that names another place is not about this one. */
function namesAnother(line: string, { address, port }: SshConnection): boolean {
  const found = places.map((place) => place.exec(line)).find((match) => match !== null);
  if (found === undefined || found === null) return false;
  const [host, otherPort] = found.slice(1).filter((part) => part !== undefined);
  // ssh may name the address that a name stands for; a place that is only a number says nothing against this node.
  const named = host !== undefined && !/^[\d.]+$|:/.test(host);
  if (otherPort !== undefined && Number(otherPort) !== port) return true;
  return named
    ? host.toLowerCase() !== address.toLowerCase()
    : /^[\d.]+$|:/.test(address) && host !== address;
}

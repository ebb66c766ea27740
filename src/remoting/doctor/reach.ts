import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import type { NodeDefinition } from '../../cluster/definition.ts';
import { deferred } from '../deferred.ts';
import { systemCode, unreadableFile } from '../sshFiles.ts';
import { within } from '../within.ts';
import { type Finding, type Findings, failed, notNeeded, passed } from './diagnosis.ts';

/** Milliseconds; a firewall that drops packets must not hold up the person. */
const resolveLimit = 10_000;
const connectLimit = 5_000;

/** Where a node is listened to; undefined for a lab node, to which there is no network. */
function portOf({ transport }: NodeDefinition): number | undefined {
  if (transport.kind === 'lab') return undefined;
  if (transport.kind === 'ssh') return transport.port ?? 22;
  return transport.port ?? (transport.https ? 5986 : 5985);
}

/** How a node is reached, in a few words. */
export function transportText(node: NodeDefinition): string {
  const { transport } = node;
  if (transport.kind === 'lab')
    return transport.credential === undefined ? 'lab' : `lab, ${credentialText(transport.credential)}`;
  if (transport.kind === 'ssh')
    return `SSH, port ${portOf(node)}, user ${transport.user ?? 'as signed in here'}, key ${transport.keyFile ?? 'of ssh itself'}`;
  const endpoint =
    transport.configurationName === undefined ? '' : `, configuration ${transport.configurationName}`;
  const account = transport.credential === undefined ? '' : `, ${credentialText(transport.credential)}`;
  return `WinRM over ${transport.https ? 'HTTPS' : 'HTTP'}, port ${portOf(node)}, authentication ${transport.authentication}${endpoint}${account}`;
}

const credentialText = ({ user }: { readonly user?: string | undefined }): string =>
  user === undefined ? 'a credential that is set' : `credential of ${user}`;

/** The way to a node as far as it can be seen without a session; stops at what fails. */
export async function examineWay(node: NodeDefinition, signal: AbortSignal): Promise<Findings> {
  const definition = await examineDefinition(node);
  const port = portOf(node);
  if (port === undefined) {
    const none = notNeeded('a lab node is not on a network');
    return { definition, name: none, port: none };
  }
  if (definition.state === 'failed') return { definition };
  const name = await examineName(node, signal);
  if (name.state === 'failed') return { definition, name };
  return { definition, name, port: await examinePort(node, port, signal) };
}

async function examineDefinition(node: NodeDefinition): Promise<Finding> {
  const { transport } = node;
  if (transport.kind !== 'ssh') return passed(transportText(node));
  const unreadable = await unreadableFile([transport.keyFile, transport.knownHostsFile]);
  if (unreadable !== undefined) return failed(unreadable.message, unreadable.remedy);
  return passed(transportText(node));
}

async function examineName({ address }: NodeDefinition, signal: AbortSignal): Promise<Finding> {
  if (isIP(address) !== 0) return notNeeded(`${address} is an address, not a name`);
  try {
    const found = await within(lookup(address, { all: true }), resolveLimit, signal);
    signal.throwIfAborted();
    if (found.kind === 'settled')
      return passed(`${address} is ${found.value.map((each) => each.address).join(', ')}`);
    return failed(`no answer for ${address} within ${resolveLimit / 1000} s`, nameRemedy);
  } catch (error) {
    signal.throwIfAborted();
    return failed(`${address} cannot be resolved (${systemCode(error)})`, nameRemedy);
  }
}

const nameRemedy =
  'Check the name and the DNS suffix of this machine, or give the node an "address" in the cluster definition.';

async function examinePort(node: NodeDefinition, port: number, signal: AbortSignal): Promise<Finding> {
  const { promise, resolve, reject } = deferred<void>();
  const socket = connect({ host: node.address, port });
  socket.once('connect', () => resolve());
  // Later errors of a socket that is being closed concern nobody, but must be listened to.
  socket.on('error', reject);
  try {
    const connected = await within(promise, connectLimit, signal);
    signal.throwIfAborted();
    if (connected.kind === 'settled') return passed(`${port} is open`);
    return failed(`${port} does not answer within ${connectLimit / 1000} s`, portRemedy(node, port));
  } catch (error) {
    signal.throwIfAborted();
    return failed(`${port} cannot be connected to (${systemCode(error)})`, portRemedy(node, port));
  } finally {
    socket.destroy();
  }
}

const portRemedy = ({ transport }: NodeDefinition, port: number): string =>
  transport.kind === 'ssh'
    ? `Check that the node is on, that the OpenSSH server runs there (Get-Service sshd), that ${port} is its port, and that no firewall stands before it.`
    : `Check that the node is on, that WinRM runs there and listens (Enable-PSRemoting; winrm enumerate winrm/config/listener), and that no firewall stands before port ${port}.`;

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { findExecutable } from '../../tools/workbench/executable.ts';
import { isAlive, signalTo } from './processes.ts';

const run = promisify(execFile);

/** A machine of its own as far as the network goes. */
export interface NetworkHost {
  readonly name: string;
  readonly address: string;
  /** Where its SSH server is to listen. */
  readonly port: number;
  /** What comes before a command to start it there. */
  readonly enter: readonly string[];
}

export interface NetworkHosts {
  readonly hosts: readonly NetworkHost[];
  /** How they were made, for whoever reads the test's output. */
  readonly how: string;
  dispose(): Promise<void>;
}

/** Hosts in network namespaces of their own; where the machine does not permit that, separate loopback addresses. */
export async function networkHosts(names: readonly string[]): Promise<NetworkHosts> {
  const ip = findExecutable(['ip'], ['/usr/sbin', '/sbin']);
  if (ip === undefined) return loopbackHosts(names, 'iproute2 is not installed');
  await removeAbandoned(ip);
  try {
    return await namespaceHosts(ip, names);
  } catch (error) {
    await remove(ip, process.pid);
    return loopbackHosts(
      names,
      error instanceof Error ? (error.message.split('\n')[1] ?? error.message) : '',
    );
  }
}

// The process id in the names tells whose they are, and whether they were left behind.
const namespace = (owner: number, at: number): string => `cluster-patch-${owner}-${at}`;
const link = (owner: number, at: number): string => `cp${owner}n${at}`;
const namespaces = /^cluster-patch-(\d+)-\d+/gm;
const links = /^\d+: cp(\d+)n\d+[@:]/gm;

/** Each host behind a cable of its own, in a subnet of two. */
async function namespaceHosts(ip: string, names: readonly string[]): Promise<NetworkHosts> {
  const taken = (await run(ip, ['-o', '-4', 'address'])).stdout;
  const hosts: NetworkHost[] = [];
  for (const [at, name] of names.entries()) {
    // Source: RFC 2544: 198.18.0.0/15 is for tests between hosts, and is routed nowhere.
    let subnet = (process.pid * names.length + at) % 32_768;
    while (taken.includes(` ${inSubnet(subnet, 1)}/`)) subnet = (subnet + 7919) % 32_768;
    const [here, there] = [inSubnet(subnet, 1), inSubnet(subnet, 2)];
    const [space, cable] = [namespace(process.pid, at), link(process.pid, at)];
    await run(ip, ['netns', 'add', space]);
    await run(ip, ['link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space]);
    await run(ip, ['address', 'add', `${here}/30`, 'dev', cable]);
    await run(ip, ['link', 'set', cable, 'up']);
    await run(ip, ['-n', space, 'address', 'add', `${there}/30`, 'dev', 'eth0']);
    await run(ip, ['-n', space, 'link', 'set', 'eth0', 'up']);
    const enter = [ip, 'netns', 'exec', space];
    await run(ip, ['netns', 'exec', space, 'true']);
    hosts.push({ name, address: there, port: 22, enter });
  }
  return { hosts, how: 'network namespaces', dispose: () => remove(ip, process.pid) };
}

const inSubnet = (subnet: number, host: number): string => {
  const number = subnet * 4 + host;
  return `198.${18 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
};

async function owners(ip: string): Promise<readonly number[]> {
  const list = await run(ip, ['netns', 'list']).catch(() => ({ stdout: '' }));
  const cables = await run(ip, ['-o', 'link']).catch(() => ({ stdout: '' }));
  const found = [...list.stdout.matchAll(namespaces), ...cables.stdout.matchAll(links)];
  return [...new Set(found.map((match) => Number(match[1])))];
}

/** What a run of the tests that was ended by force has left behind, with everything that still runs in it. */
async function removeAbandoned(ip: string): Promise<void> {
  for (const owner of await owners(ip)) if (!isAlive(owner)) await remove(ip, owner);
}

async function remove(ip: string, owner: number): Promise<void> {
  const cables = (await run(ip, ['-o', 'link']).catch(() => ({ stdout: '' }))).stdout;
  for (const [, name = ''] of cables.matchAll(new RegExp(`^\\d+: (cp${owner}n\\d+)[@:]`, 'gm')))
    await run(ip, ['link', 'delete', name]).catch(() => undefined);
  const spaces = (await run(ip, ['netns', 'list']).catch(() => ({ stdout: '' }))).stdout;
  for (const [name] of spaces.matchAll(new RegExp(`^cluster-patch-${owner}-\\d+`, 'gm'))) {
    const { stdout } = await run(ip, ['netns', 'pids', name]).catch(() => ({ stdout: '' }));
    for (const id of stdout.split('\n').filter((line) => line !== '')) signalTo(Number(id), 'SIGKILL');
    await run(ip, ['netns', 'delete', name]).catch(() => undefined);
  }
}

/** Every host an address of its own on this machine, all with the same port, as hosts have it. */
async function loopbackHosts(names: readonly string[], why: string): Promise<NetworkHosts> {
  const addresses = names.map((_, at) => `127.0.0.${at + 2}`);
  const port = await portOnAll(addresses);
  return {
    hosts: names.map((name, at) => ({ name, address: addresses[at] ?? '', port, enter: [] })),
    how: `separate loopback addresses, for no network namespace could be made (${why.trim()})`,
    dispose: async () => undefined,
  };
}

async function portOnAll(addresses: readonly string[]): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const servers = [];
    let port = 0;
    try {
      for (const address of addresses) {
        const server = createServer().listen(port, address);
        servers.push(server);
        await once(server, 'listening');
        const bound = server.address();
        if (typeof bound === 'object' && bound !== null) port = bound.port;
      }
      return port;
    } catch (error) {
      if (attempt === 20) throw error;
    } finally {
      for (const server of servers) server.close();
    }
  }
}

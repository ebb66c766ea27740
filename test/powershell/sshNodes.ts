import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { DefinitionFile } from '../../src/cluster/definition.ts';
import { findExecutable } from '../../tools/workbench/executable.ts';
import { powershell, root } from './localPowerShell.ts';
import { type NetworkHost, networkHosts } from './networkHosts.ts';
import { descendants, isAlive, signalTo, textOf } from './processes.ts';

const run = promisify(execFile);
/** Bytes on the wire of what announces a call, for whose answer PowerShell waits; what ssh says by itself is shorter. */
const smallestRequest = 80;
const labModule = join(root, 'src', 'lab', 'ClusterLab', 'ClusterLab.psd1');

/** One node of a lab behind an `sshd` of its own, as a host of its own would have one. */
export class SshNode {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Its public host key. */
  readonly hostKey: string;
  readonly #enter: readonly string[];
  readonly #folder: string;
  #server: ChildProcess | undefined;
  readonly #frozen = new Set<number>();

  constructor({ name, address, port, enter }: NetworkHost, folder: string) {
    this.name = name;
    this.address = address;
    this.port = port;
    this.hostKey = publicKey(join(folder, 'host'));
    this.#enter = enter;
    this.#folder = folder;
  }

  /** How a file of known hosts names it. */
  get place(): string {
    return this.port === 22 ? this.address : `[${this.address}]:${this.port}`;
  }

  /** Starts the server, unless it runs, and waits until it listens. */
  async start(): Promise<void> {
    if (this.#server !== undefined) return;
    // OpenSSH starts itself again for every connection, which it can do only by its full path.
    const sshd = findExecutable(['sshd'], ['/usr/sbin', '/usr/local/sbin']);
    if (sshd === undefined) throw new Error('sshd is missing: install openssh-server');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const [program = sshd, ...args] = [...this.#enter, sshd, '-D', '-e', '-f', configOf(this.#folder)];
    const server = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Server listening on')) resolve();
    });
    server.once('error', reject).once('close', () => reject(new Error(`sshd ended: ${said}`)));
    this.#server = server;
    await promise;
  }

  /** Ends the server and everything that it has started for its clients, as a power cut would. */
  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    // Once its connection is gone, a frozen process is nobody's child, and would stay for ever.
    for (const id of this.#frozen) signalTo(id, 'SIGKILL');
    this.#frozen.clear();
    if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('close', resolve));
    for (const id of [server.pid, ...descendants(server.pid)]) signalTo(id, 'SIGKILL');
    await gone;
  }

  /** Freezes the PowerShell of every session on the node: the connection stands and nothing answers. */
  freeze(): void {
    for (const id of this.#sessions()) {
      signalTo(id, 'SIGSTOP');
      this.#frozen.add(id);
    }
  }

  /** Waits until a request has reached the host, which the work itself must set on its way. Its PowerShell is frozen. */
  async reachedBy(request: () => void): Promise<void> {
    const before = this.#bytesRead();
    request();
    while (this.#bytesRead() < before + smallestRequest) await delay(10);
  }

  #bytesRead(): number {
    const reads = this.#processes().map((id) => /^rchar: (\d+)/.exec(textOf(`/proc/${id}/io`))?.[1]);
    return reads.reduce((sum, read) => sum + Number(read ?? 0), 0);
  }

  #sessions(): readonly number[] {
    return this.#processes().filter((id) => textOf(`/proc/${id}/cmdline`).includes('-sshs'));
  }

  #processes(): readonly number[] {
    const server = this.#server?.pid;
    return server === undefined ? [] : descendants(server);
  }
}

/** Two nodes of a lab, each a host of its own with its own `sshd`, and what a definition needs to reach them. */
export interface SshNodes {
  readonly folder: string;
  readonly nodes: readonly SshNode[];
  /** How the hosts were made. */
  readonly how: string;
  /** The definition as a person would write it. `other` replaces parts of every node's transport. */
  definition(other?: { readonly keyFile?: string; readonly knownHostsFile?: string }): DefinitionFile;
  /** A key that no node lets in. */
  readonly strangerKey: string;
  /** A file in which the key of another node stands for every node. */
  readonly wrongHosts: string;
  dispose(): Promise<void>;
}

const folderName = 'ssh-nodes-';

/** Starts the nodes of the lab whose world file is given. */
export async function sshNodes(worldPath: string, names = ['NODE1', 'NODE2']): Promise<SshNodes> {
  removeAbandoned();
  const network = await networkHosts(names);
  const folder = mkdtempSync(join(tmpdir(), `${folderName}${process.pid}-`));
  // As root it separates its privileges, for which it wants this folder; the system's own start script makes it.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  await Promise.all(['user', 'stranger'].map((name) => makeKey(join(folder, name))));
  const nodes = await Promise.all(network.hosts.map((host) => makeNode({ host, folder, worldPath })));
  const known = (keyAt: (at: number) => string) =>
    nodes.map(({ place }, at) => `${place} ${keyAt(at)}\n`).join('');
  const keyOf = (at: number) => nodes[at % nodes.length]?.hostKey ?? '';
  writeFileSync(join(folder, 'known_hosts'), known(keyOf));
  writeFileSync(
    join(folder, 'wrong_hosts'),
    known((at) => keyOf(at + 1)),
  );
  const dispose = async () => {
    await Promise.all(nodes.map((node) => node.kill()));
    await network.dispose();
    rmSync(folder, { recursive: true, force: true });
  };
  await Promise.all(nodes.map((node) => node.start()));
  return {
    folder,
    nodes,
    how: network.how,
    strangerKey: join(folder, 'stranger'),
    wrongHosts: join(folder, 'wrong_hosts'),
    definition: (other = {}) => ({
      name: 'overssh',
      managementServers: [],
      gateways: [],
      preset: 'rms-2007',
      nodes: nodes.map(({ name, address, port }) => ({
        name,
        address,
        transport: {
          kind: 'ssh' as const,
          user: userInfo().username,
          port,
          subsystem: 'powershell',
          keyFile: join(folder, 'user'),
          knownHostsFile: join(folder, 'known_hosts'),
          ...other,
        },
      })),
      transport: { kind: 'ssh', subsystem: 'powershell' },
      clusterGroup: 'Cluster Group',
      restartAction: 2,
    }),
    dispose,
  };
}

/** What a run of the tests that was ended by force has left behind: its files, and servers that still run. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${folderName}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    for (const node of readdirSync(folder)) {
      const server = Number(textOf(join(folder, node, 'sshd.pid')) || '0');
      if (server === 0 || !textOf(`/proc/${server}/cmdline`).includes(folder)) continue;
      for (const id of [server, ...descendants(server)]) signalTo(id, 'SIGKILL');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

interface NodeFiles {
  readonly host: NetworkHost;
  readonly folder: string;
  readonly worldPath: string;
}

const configOf = (folder: string): string => join(folder, 'sshd_config');

async function makeNode({ host, folder, worldPath }: NodeFiles): Promise<SshNode> {
  const { name, address, port } = host;
  const own = join(folder, name);
  mkdirSync(own);
  await makeKey(join(own, 'host'));
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
  // What makes the session one on a lab node: nothing in the product knows of it. The engine counts any error that a
  // startup script leaves behind as its failure, also one that was dealt with (the world's lock was taken).
  const play = [
    `Import-Module ${literal(labModule)}`,
    `Connect-LabNode -World ${literal(worldPath)} -Node ${literal(name)}`,
    '$global:Error.Clear()',
  ].join('; ');
  const encoded = Buffer.from(play, 'utf16le').toString('base64');
  const subsystem = join(own, 'subsystem');
  writeFileSync(
    subsystem,
    `#!/bin/sh\nexec '${powershell}' -sshs -NoLogo -NoProfile -EncodedCommand ${encoded}\n`,
    { mode: 0o755 },
  );
  writeFileSync(join(own, 'authorized_keys'), publicKey(join(folder, 'user')));
  writeFileSync(
    configOf(own),
    [
      `Port ${port}`,
      `ListenAddress ${address}`,
      `HostKey ${join(own, 'host')}`,
      `AuthorizedKeysFile ${join(own, 'authorized_keys')}`,
      `PidFile ${join(own, 'sshd.pid')}`,
      `Subsystem powershell ${subsystem}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'UsePAM no',
      // The folder for temporary files belongs to everybody, which it would not accept above a key.
      'StrictModes no',
      '',
    ].join('\n'),
  );
  return new SshNode(host, own);
}

const makeKey = (path: string) => run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path]);
const publicKey = (path: string): string => readFileSync(`${path}.pub`, 'utf8').trim();

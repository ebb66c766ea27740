import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { DefinitionFile } from '../../src/cluster/definition.ts';
import { findExecutable } from '../../tools/workbench/executable.ts';
import { powershell, root } from './localPowerShell.ts';

const run = promisify(execFile);
/** Bytes on the wire of what announces a call, for whose answer PowerShell waits; what ssh says by itself is shorter. */
const smallestRequest = 80;
const labModule = join(root, 'src', 'lab', 'ClusterLab', 'ClusterLab.psd1');

/** One node of a lab behind an `sshd` of its own, as a host of its own would have one. */
export class SshNode {
  readonly name: string;
  readonly port: number;
  readonly #folder: string;
  #server: ChildProcess | undefined;
  readonly #frozen = new Set<number>();

  constructor(name: string, port: number, folder: string) {
    this.name = name;
    this.port = port;
    this.#folder = folder;
  }

  /** Starts the server, unless it runs, and waits until it listens. */
  async start(): Promise<void> {
    if (this.#server !== undefined) return;
    // OpenSSH starts itself again for every connection, which it can do only by its full path.
    const sshd = findExecutable(['sshd'], ['/usr/sbin', '/usr/local/sbin']);
    if (sshd === undefined) throw new Error('sshd is missing: install openssh-server');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const server = spawn(sshd, ['-D', '-e', '-f', join(this.#folder, 'sshd_config')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
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
    for (const id of this.#frozen) signal(id, 'SIGKILL');
    this.#frozen.clear();
    if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('close', resolve));
    for (const id of [server.pid, ...descendants(server.pid)]) signal(id, 'SIGKILL');
    await gone;
  }

  /** Freezes the PowerShell of every session on the node: the connection stands and nothing answers. */
  freeze(): void {
    for (const id of this.#sessions()) {
      signal(id, 'SIGSTOP');
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

/** Two nodes of a lab, each behind its own `sshd` on loopback, and what a definition needs to reach them. */
export interface SshNodes {
  readonly folder: string;
  readonly nodes: readonly SshNode[];
  /** The definition as a person would write it. `other` replaces parts of every node's transport. */
  definition(other?: { readonly keyFile?: string; readonly knownHostsFile?: string }): DefinitionFile;
  /** A key that no node lets in. */
  readonly strangerKey: string;
  /** A file in which another key stands for every node. */
  readonly wrongHosts: string;
  dispose(): Promise<void>;
}

/** Starts the nodes of the lab whose world file is given. */
export async function sshNodes(worldPath: string, names = ['NODE1', 'NODE2']): Promise<SshNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'ssh-nodes-'));
  // As root it separates its privileges, for which it wants this folder; the system's own start script makes it.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  await Promise.all(['user', 'stranger', 'host'].map((name) => makeKey(join(folder, name))));
  const hostKey = publicKey(join(folder, 'host'));
  const ports = await freePorts(names.length);
  const nodes = names.map((name, at) => makeNode({ name, port: ports[at] ?? 0, folder, worldPath }));
  const hosts = (key: string) => ports.map((port) => `[127.0.0.1]:${port} ${key}\n`).join('');
  writeFileSync(join(folder, 'known_hosts'), hosts(hostKey));
  writeFileSync(join(folder, 'wrong_hosts'), hosts(publicKey(join(folder, 'stranger'))));
  const dispose = async () => {
    await Promise.all(nodes.map((node) => node.kill()));
    rmSync(folder, { recursive: true, force: true });
  };
  await Promise.all(nodes.map((node) => node.start()));
  return {
    folder,
    nodes,
    strangerKey: join(folder, 'stranger'),
    wrongHosts: join(folder, 'wrong_hosts'),
    definition: (other = {}) => ({
      name: 'overssh',
      preset: 'rms-2007',
      nodes: nodes.map(({ name, port }) => ({
        name,
        address: '127.0.0.1',
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

interface NodeFiles {
  readonly name: string;
  readonly port: number;
  readonly folder: string;
  readonly worldPath: string;
}

function makeNode({ name, port, folder, worldPath }: NodeFiles): SshNode {
  const own = join(folder, name);
  mkdirSync(own);
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
    join(own, 'sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(folder, 'host')}`,
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
  return new SshNode(name, port, own);
}

const makeKey = (path: string) => run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path]);
const publicKey = (path: string): string => readFileSync(`${path}.pub`, 'utf8').trim();

/** Ports that nobody has now; all are held until the last is found, so that no two are the same. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      return typeof address === 'object' && address !== null ? address.port : 0;
    }),
  );
}

/** The processes below one, by their parents as the system tells them. */
function descendants(of: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({
      id: Number(entry),
      parent: Number(/^PPid:\s+(\d+)/m.exec(textOf(`/proc/${entry}/status`))?.[1]),
    }));
  const found = [of];
  for (const each of found)
    found.push(...parents.filter(({ parent }) => parent === each).map(({ id }) => id));
  return found.slice(1);
}

/** Empty for a process that has just ended. */
function textOf(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

function signal(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name);
  } catch {
    // It has ended by itself in the meantime.
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { vscodeFolder } from './install.ts';

/** What a workbench server is started with. All paths are absolute. */
export interface WorkbenchOptions {
  /** The project's folder: the server is the one in its `.tools/workbench`. */
  readonly root: string;
  /** The folder that the page opens when its address names none. */
  readonly workspace: string;
  /** A TCP port on loopback; a free one when left out. */
  readonly port?: number;
  /** Where the server keeps user settings, state and logs. */
  readonly dataDir: string;
  /** Where extensions are installed. */
  readonly extensionDir: string;
  /** Whether the page shall run the extension and the tests that its address names. */
  readonly forExtensionTests?: boolean;
  /** Added to the environment that the server, and so the extension host, runs in. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A workbench server that answers. */
export interface Workbench {
  /** The page's address: loopback, the port, and the token without which the server lets nobody in. */
  readonly url: string;
  readonly port: number;
  /** Resolves when the server has ended, by `stop` or by itself. */
  readonly ended: Promise<void>;
  /** Ends the server and every process it started. */
  stop(): Promise<void>;
}

/** A server on a busy machine needs some seconds; one that has not answered after this will not. */
const startLimitMs = 60_000;

/** The folder of the user's settings.json, keybindings and snippets. */
export function userFolder(dataDir: string): string {
  return join(dataDir, 'user-data', 'User');
}

/**
 * Starts VS Code's server on loopback and waits until it answers. It goes down with this process, whatever
 * ends it.
 * @throws an Error with the server's last words when it ends or does not answer in a minute.
 */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  await mkdir(options.dataDir, { recursive: true });
  await mkdir(options.extensionDir, { recursive: true });
  // Whoever reaches the page can run anything as this user, and loopback is open to every local program.
  const token = randomBytes(16).toString('hex');
  const server = spawn(process.execPath, serverArguments(options, token), {
    // A process group of its own, so that one signal reaches all that the server starts.
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    env: serverEnvironment(options.env),
  });
  try {
    const port = await announcedPort(server);
    const url = `http://127.0.0.1:${port}/?tkn=${token}`;
    await fetch(url, { signal: AbortSignal.timeout(startLimitMs) });
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    return { url, port, ended, stop: () => stopTree(server) };
  } catch (error) {
    await stopTree(server);
    throw error;
  }
}

function serverArguments(options: WorkbenchOptions, token: string): string[] {
  return [
    join(import.meta.dirname, 'leash.ts'),
    join(vscodeFolder(options.root), 'out', 'server-main.js'),
    // Without it the page does not heed the payload that names the tests; with it, it shows no notifications.
    ...(options.forExtensionTests === true ? ['--enable-smoke-test-driver'] : []),
    `--connection-token=${token}`,
    '--accept-server-license-terms',
    '--disable-telemetry',
    // Else it takes its PATH from a login shell, which knows nothing of the lab's PowerShell.
    '--force-disable-user-env',
    '--host=127.0.0.1',
    `--port=${options.port ?? 0}`,
    `--server-data-dir=${options.dataDir}`,
    `--user-data-dir=${join(options.dataDir, 'user-data')}`,
    `--extensions-dir=${options.extensionDir}`,
    `--default-folder=${options.workspace}`,
  ];
}

/** Our own environment without what would make the server's Node, or a Node it starts, think of ours. */
function serverEnvironment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_OPTIONS|NODE_TEST_CONTEXT|VSCODE_.*|npm_.*)$/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...added };
}

/** The port that the server says it listens on. With port 0 only the server knows it. */
function announcedPort(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const end = (error: Error) => {
      clearTimeout(limit);
      reject(error);
    };
    const fail = (what: string) => {
      const words = output.trim().slice(-2000) || '(none)';
      end(new Error(`The workbench server ${what}. Its last words: ${words}`));
    };
    const limit = setTimeout(() => fail(`did not answer in ${startLimitMs / 1000} s`), startLimitMs);
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-8000);
      // It lives on without a port, so there would be nothing to wait for.
      const taken = /EADDRINUSE: .* ([\d.]+:\d+)/.exec(output)?.[1];
      if (taken !== undefined) end(new Error(`Another program listens on ${taken}: choose another port.`));
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(limit);
      resolve(Number(port));
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('error', (error) => fail(`could not be started: ${error.message}`));
    server.once('exit', (code) => fail(`ended with exit code ${code}`));
  });
}

async function stopTree(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  // The leash does the rest: see leash.ts.
  server.stdin?.end();
  await gone;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { findPowerShell } from '../../src/remoting/discovery.ts';
import { thisMachine } from '../../src/remoting/machine.ts';

/** What tools/lab-host/WarmSession.cs reads. */
const variable = 'LAB_HOST_WARM_PIPES';
const root = join(import.meta.dirname, '..', '..');

/**
 * For a PowerShell that works for minutes: it compiles again what is called often (256 times; at the usual 30 a seventh
 * of its first minute goes into that), and has room for 64 MB of waste. In neither kind is each page of compiled code
 * mapped twice, which costs a tenth of a short life. The numbers are hexadecimal.
 */
export const forLongWork = {
  DOTNET_TieredCompilation: '1',
  DOTNET_TC_CallCounting: '1',
  DOTNET_TC_CallCountThreshold: '100',
  DOTNET_GCgen0size: '4000000',
  DOTNET_EnableWriteXorExecute: '0',
};

/** For one that is gone after a few seconds: it compiles each thing once, and quickly. */
export const forShortWork = {
  DOTNET_TieredCompilation: '1',
  DOTNET_TC_CallCounting: '0',
  DOTNET_EnableWriteXorExecute: '0',
};

/** The PowerShell that the lab's nodes run. Throws when there is none. */
export function labPowerShell(): string {
  const found = findPowerShell(thisMachine(), { setting: undefined, toolsRoot: root });
  if (found.kind !== 'found') throw new Error(`${found.message} ${found.remedy}`);
  return found.executable;
}

/**
 * PowerShells that serve one remote session after another, for whoever opens many: most of the time of a new one goes
 * into compiling the engine and the lab's module. Each session still has a process of its own that can be killed. Only
 * the lab's own PowerShell knows of them; with another one each session starts cold.
 */
export class WarmSessions {
  readonly #folder: string;
  readonly #processes: readonly ChildProcess[];

  private constructor(folder: string, processes: readonly ChildProcess[]) {
    this.#folder = folder;
    this.#processes = processes;
  }

  /** Starts some, for all that this process starts from now on; none where whoever started it has done so already. */
  static start(count: number): WarmSessions | undefined {
    if (process.env[variable] !== undefined) return undefined;
    const folder = mkdtempSync(join(tmpdir(), 'cluster-patch-sessions-'));
    const names = Array.from({ length: count }, () => `lab-${randomUUID()}`);
    const executable = labPowerShell();
    const processes = names.map((name) => {
      const one = spawn(executable, ['-NoLogo', '-NoProfile', '-CustomPipeName', name, '-Command', '-'], {
        // They end with their input, and so with this process.
        stdio: ['pipe', 'ignore', 'ignore'],
        // Each new session looks through every folder above this one, and through those of the path for what is missing.
        cwd: parse(root).root,
        env: {
          ...process.env,
          ...forLongWork,
          PATH: '',
          LAB_SESSION_CARRIER: join(folder, `${name}.pid`),
        },
      });
      // A PowerShell that does not know the parameter is gone at once: then each session starts cold.
      one.on('error', () => undefined);
      one.stdin.on('error', () => undefined);
      return one;
    });
    process.env[variable] = [folder, ...names].join(';');
    return new WarmSessions(folder, processes);
  }

  end(): void {
    delete process.env[variable];
    for (const one of this.#processes) one.stdin?.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** For a test of the processes themselves: what this process starts from now on has sessions of its own, started cold. */
export function startSessionsCold(): void {
  delete process.env[variable];
}

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What tools/lab-host/WarmSession.cs reads. */
const variable = 'LAB_HOST_WARM_PIPES';

/**
 * PowerShells that serve one remote session after another, for whoever opens many: most of the time of a new one goes
 * into compiling the engine and the lab's module. Each session still has a process of its own that can be killed. Only
 * the lab's own PowerShell knows of them; with another one each session starts cold.
 */
export class WarmSessions {
  readonly #processes: readonly ChildProcess[];

  /** Starts them, for this process and all that it starts from now on. `folder` is for their claims. */
  constructor(powershell: string, folder: string, count: number) {
    mkdirSync(folder, { recursive: true });
    const names = Array.from({ length: count }, () => `lab-${randomUUID()}`);
    this.#processes = names.map((name) =>
      spawn(powershell, ['-NoLogo', '-NoProfile', '-CustomPipeName', name, '-Command', '-'], {
        // They end with their input, and so with this process.
        stdio: ['pipe', 'ignore', 'inherit'],
        env: { ...process.env, LAB_SESSION_CARRIER: join(folder, `${name}.pid`) },
      }),
    );
    process.env[variable] = [folder, ...names].join(';');
  }

  end(): void {
    delete process.env[variable];
    for (const one of this.#processes) one.stdin?.end();
  }
}

import { PowerShell, type PowerShellOptions } from 'node-powershell';

export interface ShellEvents {
  /** Text from standard output, cut anywhere. */
  readonly output: (chunk: string) => void;
  readonly errorOutput: (chunk: string) => void;
  /** Called once, when the process is gone or could not be started. */
  readonly ended: (reason: string) => void;
}

/**
 * The executable as given. The package would put the environment variable NODE_POWERSHELL before it, and replaces
 * `pwsh-preview` by `pwsh`.
 */
class ChosenPowerShell extends PowerShell {
  protected override setExecutable({ executable }: PowerShellOptions): string {
    if (executable === undefined) throw new TypeError('No executable was given.');
    return executable;
  }
}

/**
 * One local PowerShell process: node-powershell starts, feeds and disposes it. Its `invoke()` is never used: it waits
 * for ever when a delimiter arrives with more than one byte after it in the same chunk, and has no way to stop a call.
 */
export class Shell {
  readonly #process: PowerShell;
  #ending = false;
  #ended = false;

  constructor(executable: string, events: ShellEvents) {
    this.#process = new ChosenPowerShell({
      executable,
      executableOptions: {
        '-NoProfile': true,
        '-NonInteractive': true,
        // Files of the lab's module must load; the policy is inherited by the lab's nodes.
        ...(process.platform === 'win32' ? { '-ExecutionPolicy': 'Bypass' } : {}),
      },
      spawnOptions: { windowsHide: true },
    });
    const { stdin, stdout, stderr } = this.#process.streams;
    stdout.on('data', (chunk: string) => events.output(chunk));
    stderr.on('data', (chunk: string) => events.errorOutput(chunk));
    // The package listens for the first error only; a second one without a listener would end this program.
    for (const stream of [stdin, stdout, stderr]) stream.on('error', () => undefined);
    const ended = (reason: string) => {
      if (this.#ended) return;
      this.#ended = true;
      events.ended(reason);
    };
    // `close` also comes when the process could not be started.
    stdout.once('close', () => ended('the PowerShell process ended'));
    // A process that dies while nobody waits rejects this promise, which would end this program too.
    const exit: unknown = Reflect.get(this.#process, 'exitPromise');
    const exited = (reason: string) => {
      this.#ending = true;
      // What it wrote before its end is read first.
      setImmediate(ended, reason);
    };
    if (exit instanceof Promise)
      exit.then(
        () => exited('the PowerShell process ended'),
        (error: unknown) => exited(error instanceof Error ? error.message : String(error)),
      );
  }

  /** Whether it still takes requests, as far as is known here. */
  get running(): boolean {
    return !this.#ending && !this.#ended;
  }

  /** Writes to standard input. What a process that is gone does not read is not an error here: its end is told. */
  write(text: string): void {
    if (!this.#ended && this.#process.streams.stdin.writable) this.#process.streams.stdin.write(text);
  }

  /** Ends the input: a process that still listens ends by itself. */
  close(): void {
    if (this.#process.streams.stdin.writable) this.#process.streams.stdin.end();
  }

  /** Ends the process at once. Resolves when it is gone. */
  async kill(): Promise<void> {
    try {
      await this.#process.dispose('SIGKILL');
    } catch {
      // It rejects when the process ended by a signal, which is what was asked for.
    }
  }
}

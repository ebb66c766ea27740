import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const FRAME = 'answer:';
const PRELUDE = [
  '$global:remote = [RunspaceFactory]::CreateOutOfProcessRunspace($null)',
  '$remote.Open()',
  // One statement in a scope of its own; where it fails, "!" and the id of the error.
  "$tried = 'param($text) $ErrorActionPreference = ''Stop''; try { & ([scriptblock]::Create($text)) } catch { ''!'' + $_.FullyQualifiedErrorId }'",
  'function Here($text) { & ([scriptblock]::Create($tried)) $text }',
  'function Remotely($text) { $p = [powershell]::Create(); $p.Runspace = $remote; $p.AddScript($tried).AddArgument($text).Invoke() }',
].join('; ');

/** A string as PowerShell writes it in a script. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** One PowerShell process with one out-of-process runspace of its own; it answers statements in order. */
export class HostProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  constructor(executable: string, env: NodeJS.ProcessEnv) {
    this.#child = spawn(executable, ['-NoLogo', '-NoProfile', '-NoExit', '-Command', '-'], {
      env,
      stdio: 'pipe',
    });
    this.#child.stderr.pipe(process.stderr);
    this.#child.stdin.write(`${PRELUDE}\n`);
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** The results of the statement, which may end with `!` and the id of the error that ended it. */
  async ask(statement: string, where: 'Here' | 'Remotely' = 'Here'): Promise<unknown> {
    const results = `@(${where} ${quoted(statement)})`;
    this.#child.stdin.write(`'${FRAME}' + (ConvertTo-Json -InputObject ${results} -Compress -Depth 3)\n`);
    for (;;) {
      const line = await this.#lines.next();
      if (line.done) throw new Error(`PowerShell ended while it ran: ${statement}`);
      if (line.value.startsWith(FRAME)) return JSON.parse(line.value.slice(FRAME.length));
    }
  }

  end(): void {
    this.#child.stdin.end();
  }
}

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { freshWorld, type LabOptions } from '../../src/lab/freshWorld.ts';
import { type LabSummary, summarize } from '../../src/lab/summary.ts';
import type { World } from '../../src/lab/world.ts';
import { readWorld, resetWorld, updateWorld } from '../../src/lab/worldFile.ts';

const root = join(import.meta.dirname, '..', '..');
const executable = process.env.CLUSTER_PATCH_PWSH ?? join(root, '.tools', 'lab-host', 'pwsh');
const labModule = join(root, 'src', 'lab', 'ClusterLab', 'ClusterLab.psd1');
const frame = 'lab-answer:';

const answer = z.object({
  output: z.array(z.string()),
  errors: z.array(z.object({ message: z.string(), id: z.string() })),
});
export type Answer = z.infer<typeof answer>;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Runs one line on a node as an administrator types it; everything it gives comes back as text. */
const prelude = `
Import-Module ${literal(labModule)}
function Invoke-TestLine($world, $node, $line) {
  $output = @(); $errors = @()
  try {
    Connect-LabNode -World $world -Node $node
    foreach ($item in @(& ([scriptblock]::Create($line)) 2>&1)) {
      if ($item -is [System.Management.Automation.ErrorRecord]) { $errors += @{ message = "$item"; id = $item.FullyQualifiedErrorId } } else { $output += "$item" }
    }
  } catch { $errors += @{ message = "$_"; id = $_.FullyQualifiedErrorId } }
  '${frame}' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject @{ output = $output; errors = $errors } -Compress -Depth 4)))
}
`;

/** One PowerShell with the lab module, over a world of its own. */
export class LabShell {
  readonly folder: string;
  readonly path: string;
  #child: ChildProcessWithoutNullStreams;
  #lines: AsyncIterator<string>;
  #errorText = '';
  /** A fault has ended the process: the next line starts another one on the same world. */
  #gone = false;

  constructor(existing?: LabShell) {
    this.folder = existing?.folder ?? mkdtempSync(join(tmpdir(), 'cluster-lab-'));
    this.path = join(this.folder, 'world.json');
    if (existing === undefined) this.reset();
    [this.#child, this.#lines] = this.#start();
  }

  #start(): [ChildProcessWithoutNullStreams, AsyncIterator<string>] {
    this.#gone = false;
    const child = spawn(executable, ['-NoLogo', '-NoProfile', '-NoExit', '-Command', '-'], { stdio: 'pipe' });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errorText += text;
    });
    // A line sent to a process that has just ended is answered by the end of its output.
    child.stdin.on('error', () => {});
    child.stdin.write(
      `. ([scriptblock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${Buffer.from(prelude).toString('base64')}'))))\n`,
    );
    return [child, createInterface({ input: child.stdout })[Symbol.asyncIterator]()];
  }

  /** A second process on the same world, as another administrator has one. */
  another(): LabShell {
    return new LabShell(this);
  }

  reset(options: Partial<LabOptions> = {}): void {
    resetWorld(this.path, freshWorld(options));
  }

  get world(): World {
    return readWorld(this.path);
  }

  get seen(): LabSummary {
    return summarize(this.world);
  }

  change(change: (present: World) => World): void {
    updateWorld(this.path, change);
  }

  /** What the line gives on that node, and its errors. `ended` when the process is gone. */
  async tryLine(node: string, line: string): Promise<Answer | 'ended'> {
    if (this.#gone) [this.#child, this.#lines] = this.#start();
    this.#child.stdin.write(
      `Invoke-TestLine ${literal(this.path)} ${literal(node)} ${literal(line.replaceAll('\n', ' '))}\n`,
    );
    for (;;) {
      const next = await this.#lines.next();
      if (next.done) {
        this.#gone = true;
        return 'ended';
      }
      if (!next.value.startsWith(frame)) continue;
      return answer.parse(JSON.parse(Buffer.from(next.value.slice(frame.length), 'base64').toString('utf8')));
    }
  }

  /** What the line gives on that node. Throws what it reports as an error. */
  async run(node: string, line: string): Promise<readonly string[]> {
    const got = await this.tryLine(node, line);
    if (got === 'ended') throw new Error(`PowerShell ended while it ran: ${line}\n${this.#errorText}`);
    if (got.errors.length > 0)
      throw new Error(`${line}\n${got.errors.map((error) => error.message).join('\n')}`);
    return got.output;
  }

  /** The number at the end of the first error that the line reports, such as 5070. */
  async refusal(node: string, line: string): Promise<number> {
    const got = await this.tryLine(node, line);
    const first = got === 'ended' ? undefined : got.errors[0];
    return Number(/\(0x[0-9A-F]{8} \/ (\d+)\)$/.exec(first?.message ?? '')?.[1] ?? Number.NaN);
  }

  /** Ends the process without its consent. */
  end(): void {
    this.#child.kill('SIGKILL');
  }

  close(): void {
    this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The clustered services of a node, as `NAME Status/StartType` in the order of their names. */
export const clusteredServices =
  'Get-Service HealthService, OMCFG, OMSDK | ForEach-Object { "$($_.Name) $($_.Status)/$($_.StartType)" }';

/** Starts an installer on a node as `msiexec` would be, and gives its number as a process. */
export const startInstaller = (id: string): string =>
  `(Invoke-CimMethod -ClassName Win32_Process -MethodName Create -Arguments @{ CommandLine = 'msiexec.exe /p C:\\Updates\\${id}.msp /qn /norestart' }).ReturnValue`;

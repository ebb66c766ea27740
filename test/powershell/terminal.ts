import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

const root = join(import.meta.dirname, '..', '..');

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The terminal program as a user starts it, with a home of its own that goes when the test has ended. */
export interface Terminal {
  readonly home: string;
  run(...args: readonly string[]): Promise<Ended>;
  /** The same with --json; what it printed, parsed. */
  json(...args: readonly string[]): Promise<{ readonly code: number; readonly value: unknown }>;
}

export function terminal(context: TestContext, environment: NodeJS.ProcessEnv = {}): Terminal {
  const home = mkdtempSync(join(tmpdir(), 'cluster-patch-'));
  context.after(() => rmSync(home, { recursive: true, force: true }));
  const run = (...args: readonly string[]): Promise<Ended> => {
    const { promise, resolve, reject } = Promise.withResolvers<Ended>();
    // The home goes right after the command's name: `lab exec` takes everything after -- as its line.
    const at = args[0] === 'lab' ? 2 : 1;
    const program = spawn(
      process.execPath,
      [join(root, 'dist', 'cli.js'), ...args.slice(0, at), '--home', home, ...args.slice(at)],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } },
    );
    let out = '';
    let err = '';
    program.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    program.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    program.once('error', reject).once('close', (code) => resolve({ code: code ?? -1, out, err }));
    return promise;
  };
  return {
    home,
    run,
    async json(...args) {
      const at = args[0] === 'lab' ? 2 : 1;
      const { code, out } = await run(...args.slice(0, at), '--json', ...args.slice(at));
      return { code, value: JSON.parse(out) };
    },
  };
}

export const onLab = (procedure = 'rms-passive-first', update = 'lab-files'): readonly string[] => [
  '--cluster',
  'lab',
  '--procedure',
  procedure,
  '--package',
  update,
];

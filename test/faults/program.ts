import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshWorld } from '../../src/lab/freshWorld.ts';
import { readWorld, resetWorld, worldPath } from '../../src/lab/worldFile.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** The terminal program with a home and a lab of its own, in processes that can be killed. */
export class Program {
  readonly home = mkdtempSync(join(tmpdir(), 'cluster-patch-program-'));

  /** A lab at rest, in which only its own clock counts. */
  freshLab(): void {
    const world = freshWorld();
    resetWorld(worldPath(this.home, 'lab'), { ...world, settings: { ...world.settings, realTime: false } });
  }

  get world() {
    return readWorld(worldPath(this.home, 'lab'));
  }

  /** Starts one command; `ended` resolves when its process is gone. */
  start(...args: readonly string[]): { readonly process: ChildProcess; readonly ended: Promise<Ended> } {
    const process = spawn(nodeProgram, [cli, ...args, '--json', '--home', this.home], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { promise, resolve, reject } = Promise.withResolvers<Ended>();
    let output = '';
    process.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    process.once('error', reject).once('close', (code, signal) => resolve({ code, signal, output }));
    return { process, ended: promise };
  }

  run(...args: readonly string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  journal(runId: string): string {
    return join(this.home, 'runs', runId, 'journal.jsonl');
  }

  /** How many whole records the run's journal has. */
  records(runId: string): number {
    const path = this.journal(runId);
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

const nodeProgram = process.execPath;

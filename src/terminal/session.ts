import { basename, dirname, resolve } from 'node:path';
import type { Problem } from '../cluster/problem.ts';
import { thisAuthor } from '../home/author.ts';
import { Home } from '../home/home.ts';
import { Operator, problemOf } from '../home/operator.ts';
import { TerminalCredentials, takeFromEnvironment } from './credentials.ts';
import { exitCode, exitCodeOfProblem } from './exitCodes.ts';
import { createOutput, type Output } from './output.ts';

/** What every command gets: its operator, its output, and the signal that Ctrl+C aborts. */
export interface Session {
  readonly operator: Operator;
  readonly output: Output;
  readonly signal: AbortSignal;
}

export interface SessionOptions {
  readonly home?: string | undefined;
  readonly json?: boolean | undefined;
  readonly powershell?: string | undefined;
  readonly verbose?: boolean | undefined;
  /** The name of an environment variable that holds a password. */
  readonly credentialEnv?: string | undefined;
}

export interface Program {
  /** The folder that holds the program's scripts. */
  readonly root: string;
  readonly version: string;
}

/**
 * Runs one command: makes its surroundings, takes them down again whatever happens, and turns what went wrong into one
 * clear line and an exit code. The first Ctrl+C stops in an orderly way; the second one ends the program.
 */
export async function inSession(
  program: Program,
  options: SessionOptions,
  action: (session: Session) => Promise<number>,
): Promise<number> {
  const output = createOutput(options.json === true, process.stdout, process.stderr);
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(exitCode.interrupted);
    output.line('Stopping after what is under way; press Ctrl+C again to end at once.');
    stop.abort(new Error('stopped by the operator'));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  let operator: Operator | undefined;
  try {
    operator = operatorOf(program, options);
    return await action({ operator, output, signal: stop.signal });
  } catch (error) {
    if (stop.signal.aborted) {
      output.problem({ kind: 'io', message: 'stopped by the operator', remedy: 'Nothing more was sent.' });
      return exitCode.interrupted;
    }
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    output.problem(problem);
    return exitCodeOfProblem(problem);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await operator?.dispose();
  }
}

const homeName = '.cluster-patch';

/** Throws ProblemError. */
function operatorOf({ root, version }: Program, options: SessionOptions): Operator {
  const log = (level: string, text: string): void => {
    if (options.verbose === true) process.stderr.write(`${level}: ${text}\n`);
  };
  const { credentialEnv } = options;
  const folder = resolve(options.home ?? homeName);
  return new Operator({
    // The editor reads the workspace round its home too, and makes new documents there.
    home: new Home(folder, basename(folder) === homeName ? [dirname(folder)] : []),
    root,
    powershell: options.powershell,
    author: thisAuthor(version),
    credentials: new TerminalCredentials(
      credentialEnv === undefined ? undefined : takeFromEnvironment(credentialEnv),
    ),
    log: {
      warn: (text) => log('warn', text),
      info: (text) => log('info', text),
      debug: (text) => log('debug', text),
    },
  });
}

/** What a fault of the program itself looks like: still one clear line, and a JSON document where one is due. */
export function faultProblem(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'io',
    message: `the program failed: ${message}`,
    remedy: 'Nothing more was sent to the cluster; run the command again with --verbose.',
  };
}

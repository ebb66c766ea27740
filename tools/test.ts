import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { buildLabHost } from './lab-host/build.ts';
import { forShortWork, WarmSessions } from './lab-host/warmSessions.ts';
import { packExtension, vsixPath } from './pack.ts';
import { prepareMachine } from './workbench/prepare.ts';

const root = join(import.meta.dirname, '..');

const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

type Print = (text: string) => void;

interface Suite {
  readonly name: string;
  run(print: Print): Promise<Tally>;
}

const printNow: Print = (text) => {
  process.stdout.write(text);
};
const say = (line: string): void => printNow(`${line}\n`);

/** Runs a program with its output shown, and returns it as well. */
function shown(
  command: string,
  args: readonly string[],
  print: Print,
): Promise<{ code: number; output: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number; output: string }>();
  const program = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  program.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    print(text);
  });
  program.once('error', reject).once('close', (code) => resolve({ code: code ?? 1, output }));
  return promise;
}

const count = (output: string, word: string): number => {
  const matches = [...output.matchAll(new RegExp(`^. ${word} (\\d+)$`, 'gm'))];
  return Number(matches.at(-1)?.[1] ?? 0);
};

/** A suite of node:test files. A suite that ran no test, or ended badly without saying why, has failed. */
const nodeSuite = (name: string, concurrency: number, pattern = `test/${name}/**/*.test.ts`): Suite => ({
  name,
  async run(print) {
    const files = globSync(pattern, { cwd: root });
    const args = ['--test', `--test-concurrency=${concurrency}`, '--test-reporter=spec', ...files];
    const { code, output } = await shown(process.execPath, args, print);
    const tally = {
      passed: count(output, 'pass'),
      failed: count(output, 'fail') + count(output, 'cancelled'),
    };
    return tally.passed === 0 || (code !== 0 && tally.failed === 0)
      ? { ...tally, failed: tally.failed + 1 }
      : tally;
  },
});

const commandSuite = (name: string, command: readonly [string, ...string[]]): Suite => ({
  name,
  async run(print) {
    const { code } = await shown(command[0], command.slice(1), print);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
});

/** The suite of the real VS Code: all of its files that do not take minutes, or the ones named. */
const workbench = (name: string, ...files: readonly string[]): Suite => ({
  name,
  async run(print) {
    const args = ['test/workbench/run.ts', vsixPath(root), ...files];
    const { code, output } = await shown(process.execPath, args, print);
    const line = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
    const tally = { passed: Number(line?.[1] ?? 0), failed: Number(line?.[2] ?? 0) };
    return tally.passed === 0 || (code !== 0 && tally.failed === 0)
      ? { ...tally, failed: tally.failed + 1 }
      : tally;
  },
});

/** As many as the suites have sessions open at once: two files, with two clusters of two nodes each, and a few more. */
const warmSessions = 10;

/**
 * The suites in the order in which a mistake is found soonest. Those of one stage run at the same time, since neither
 * keeps both cores of a small machine busy.
 */
const stages: readonly (readonly Suite[])[] = [
  [commandSuite('types', [bin('tsc'), '--noEmit'])],
  [commandSuite('page types', [bin('tsc'), '--noEmit', '-p', 'media'])],
  [commandSuite('lint', [bin('biome'), 'ci', '.'])],
  [nodeSuite('unit', 2)],
  [nodeSuite('powershell', 2)],
  [nodeSuite('faults', 1, 'test/faults/{concurrent,matrix}.test.ts')],
  // A part of the fault matrix, and the random walk.
  [workbench('workbench'), nodeSuite('deep', 1, 'test/faults/{sample,walk}.test.ts')],
];

/**
 * Run only when they are named, since they take minutes: a hundred kills of the program; each procedure with an installer
 * that wants a person; each procedure from VS Code.
 */
const long: readonly (readonly Suite[])[] = [
  [nodeSuite('kills', 1, 'test/faults/kill.test.ts')],
  [nodeSuite('attended', 1, 'test/long/attended.test.ts')],
  [workbench('every procedure', 'every-procedure')],
];

/** Sets up what the tests need, then runs the suites named on the command line, or all of them. */
async function main(): Promise<number> {
  Object.assign(process.env, forShortWork);
  await prepareMachine(say);
  await packExtension(root);
  await buildLabHost(root, say);
  const warm = WarmSessions.start(warmSessions);
  try {
    return await runSuites(process.argv.slice(2));
  } finally {
    // As long as they run, this process does not end.
    warm?.end();
  }
}

/** Runs the suites named, or all but the long ones, and prints the closing line. Returns the exit code. */
async function runSuites(wanted: readonly string[]): Promise<number> {
  const named = [...stages, ...long].map((stage) => stage.filter(({ name }) => wanted.includes(name)));
  let passed = 0;
  let failed = 0;
  for (const stage of wanted.length === 0 ? stages : named)
    for (const tally of await Promise.all(stage.map((suite, index) => runSuite(suite, index === 0)))) {
      passed += tally.passed;
      failed += tally.failed;
    }
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Runs one suite. What a further one of a stage prints is kept until it has ended, so that each can be read. */
async function runSuite(suite: Suite, first: boolean): Promise<Tally> {
  let kept = '';
  const keep: Print = (text) => {
    kept += text;
  };
  const print = first ? printNow : keep;
  print(`\n=== ${suite.name}\n`);
  const started = Date.now();
  const { passed, failed } = await suite.run(print);
  const seconds = Math.round((Date.now() - started) / 1000);
  print(`=== ${suite.name}: passed ${passed}, failed ${failed} (${seconds} s)\n`);
  printNow(kept);
  return { passed, failed };
}

process.exitCode = await main();

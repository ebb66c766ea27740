import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Home } from '../src/home/home.ts';
import { Operator } from '../src/home/operator.ts';
import { playAll } from '../test/faults/matrix/crew.ts';
import { casesLike, caseText, type FaultCase } from '../test/faults/matrix/faultCase.ts';
import type { CaseResult } from '../test/faults/matrix/runCase.ts';
import { faultTable, withTable } from '../test/faults/matrix/table.ts';
import { wholeMatrix } from '../test/faults/matrix/wholeMatrix.ts';
import { build } from './build.ts';
import { ensurePowerShell } from './powershell.ts';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'safety.md');
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function allCases(): Promise<readonly FaultCase[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-patch-cases-'));
  const log = { warn: () => undefined, info: () => undefined, debug: () => undefined };
  const author = { user: 'operator', machine: 'bench', version: '0.0.0' };
  try {
    return await wholeMatrix(
      new Operator({ home: new Home(folder), root, powershell: undefined, author, log }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell({ text, end, problems, story }: CaseResult, whole: boolean): void {
  if (problems.length > 0) say(`FAILED ${text} (${end})`);
  for (const problem of problems) say(`  ${problem}`);
  if (problems.length > 0 || whole) for (const line of story) say(`    ${line}`);
  if (problems.length > 0) say(`  again: npm run faults -- --case "${text}"`);
}

/** `2/5`: the second of five parts of the same size, each with cases of all kinds. */
function partOf(cases: readonly FaultCase[], part: string | undefined): readonly FaultCase[] {
  if (part === undefined) return cases;
  const [, which, parts] = /^(\d+)\/(\d+)$/.exec(part) ?? [];
  return cases.filter((_, index) => index % Number(parts) === Number(which) - 1);
}

/** The fault matrix, or the cases named by `--case`: what `npm run faults` does. Returns the exit code. */
async function faults(): Promise<number> {
  const { values } = parseArgs({
    options: {
      case: { type: 'string', multiple: true },
      procedure: { type: 'string', multiple: true },
      part: { type: 'string' },
      workers: { type: 'string', default: '2' },
      list: { type: 'boolean', default: false },
    },
  });
  const every = await allCases();
  const named = values.case?.flatMap((text) => casesLike(text, every));
  const cases = partOf(
    (named ?? every).filter(
      ({ procedure }) => values.procedure === undefined || values.procedure.includes(procedure),
    ),
    values.part,
  );
  if (cases.length === 0) {
    say('There is no such case; --list shows them all.');
    return 2;
  }
  if (values.list) {
    for (const one of cases) say(caseText(one));
    return 0;
  }
  await build(root);
  await ensurePowerShell(root, say);
  const results: CaseResult[] = [];
  const started = Date.now();
  const elapsed = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
  const failed = (): number => results.filter(({ problems }) => problems.length > 0).length;
  await playAll(cases, Math.min(Number(values.workers), cases.length), (result) => {
    results.push(result);
    tell(result, named !== undefined);
    if (results.length % 25 === 0)
      say(`${results.length} of ${cases.length} played, ${failed()} failed, ${elapsed()}`);
  });
  const table = faultTable(results);
  say(`\n${table}\n`);
  say(`${results.length - failed()} of ${cases.length} passed in ${elapsed()}`);
  // Only the whole matrix may say how safe the program is.
  if (cases.length === every.length) writeFileSync(page, withTable(readFileSync(page, 'utf8'), table));
  return failed() === 0 && results.length === cases.length ? 0 : 1;
}

process.exitCode = await faults();

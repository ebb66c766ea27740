/** The runs of a home, as its folders have them. */
import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import * as z from 'zod';
import { ProblemError } from '../../src/cluster/problem.ts';
import { canGoOn, Home } from '../../src/home/home.ts';
import { runReport } from '../../src/home/runReport.ts';
import { JournalError, openJournalFile } from '../../src/tasks/journal.ts';
import { openRun } from '../../src/tasks/startRun.ts';
import { newerText } from '../../src/views/newerText.ts';
import { runRow } from '../../src/views/runsTree/rows.ts';
import { english } from './builders/english.ts';
import { asNewer, linesOf, writeLines } from './builders/journals.ts';
import { gate } from './builders/procedures.ts';
import { aFolder, aRun, author } from './builders/runs.ts';

/** A home with one unfinished run, whose journal's lines are what is given back for its own. */
async function aHome(
  t: TestContext,
  change: (lines: readonly string[]) => readonly string[],
): Promise<{ home: Home; runId: string; folder: string }> {
  const { run } = await aRun(t, [gate()]);
  await run.close();
  await writeLines(run.folder, change(await linesOf(run.folder)));
  await rm(join(run.folder, 'journal.head'), { force: true });
  return { home: new Home(dirname(dirname(run.folder))), runId: basename(run.folder), folder: run.folder };
}

const line = z.looseObject({ event: z.record(z.string(), z.json()) });

/** The first event, as a version that knows more would write it. */
const started = (lines: readonly string[], changes: object): object => ({
  ...line.parse(JSON.parse(lines[0] ?? '')).event,
  ...changes,
});

const newer: {
  readonly [what: string]: (lines: readonly string[]) => readonly string[];
} = {
  'in a newer format': (lines) => asNewer([], [started(lines, { format: 2 })]),
  'with a procedure that says something new': (lines) =>
    asNewer([], [started(lines, { procedure: { id: 'paper', steps: [{ kind: 'novel' }] } })]),
  'begun here and gone on with there': (lines) => asNewer(lines, [{ type: 'run-paused' }]),
};

for (const [what, change] of Object.entries(newer))
  test(`a run of a newer version, ${what}, is listed, and only looked at`, async (t) => {
    const { home, runId, folder } = await aHome(t, change);
    const [run, ...others] = await home.runs();
    assert.deepEqual(others, []);
    assert.ok(run);
    assert.deepEqual(
      [run.runId, run.cluster, run.outcome, run.endedAt],
      [runId, 'rms', 'newer', null],
      'it still keeps its cluster',
    );
    assert.ok(run.startedAt.endsWith('Z'));
    assert.equal(await home.runState(runId), undefined, 'nobody is shown half of it as the whole');
    const row = runRow(run, undefined, english);
    assert.equal(row.kind, 'run.newer');
    assert.match(row.description ?? '', /^written by a newer version/);
    assert.match(newerText(runId, english), /Update it/);
    const surroundings = { author, openFile: openJournalFile };
    const opened = openRun(folder, () => Promise.reject(new Error('it was opened')), surroundings);
    await assert.rejects(opened, (error) => {
      const remedy = error instanceof ProblemError ? error.problem.remedy : '';
      assert.match(error instanceof JournalError ? error.remedy : remedy, /^Nothing was changed\. Update /);
      return true;
    });
  });

test('a run that a newer version has brought to its end keeps nobody from beginning another', async (t) => {
  const { home } = await aHome(t, (lines) =>
    asNewer(lines, [{ type: 'run-paused' }, { type: 'run-completed', drift: [], signedBy: 'x' }]),
  );
  assert.equal((await home.runs())[0]?.endedAt, '2026-11-24T02:00:04.000Z');
});

test('of a record that has nothing in its old place there is at least a row', async (t) => {
  const { home, runId } = await aHome(t, () => ['{"event":{"type":"begun","format":2}}']);
  const [run] = await home.runs();
  assert.deepEqual([run?.runId, run?.cluster, run?.procedure, run?.outcome], [runId, '?', '?', 'newer']);
});

test('the report of a run that a newer version has gone on with shows what it can, and accuses nobody', async (t) => {
  const { home, runId } = await aHome(t, newer['begun here and gone on with there'] ?? ((lines) => lines));
  const report = (format: 'md' | 'html') => runReport(home, runId, format, async () => undefined);
  for (const text of [await report('md'), await report('html')]) {
    assert.match(text, /A newer version of the program has gone on with this run: line \d/);
    assert.doesNotMatch(text, /not as it was written|not whole/);
  }
});

test('where nothing of a newer run can be read, the report says to update', async (t) => {
  const { home, runId } = await aHome(t, newer['in a newer format'] ?? ((lines) => lines));
  await assert.rejects(
    runReport(home, runId, 'md', async () => undefined),
    (error) => error instanceof JournalError && /Update /.test(error.remedy),
  );
});

test('the latest run is the newest one that has begun, whatever else lies in the folder', async (t) => {
  const { home, runId } = await aHome(t, (lines) => lines);
  assert.equal(await home.latestRunId(), runId);
  await writeFile(join(home.runsFolder, 'desktop.ini'), '[.ShellClassInfo]');
  await mkdir(join(home.runsFolder, 'zip'));
  // A start that was killed: before its journal's file was there, before its first record, and while it was written.
  for (const [name, text] of [
    ['29991231T000000-rms-aaaaaa', undefined],
    ['29991231T000000-rms-bbbbbb', ''],
    ['29991231T000000-rms-cccccc', '{"seq":0'],
  ] as const) {
    await mkdir(join(home.runsFolder, name));
    if (text !== undefined) await writeFile(join(home.runsFolder, name, 'journal.jsonl'), text);
  }
  assert.equal(await home.latestRunId(), runId);
});

test('a damaged run is not passed over for an older one, which would be shown in its place', async (t) => {
  const { home } = await aHome(t, (lines) => lines);
  const damaged = join(home.runsFolder, '29991231T000000-rms-aaaaaa');
  await mkdir(damaged);
  await writeFile(join(damaged, 'journal.jsonl'), 'nonsense\n');
  assert.equal(await home.latestRunId(), basename(damaged));
});

test('a run whose journal is damaged is listed as that, with its end, and nobody is offered to go on with it', async (t) => {
  const { home, runId } = await aHome(t, (lines) =>
    lines.map((line, index) => (index === 1 ? line.replace('"seq":1', '"seq":7') : line)),
  );
  const [run] = await home.runs();
  assert.ok(run);
  assert.deepEqual([run.runId, run.cluster, run.outcome], [runId, 'rms', 'damaged']);
  assert.equal(canGoOn(run), false);
  const row = runRow(run, undefined, english);
  assert.equal(row.kind, 'run.ended');
  assert.match(row.description ?? '', /^its journal is damaged/);
});

test('a home without a run has no latest one', async (t) => {
  assert.equal(await new Home(await aFolder(t)).latestRunId(), undefined);
});

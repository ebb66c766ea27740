import assert from 'node:assert/strict';
import { appendFile, readFile } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import { spansOf } from '../../src/report/spans.ts';
import { between } from '../../src/report/time.ts';
import type { JournalRecord, RunEvent } from '../../src/tasks/events.ts';
import { journalPath, openJournalFile, readJournal } from '../../src/tasks/journal.ts';
import type { Run } from '../../src/tasks/run.ts';
import { openRun } from '../../src/tasks/startRun.ts';
import { nth, onFullDisk } from './builders/journals.ts';
import { PaperCluster } from './builders/paperCluster.ts';
import { install, manualAndStopped, stopServices } from './builders/procedures.ts';
import { aRun, assertReplayIsLive, author, kinds, type Stage, unstopped } from './builders/runs.ts';

const hour = 3_600_000;
const night = Date.parse('2026-11-24T02:00:00Z');
const morning = night + 6 * hour;

const recordsOf = async (run: Run): Promise<readonly JournalRecord[]> =>
  (await readJournal(run.folder)).records;

/** The stretches of a step, each with the hours that it took, rounded. */
const stretches = (records: readonly JournalRecord[], step = 'stop') =>
  (spansOf(records).get(step) ?? []).map(({ from, to, ending }) => [
    ending,
    Math.round((between(from, to) ?? Number.NaN) / hour),
  ]);

/** A run whose program is killed at two in the night with its operation under way. */
async function killedAtNight(t: TestContext, happens: boolean): Promise<Stage> {
  t.mock.timers.enable({ apis: ['Date'], now: night });
  const paper = new PaperCluster();
  for (const service of paper.node('NODE2').services.values()) service.status = 'Running';
  paper.next('stop-services', { hangs: true, happens });
  const stage = await aRun(t, [stopServices()], { paper });
  const arrived = paper.arrival('stop-services');
  void stage.run.runCurrent(unstopped()); // it never comes back
  await arrived;
  return stage;
}

/** Opens the run at eight, when nobody has renewed its claim for hours. */
async function openedInTheMorning(t: TestContext, { paper, run }: Stage): Promise<Run> {
  t.mock.timers.setTime(morning);
  const again = await openRun(run.folder, async () => paper, { author, openFile: openJournalFile });
  t.after(() => again.close().catch(() => undefined));
  return again;
}

const withoutResumption = (records: readonly JournalRecord[]) =>
  records.filter(({ event }) => event.type !== 'run-resumed');

const resumption = (events: readonly RunEvent[]) => events.find((event) => event.type === 'run-resumed');

test('a run that was killed in the middle of a step is on record as resumed, and nobody worked in between', async (t) => {
  const run = await openedInTheMorning(t, await killedAtNight(t, true));
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  const records = await recordsOf(run);
  const events = records.map(({ event }) => event);
  assert.deepEqual(kinds(events).slice(-3), ['run-resumed', 'lease-taken', 'step-verified']);
  assert.match(resumption(events)?.reason ?? '', /the work on the step had ended in the middle/);
  assert.deepEqual(stretches(records), [
    ['interrupted', 0],
    ['ticked', 0],
  ]);
  await assertReplayIsLive(run);
});

test('a journal that does not say that its run was resumed says it by the claim that was taken again', async (t) => {
  const run = await openedInTheMorning(t, await killedAtNight(t, true));
  await run.runCurrent(unstopped());
  assert.deepEqual(stretches(withoutResumption(await recordsOf(run))), [
    ['interrupted', 0],
    ['ticked', 0],
  ]);
});

test('a change that did not happen is ordered again in the stretch in which it is resumed', async (t) => {
  const stage = await killedAtNight(t, false);
  stage.paper.goingOn.add('stop-services');
  const run = await openedInTheMorning(t, stage);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  const records = await recordsOf(run);
  assert.equal(kinds(records.map(({ event }) => event)).filter((kind) => kind === 'step-started').length, 2);
  for (const journal of [records, withoutResumption(records)])
    assert.deepEqual(
      stretches(journal).map(([ending]) => ending),
      ['interrupted', 'ticked'],
    );
});

for (const [what, decide, ending] of [
  ['skipped', (run: Run) => run.skip('done by hand', unstopped()), [['skipped', 0]]],
  ['aborted', (run: Run) => run.abort('enough', unstopped()), []],
] as const)
  test(`a step that was killed and is then ${what} by a person was not worked on until then`, async (t) => {
    const run = await openedInTheMorning(t, await killedAtNight(t, true));
    await decide(run);
    assert.deepEqual(stretches(await recordsOf(run)), [['interrupted', 0], ...ending]);
    await assertReplayIsLive(run);
  });

test('a journal that was torn in the middle of a step is found so hours later: the step ended with its last record', async (t) => {
  const stage = await killedAtNight(t, true);
  await appendFile(journalPath(stage.run.folder), '{"seq":4,"at":"20');
  const run = await openedInTheMorning(t, stage);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(stretches(await recordsOf(run)), [
    ['interrupted', 0],
    ['ticked', 0],
  ]);
});

test('whoever stops the program before it has gone on with the step has not worked on it since it was killed', async (t) => {
  const stage = await killedAtNight(t, true);
  const run = await openedInTheMorning(t, stage);
  const before = await readFile(journalPath(run.folder), 'utf8');
  assert.equal((await run.runCurrent({ signal: AbortSignal.abort() })).kind, 'interrupted');
  // Whether another program is at work on it was not known yet: a record would have stopped that one.
  assert.equal(await readFile(journalPath(run.folder), 'utf8'), before);
  assert.deepEqual(stretches(await recordsOf(run)), [['in-flight', 0]]);
});

test('a disk that was full in the middle of a step is on record once there is space again', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: night });
  const openFile = onFullDisk(nth('operation-sent', 2));
  const { run } = await aRun(t, [manualAndStopped()], { openFile });
  assert.equal((await run.runCurrent(unstopped())).kind, 'interrupted');
  t.mock.timers.setTime(morning);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  const records = await recordsOf(run);
  assert.match(resumption(records.map(({ event }) => event))?.reason ?? '', /no record says why/);
  assert.deepEqual(stretches(records, 'both'), [
    ['interrupted', 0],
    ['ticked', 0],
  ]);
  await assertReplayIsLive(run);
});

test('a step that is refused when it is to go on waits for a person: it is worked on again when something is sent', async (t) => {
  const stage = await killedAtNight(t, false);
  const { paper } = stage;
  paper.goingOn.add('stop-services');
  const run = await openedInTheMorning(t, stage);
  paper.moveTo('NODE2');
  assert.equal((await run.runCurrent(unstopped())).kind, 'refused');
  t.mock.timers.setTime(morning + 2 * hour);
  paper.moveTo('NODE1');
  for (const service of paper.node('NODE2').services.values()) service.status = 'Running';
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(stretches(await recordsOf(run)), [
    ['interrupted', 0],
    ['refused', 0],
    ['ticked', 0],
  ]);
  await assertReplayIsLive(run);
});

test('a run that is opened while another program is at work on it adds nothing to its journal', async (t) => {
  const stage = await killedAtNight(t, true);
  const again = await openRun(stage.run.folder, async () => stage.paper, {
    author,
    openFile: openJournalFile,
  });
  t.after(() => again.close());
  const before = (await recordsOf(again)).length;
  assert.equal((await again.runCurrent(unstopped())).kind, 'refused');
  assert.equal((await recordsOf(again)).length, before);
});

test('a run that was closed between two steps is not called resumed: nothing was cut off', async (t) => {
  const stage = await aRun(t, [stopServices(), install()]);
  await stage.run.runCurrent(unstopped());
  await stage.run.close();
  const run = await openRun(stage.run.folder, async () => stage.paper, { author, openFile: openJournalFile });
  t.after(() => run.close());
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.equal(resumption((await recordsOf(run)).map(({ event }) => event)), undefined);
});

test('a look at a step whose installer is still at work resumes nothing a second time', async (t) => {
  const { paper, run } = await aRun(t, [{ ...install(), within: 600 }]);
  paper.installSeconds = 500;
  const stop = new AbortController();
  paper.after(20, () => stop.abort());
  assert.equal((await run.runCurrent({ signal: stop.signal })).kind, 'interrupted');
  for (const _look of [1, 2]) assert.equal((await run.verifyCurrent(unstopped())).kind, 'failed');
  const events = (await recordsOf(run)).map(({ event }) => event);
  assert.deepEqual(kinds(events).slice(-2), ['run-interrupted', 'run-resumed']);
});

test('whoever is asked before a step goes on and does not agree is not at work on it until they do', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: night });
  const stage = await aRun(t, [manualAndStopped()], { openFile: onFullDisk(nth('operation-sent', 2)) });
  assert.equal((await stage.run.runCurrent(unstopped())).kind, 'interrupted');
  const run = await openedInTheMorning(t, stage);
  assert.equal((await run.runCurrent({ ...unstopped(), confirm: async () => false })).kind, 'declined');
  t.mock.timers.setTime(morning + 2 * hour);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(stretches(await recordsOf(run), 'both'), [
    ['interrupted', 0],
    ['ticked', 0],
  ]);
});

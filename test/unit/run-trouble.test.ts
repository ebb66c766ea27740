import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { OperationFailure } from '../../src/tasks/door.ts';
import { JournalError } from '../../src/tasks/journal.ts';
import type { Run } from '../../src/tasks/run.ts';
import { outcomeOf } from '../../src/tasks/runState.ts';
import { nth, onFullDisk } from './builders/journals.ts';
import { lost, PaperCluster } from './builders/paperCluster.ts';
import { attended, gate, install, manualAndStopped, stopServices } from './builders/procedures.ts';
import { aRun, assertReplayIsLive, journalled, kinds, reopened, unstopped } from './builders/runs.ts';

/** NODE2, passive, with its services running and Automatic: what an installer leaves. */
function leftRunning(): PaperCluster {
  const paper = new PaperCluster();
  for (const service of paper.node('NODE2').services.values()) {
    service.status = 'Running';
    service.startType = 'Automatic';
  }
  return paper;
}

const sentNames = (paper: PaperCluster): readonly string[] => paper.sent.map((call) => call.operation);
const timedOut: OperationFailure = { kind: 'timed-out', message: 'No answer in time.', remedy: 'Look.' };
const refused: OperationFailure = {
  kind: 'failed',
  code: 1061,
  message: 'It cannot stop now.',
  remedy: 'Wait.',
};

for (const failure of [lost, timedOut]) {
  test(`${failure.kind} after the change: the cluster is asked, and the step ticks without a second one`, async (t) => {
    const paper = leftRunning();
    paper.next('stop-services', { failure });
    const { run } = await aRun(t, [stopServices()], { paper });
    assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
    assert.deepEqual(sentNames(paper), ['stop-services']);
    assert.equal(run.state.steps[0]?.operations[0]?.outcome.kind, 'failed', 'the record says what was known');
    await assertReplayIsLive(run);
  });

  test(`${failure.kind} before the change: the step fails, and is begun again when asked for`, async (t) => {
    const paper = leftRunning();
    paper.next('stop-services', { happens: false, failure });
    const { run } = await aRun(t, [stopServices()], { paper });
    assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
    assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
    assert.deepEqual(sentNames(paper), ['stop-services', 'stop-services']);
    assert.equal(run.state.steps[0]?.attempt, 2);
    await assertReplayIsLive(run);
  });
}

test('an operation that fails says why and what to do; nothing more of the step is sent', async (t) => {
  const paper = leftRunning();
  paper.next('set-start-type', { happens: false, failure: refused });
  const { run } = await aRun(t, [manualAndStopped()], { paper });
  const result = await run.runCurrent(unstopped());
  assert.deepEqual(result, { kind: 'failed', reason: 'It cannot stop now. Wait.' });
  assert.deepEqual(sentNames(paper), ['set-start-type']);
  await assertReplayIsLive(run);
});

test('after a failure the cluster is looked at first: what is there already is not done again', async (t) => {
  const paper = leftRunning();
  paper.next('stop-services', { happens: false, failure: refused });
  const { run } = await aRun(t, [stopServices()], { paper });
  await run.runCurrent(unstopped());
  paper.moveTo('NODE1'); // a colleague stopped them meanwhile
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(sentNames(paper), ['stop-services']);
  await assertReplayIsLive(run);
});

test('killed while an operation is in flight: opened again, it is verified and not repeated', async (t) => {
  const paper = leftRunning();
  paper.next('stop-services', { hangs: true });
  const stage = await aRun(t, [stopServices()], { paper });
  const arrived = paper.arrival('stop-services');
  void stage.run.runCurrent(unstopped()); // it never comes back
  await arrived;

  const { run } = await reopened(t, stage);
  assert.equal(run.state.steps[0]?.progress, 'started');
  assert.equal(outcomeOf(run.state), 'interrupted');
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(sentNames(paper), ['stop-services']);
  await assertReplayIsLive(run);
});

test('killed in flight and the change did not happen: it fails, a person asks again, the guards are judged again', async (t) => {
  const paper = leftRunning();
  paper.next('stop-services', { hangs: true, happens: false });
  const stage = await aRun(t, [stopServices()], { paper });
  const arrived = paper.arrival('stop-services');
  void stage.run.runCurrent(unstopped());
  await arrived;

  const { run } = await reopened(t, stage);
  assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
  paper.moveTo('NODE2');
  assert.equal((await run.runCurrent(unstopped())).kind, 'refused', 'it is active now');
  assert.deepEqual(sentNames(paper), ['stop-services']);
  await assertReplayIsLive(run);
});

test('a step of two operations goes on where it stopped', async (t) => {
  const paper = leftRunning();
  const openFile = onFullDisk(nth('operation-sent', 2));
  const stage = await aRun(t, [manualAndStopped()], { paper, openFile });
  const result = await stage.run.runCurrent(unstopped());
  assert.equal(result.kind, 'interrupted');
  assert.deepEqual(sentNames(paper), ['set-start-type']);

  const { run } = await reopened(t, stage);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(sentNames(paper), ['set-start-type', 'stop-services']);
  assert.equal(run.state.steps[0]?.attempt, 1);
  await assertReplayIsLive(run);
});

for (const [type, sent] of [
  ['step-started', []],
  ['operation-sent', []],
  ['operation-returned', ['stop-services']],
  ['step-verified', ['stop-services']],
] as const)
  test(`the disk is full at ${type}: nothing off the record, and with space again it goes on to its tick`, async (t) => {
    const paper = leftRunning();
    const { run } = await aRun(t, [stopServices()], { paper, openFile: onFullDisk(nth(type, 1)) });
    const result = await run.runCurrent(unstopped());
    assert.equal(result.kind, 'interrupted');
    assert.match(result.kind === 'interrupted' ? result.reason : '', /ENOSPC.*free some space/);
    assert.deepEqual(sentNames(paper), sent);
    assert.notEqual(run.state.steps[0]?.progress, 'ticked');
    await assertReplayIsLive(run);
    assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
    assert.deepEqual(sentNames(paper), ['stop-services']);
    await assertReplayIsLive(run);
  });

test('a disk that is full at the start: an error with its remedy, and nothing is sent', async (t) => {
  const paper = leftRunning();
  const started = aRun(t, [stopServices()], { paper, openFile: onFullDisk(() => true) });
  await assert.rejects(started, (error) => {
    assert.ok(error instanceof JournalError);
    assert.match(error.remedy, /writable/);
    return true;
  });
  assert.equal(paper.lease, '', 'the cluster is free for others');
  assert.deepEqual(paper.sent, []);
});

test('a script that cannot be kept with the run is not sent', async (t) => {
  const paper = leftRunning();
  const { run } = await aRun(t, [stopServices()], { paper });
  await writeFile(join(run.folder, 'scripts'), 'a file where the folder should be');
  const result = await run.runCurrent(unstopped());
  assert.equal(result.kind, 'interrupted');
  assert.match(
    result.kind === 'interrupted' ? result.reason : '',
    /script cannot be kept.*Make the folder writable/,
  );
  assert.deepEqual(paper.sent, []);
  await assertReplayIsLive(run);
});

test('stopped while an operation runs: it is recorded, and the run goes on by asking the cluster', async (t) => {
  const paper = leftRunning();
  paper.next('stop-services', { hangs: true });
  const stage = await aRun(t, [stopServices()], { paper });
  const stop = new AbortController();
  const arrived = paper.arrival('stop-services');
  const running = stage.run.runCurrent({ signal: stop.signal });
  await arrived;
  stop.abort();
  const result = await running;
  assert.equal(result.kind, 'interrupted');
  assert.deepEqual((await journalled(stage.run)).at(-1), {
    type: 'run-interrupted',
    step: 'stop',
    reason: 'stopped by the operator; what runs on a node goes on there',
  });
  assert.equal(outcomeOf(stage.run.state), 'interrupted');

  const { run } = await reopened(t, stage);
  assert.match(run.state.interrupted ?? '', /stopped by the operator/);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(sentNames(paper), ['stop-services']);
  assert.deepEqual(kinds(await journalled(run)).slice(-3), ['run-resumed', 'lease-taken', 'step-verified']);
  assert.equal(run.state.interrupted, undefined);
  await assertReplayIsLive(run);
});

test('stopped in an operation that does what is left: the cluster is asked first, then it goes on at once', async (t) => {
  const paper = leftRunning();
  paper.goingOn.add('stop-services');
  paper.next('stop-services', { hangs: true, happens: false });
  const stage = await aRun(t, [stopServices()], { paper });
  const stop = new AbortController();
  const arrived = paper.arrival('stop-services');
  const running = stage.run.runCurrent({ signal: stop.signal });
  await arrived;
  stop.abort();
  assert.equal((await running).kind, 'interrupted');
  const { run } = await reopened(t, stage);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(sentNames(paper), ['stop-services', 'stop-services']);
  assert.deepEqual(kinds(await journalled(run)).slice(-4), [
    'step-started',
    'operation-sent',
    'operation-returned',
    'step-verified',
  ]);
  await assertReplayIsLive(run);
});

test('stopped while a person is waited for: the step is still open, and ticks when it is done', async (t) => {
  const { paper, run } = await aRun(t, [attended()]);
  const stop = new AbortController();
  paper.after(20, () => stop.abort());
  assert.equal((await run.runCurrent({ signal: stop.signal })).kind, 'interrupted');
  assert.equal(run.state.steps[0]?.progress, 'started');
  paper.node('NODE2').patch();
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  await assertReplayIsLive(run);
});

test('an installation that goes on after a stop is found again, however often one asks, and never started twice', async (t) => {
  const { paper, run } = await aRun(t, [{ ...install(), within: 600 }]);
  paper.installSeconds = 500;
  const stop = new AbortController();
  paper.after(20, () => stop.abort());
  assert.equal((await run.runCurrent({ signal: stop.signal })).kind, 'interrupted');
  assert.equal((await run.verifyCurrent(unstopped())).kind, 'failed', 'it still runs');
  assert.equal(run.state.steps[0]?.progress, 'started', 'and has not failed for that');
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(sentNames(paper), ['start-install']);
  await assertReplayIsLive(run);
});

test('an installer that outlives the time of its step is waited for again, also one that Windows Installer knows nothing of', async (t) => {
  const { paper, run } = await aRun(t, [{ ...install(), within: 60 }]);
  paper.installSeconds = 100;
  assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
  assert.equal(run.state.steps[0]?.progress, 'failed');
  paper.node('NODE2').installRunning = false;
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.equal(run.state.steps[0]?.attempt, 1);
  assert.deepEqual(sentNames(paper), ['start-install']);
  await assertReplayIsLive(run);
});

/** Seconds that were waited since then. */
const waitedSince = (paper: PaperCluster, before: number): number =>
  paper.waits(before).reduce((sum, seconds) => sum + seconds, 0);

for (const [what, go] of [
  ['run again', (run: Run) => run.runCurrent(unstopped())],
  ['verified', (run: Run) => run.verifyCurrent(unstopped())],
] as const)
  test(`what a person was late to install must have held for a while too before the step, ${what}, ticks`, async (t) => {
    const { paper, run } = await aRun(t, [{ ...attended(), within: 60 }]);
    assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
    paper.node('NODE2').patch();
    const before = paper.trace.length;
    assert.equal((await go(run)).kind, 'ticked');
    assert.equal(waitedSince(paper, before), 30);
    await assertReplayIsLive(run);
  });

test('what a person installed in the last seconds of the time must have held for a while too', async (t) => {
  const { paper, run } = await aRun(t, [{ ...attended(), within: 60 }]);
  paper.after(58, () => paper.node('NODE2').patch());
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.equal(waitedSince(paper, 0), 90);
});

test('what a person has not installed is not waited for by a look', async (t) => {
  const { paper, run } = await aRun(t, [{ ...attended(), within: 60 }]);
  assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
  const before = paper.trace.length;
  assert.equal((await run.verifyCurrent(unstopped())).kind, 'failed');
  assert.equal(waitedSince(paper, before), 0);
});

test('a node that stops answering fails the verification and is never taken for good', async (t) => {
  const paper = leftRunning();
  const { run } = await aRun(t, [stopServices()], { paper });
  paper.next('stop-services', { failure: lost });
  paper.arrival('stop-services').then(() => {
    paper.node('NODE2').reachable = false;
  });
  const result = await run.runCurrent(unstopped());
  assert.equal(result.kind, 'failed');
  assert.match(run.state.steps[0]?.reason ?? '', /unknown: NODE2 does not answer.*Look whether NODE2 runs/);
  paper.node('NODE2').reachable = true;
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(sentNames(paper), ['stop-services']);
  await assertReplayIsLive(run);
});

test('what the door does not catch is not hidden, and leaves the run usable', async (t) => {
  const { paper, run } = await aRun(t, [gate()]);
  paper.slow = Promise.reject(new Error('a fault of the program'));
  await assert.rejects(run.runCurrent(unstopped()), /a fault of the program/);
  paper.slow = Promise.resolve();
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
});

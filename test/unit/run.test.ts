import assert from 'node:assert/strict';
import { test } from 'node:test';
import { procedure } from '../../src/tasks/procedure.ts';
import { builtInProcedures } from '../../src/tasks/procedures/builtIn.ts';
import type { StepState } from '../../src/tasks/runState.ts';
import { outcomeOf } from '../../src/tasks/runState.ts';
import { keptScripts } from '../../src/tasks/scriptStore.ts';
import { aPackage } from './builders/clusters.ts';
import { traced } from './builders/journals.ts';
import { PaperCluster } from './builders/paperCluster.ts';
import { attended, gate, install, manualAndStopped, stopServices } from './builders/procedures.ts';
import { aRun, assertReplayIsLive, journalled, kinds, runAll, unstopped } from './builders/runs.ts';

/** NODE2, passive, with its services running: what an installer leaves. */
function leftRunning(): PaperCluster {
  const paper = new PaperCluster();
  for (const service of paper.node('NODE2').services.values()) service.status = 'Running';
  return paper;
}

const sentNames = (paper: PaperCluster): readonly string[] =>
  paper.sent.map((call) => `${call.operation} ${call.node}`);

test('each event is on the disk before what it announces is done', async (t) => {
  const paper = leftRunning();
  const { run } = await aRun(t, [stopServices()], { paper, openFile: traced(paper.trace) });
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(paper.trace, [
    'snapshot',
    'flushed run-started',
    'flushed lease-taken',
    'snapshot',
    'flushed step-started',
    'flushed operation-sent',
    'write stop-services NODE2',
    'flushed operation-returned',
    'snapshot',
    'flushed step-verified',
  ]);
  await assertReplayIsLive(run);
});

test('the shipped RMS procedure runs on paper to its verified end', async (t) => {
  const [data] = builtInProcedures;
  const whole = procedure.parse(data);
  assert.equal(whole.id, 'rms-passive-first');
  const { paper, run } = await aRun(t, [], { procedure: whole });
  assert.equal((await runAll(run)).kind, 'completed');
  assert.ok(run.state.steps.every((step) => step.progress === 'ticked'));
  assert.deepEqual(sentNames(paper), [
    'start-install NODE2',
    'stop-services NODE2',
    'set-start-type NODE2',
    'move-groups NODE2',
    'start-install NODE1',
    'stop-services NODE1',
    'set-start-type NODE1',
  ]);
  assert.equal(outcomeOf(run.state), 'completed');
  assert.deepEqual(run.state.driftAfter, []);
  await assertReplayIsLive(run);
});

test('a guard that does not hold refuses the change: nothing is sent, nothing is lost', async (t) => {
  const { paper, run } = await aRun(t, [stopServices()]);
  paper.moveTo('NODE2');
  const result = await run.runCurrent(unstopped());
  assert.equal(result.kind, 'refused');
  assert.match(result.kind === 'refused' ? result.reason : '', /NODE2: expected passive, observed active/);
  assert.deepEqual(paper.sent, []);
  assert.equal(outcomeOf(run.state), 'refused');
  assert.deepEqual(kinds(await journalled(run)), ['run-started', 'lease-taken', 'step-refused']);

  paper.moveTo('NODE1');
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.equal(run.state.steps[0]?.refused, false);
  await assertReplayIsLive(run);
});

test('a guard that cannot be judged refuses too', async (t) => {
  const { paper, run } = await aRun(t, [stopServices()]);
  paper.clusterReadable = false;
  assert.equal((await run.runCurrent(unstopped())).kind, 'refused');
  assert.deepEqual(paper.sent, []);
  await assertReplayIsLive(run);
});

test('an operation that says it succeeded does not tick its step', async (t) => {
  const paper = leftRunning();
  paper.next('stop-services', { happens: false });
  const { run } = await aRun(t, [stopServices()], { paper });
  const result = await run.runCurrent(unstopped());
  assert.equal(result.kind, 'failed');
  const [step] = run.state.steps;
  assert.equal(step?.operations[0]?.outcome.kind, 'returned');
  assert.equal(step?.progress, 'failed');
  assert.match(step?.reason ?? '', /NODE2: expected HealthService: Stopped, observed Running/);
  assert.equal(outcomeOf(run.state), 'failed');
  await assertReplayIsLive(run);
});

test('a verification is given its time, by the cluster’s own clock', async (t) => {
  const paper = leftRunning();
  paper.next('stop-services', { happens: false });
  paper.after(7, () => {
    for (const service of paper.node('NODE2').services.values()) service.status = 'Stopped';
  });
  const { run } = await aRun(t, [stopServices()], { paper });
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.ok(paper.trace.includes('wait 3'));
});

test('the wait ends with the step’s time, to the second', async (t) => {
  const paper = leftRunning();
  paper.next('stop-services', { happens: false });
  const { run } = await aRun(t, [stopServices()], { paper });
  await run.runCurrent(unstopped());
  const waits = paper.trace.flatMap((line) => (line.startsWith('wait ') ? Number(line.slice(5)) : []));
  assert.equal(
    waits.reduce((sum, seconds) => sum + seconds, 0),
    10,
  );
});

test('a failure that waiting cannot change is told at once', async (t) => {
  const { paper, run } = await aRun(t, [install()]);
  paper.installExitCode = 1603;
  assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
  assert.match(run.state.steps[0]?.reason ?? '', /exit code 1603/);
  assert.ok(paper.trace.filter((line) => line.startsWith('wait')).length <= 2, paper.trace.join('\n'));
  await assertReplayIsLive(run);
});

test('every attempt at an installation has its own folder: an old exit code is never read again', async (t) => {
  const { paper, run } = await aRun(t, [install()]);
  paper.installExitCode = 1603;
  assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
  paper.installExitCode = 0;
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(
    paper.sent.map((call) => call.arguments.stepId),
    ['install.1', 'install.2'],
  );
  await assertReplayIsLive(run);
});

test('an attended step watches until the person has done it, whatever is wrong before', async (t) => {
  const { paper, run } = await aRun(t, [attended()]);
  paper.after(90, () => paper.node('NODE2').patch());
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(paper.sent, []);
  assert.equal(run.state.steps[0]?.attempt, 1);
  await assertReplayIsLive(run);
});

test('a gate changes nothing, and fails where its expectation does', async (t) => {
  const { paper, run } = await aRun(t, [gate()], { paper: leftRunning() });
  assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
  paper.moveTo('NODE1');
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(paper.sent, []);
  await assertReplayIsLive(run);
});

test('a confirmation is asked once for each step that changes something, and no leaves it untouched', async (t) => {
  const { paper, run } = await aRun(t, [gate(), manualAndStopped()]);
  const asked: string[] = [];
  const answering = (answer: boolean) => ({
    ...unstopped(),
    confirm: async (step: StepState) => {
      asked.push(step.title);
      return answer;
    },
  });
  await run.runCurrent(answering(false));
  assert.equal((await run.runCurrent(answering(false))).kind, 'declined');
  assert.equal(run.state.steps[1]?.progress, 'pending');
  assert.deepEqual(paper.sent, []);
  assert.equal((await run.runCurrent(answering(true))).kind, 'ticked');
  assert.deepEqual(asked, ['Manual and stopped on NODE2', 'Manual and stopped on NODE2']);
  await assertReplayIsLive(run);
});

test('the exact script of each operation is kept with the run, under the hash in the journal', async (t) => {
  const { run } = await aRun(t, [stopServices()]);
  await run.runCurrent(unstopped());
  const hash = run.state.steps[0]?.operations[0]?.script ?? '';
  assert.equal((await keptScripts(run.folder)).get(hash), 'function stop-services { }');
});

test('an operation that is unknown, or lacks a value, fails its step and is not sent', async (t) => {
  const unknown = await aRun(t, [
    { ...stopServices(), operations: [{ operation: 'format-disk', node: 'first' }] },
  ]);
  assert.equal((await unknown.run.runCurrent(unstopped())).kind, 'failed');
  assert.match(unknown.run.state.steps[0]?.reason ?? '', /no operation format-disk/);
  assert.deepEqual(unknown.paper.sent, []);
  assert.ok(!kinds(await journalled(unknown.run)).includes('operation-sent'));

  const byHand = { kind: 'attended' as const, path: 'C:\\a.exe', instructions: ['Start it.'] };
  const lacking = await aRun(t, [install()], { update: aPackage({ installer: byHand }) });
  assert.equal((await lacking.run.runCurrent(unstopped())).kind, 'failed');
  assert.match(lacking.run.state.steps[0]?.reason ?? '', /start-install needs installer-file/);
  assert.deepEqual(lacking.paper.sent, []);
  await assertReplayIsLive(lacking.run);
});

test('listeners hear each event, and each line of the installer’s log once', async (t) => {
  const { run } = await aRun(t, [install()]);
  const lines: string[] = [];
  let changes = 0;
  const stopListening = run.onOutput((step, line) => lines.push(`${step}: ${line}`));
  run.onChange(() => {
    changes += 1;
  });
  await run.runCurrent(unstopped());
  assert.deepEqual(lines, ['install: begun', 'install: ended']);
  assert.ok(changes >= 4);
  assert.equal(run.activity, undefined, 'nothing is under way any more');
  stopListening();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeOf } from '../../src/tasks/runState.ts';
import { PaperCluster } from './builders/paperCluster.ts';
import { gate, stopServices } from './builders/procedures.ts';
import { aRun, assertReplayIsLive, journalled, kinds, reopened, runAll, unstopped } from './builders/runs.ts';

/** NODE2, passive, with its services running. */
function leftRunning(): PaperCluster {
  const paper = new PaperCluster();
  for (const service of paper.node('NODE2').services.values()) service.status = 'Running';
  return paper;
}

test('a skip needs a reason, and is shown as a skip for ever', async (t) => {
  const stage = await aRun(t, [stopServices(), gate('end')], { paper: leftRunning() });
  for (const reason of ['', '  \n'])
    await assert.rejects(stage.run.skip(reason, unstopped()), /a skip needs a reason/);
  assert.deepEqual(kinds(await journalled(stage.run)), ['run-started', 'lease-taken']);
  await stage.run.skip('  done by hand, ticket 4711 ', unstopped());
  const [step] = stage.run.state.steps;
  assert.deepEqual([step?.progress, step?.reason], ['skipped', 'done by hand, ticket 4711']);
  assert.deepEqual(stage.paper.sent, []);

  stage.paper.moveTo('NODE1');
  const { run } = await reopened(t, stage);
  assert.equal((await runAll(run)).kind, 'completed');
  assert.equal(run.state.steps[0]?.progress, 'skipped');
  await assert.rejects(run.skip('again', unstopped()), /no step to skip/);
  await assertReplayIsLive(run);
});

test('a step that failed may be skipped: it is no failure then, and no tick', async (t) => {
  const paper = leftRunning();
  paper.next('stop-services', { happens: false });
  const { run } = await aRun(t, [stopServices(), gate()], { paper });
  await run.runCurrent(unstopped());
  assert.equal(outcomeOf(run.state), 'failed');
  await run.skip('the next step looks at it', unstopped());
  assert.equal(run.state.steps[0]?.progress, 'skipped');
  assert.equal(outcomeOf(run.state), 'interrupted', 'a step is left to be run');
  await assertReplayIsLive(run);
});

test('an abort ends the run with a list of what is not at rest', async (t) => {
  const stage = await aRun(t, [stopServices(), gate()], { paper: leftRunning() });
  const drift = await stage.run.abort('the window is over', unstopped());
  assert.deepEqual(
    drift.map(({ kind, node, subject }) => [kind, node, subject]),
    [
      ['service-status', 'NODE2', 'HealthService'],
      ['service-status', 'NODE2', 'OMCFG'],
      ['service-status', 'NODE2', 'OMSDK'],
    ],
  );
  const { run } = await reopened(t, stage);
  assert.equal(run.state.status, 'aborted');
  assert.deepEqual(run.state.driftAfter, drift);
  assert.equal(outcomeOf(run.state), 'failed');
  await assertReplayIsLive(run);
});

test('what has ended stays ended: no step, no second end, no further record', async (t) => {
  const aborted = await aRun(t, [stopServices()]);
  await aborted.run.abort('enough', unstopped());
  const completed = await aRun(t, [gate()]);
  await runAll(completed.run);
  for (const { paper } of [aborted, completed]) assert.equal(paper.lease, '', 'it is free for others');
  for (const { run, paper } of [
    aborted,
    completed,
    await reopened(t, aborted),
    await reopened(t, completed),
  ]) {
    const before = await journalled(run);
    assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
    assert.equal((await run.verifyCurrent(unstopped())).kind, 'failed');
    await assert.rejects(run.abort('again', unstopped()), /already/);
    await assert.rejects(run.skip('again', unstopped()), /no step to skip/);
    assert.deepEqual(await journalled(run), before);
    assert.deepEqual(paper.sent, []);
  }
});

test('an abort with nodes that do not answer says so instead of waiting for them', async (t) => {
  const { paper, run } = await aRun(t, [stopServices()]);
  paper.node('NODE2').reachable = false;
  const drift = await run.abort('it is dead', unstopped());
  assert.ok(drift.some(({ kind, node }) => kind === 'unreachable' && node === 'NODE2'));
});

test('one thing at a time: a second run, a skip and an abort are refused while a step is under way', async (t) => {
  const paper = leftRunning();
  const { run } = await aRun(t, [stopServices(), gate()], { paper });
  const { promise, resolve } = Promise.withResolvers<void>();
  paper.slow = promise;
  const first = run.runCurrent(unstopped());
  assert.deepEqual(await run.runCurrent(unstopped()), {
    kind: 'failed',
    reason: 'a step is already under way',
  });
  assert.equal((await run.verifyCurrent(unstopped())).kind, 'failed');
  await assert.rejects(run.skip('impatient', unstopped()), /stop the step/);
  await assert.rejects(run.abort('impatient', unstopped()), /stop the step/);
  resolve();
  assert.equal((await first).kind, 'ticked');
  assert.equal(paper.sent.length, 1);
  await assertReplayIsLive(run);
});

test('nothing begins while the run is being aborted', async (t) => {
  const paper = leftRunning();
  const { run } = await aRun(t, [stopServices()], { paper });
  const { promise, resolve } = Promise.withResolvers<void>();
  paper.slow = promise;
  const aborting = run.abort('enough', unstopped());
  const second = run.runCurrent(unstopped());
  resolve();
  assert.equal((await second).kind, 'failed');
  await aborting;
  assert.deepEqual(paper.sent, []);
  assert.deepEqual(kinds(await journalled(run)), ['run-started', 'lease-taken', 'run-aborted']);
});

test('nothing begins while a skip is being written', async (t) => {
  const { run } = await aRun(t, [stopServices(), gate()], { paper: leftRunning() });
  const skipping = run.skip('by hand', unstopped());
  assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
  await skipping;
  await assertReplayIsLive(run);
});

test('to verify changes nothing on the cluster: it ticks what is there', async (t) => {
  const paper = leftRunning();
  const { run } = await aRun(t, [stopServices()], { paper });
  const looked = await run.verifyCurrent(unstopped());
  assert.equal(looked.kind, 'failed');
  assert.match(
    looked.kind === 'failed' ? looked.reason : '',
    /expected HealthService: Stopped, observed Running/,
  );
  assert.equal(run.state.steps[0]?.progress, 'pending', 'a step that was never begun has not failed');
  paper.moveTo('NODE1');
  assert.equal((await run.verifyCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(paper.sent, []);
  assert.ok((run.state.steps[0]?.evidence.length ?? 0) === 3, 'with evidence');
  await assertReplayIsLive(run);
});

test('a gate that is verified and does not hold has failed', async (t) => {
  const { run } = await aRun(t, [gate()], { paper: leftRunning() });
  await run.verifyCurrent(unstopped());
  assert.equal(run.state.steps[0]?.progress, 'failed');
  await assertReplayIsLive(run);
});

test('a question is answered by a person, and the answer is evidence; verifying does not answer it', async (t) => {
  const question = 'Is there a copy of the encryption key?';
  const { run } = await aRun(t, [{ id: 'key', kind: 'question', title: 'The key', question }, gate()]);
  assert.equal((await run.verifyCurrent(unstopped())).kind, 'failed');
  assert.equal((await run.runCurrent({ ...unstopped(), confirm: async () => false })).kind, 'declined');
  assert.equal(run.state.steps[0]?.progress, 'pending');
  assert.equal((await run.runCurrent({ ...unstopped(), confirm: async () => true })).kind, 'ticked');
  assert.deepEqual(run.state.steps[0]?.evidence, [
    { expected: question, observed: 'yes, answered by the operator', passed: true },
  ]);
  await assertReplayIsLive(run);
});

const question = {
  id: 'ask',
  kind: 'question',
  title: 'Decide',
  question: 'Stop them?',
  optional: true,
} as const;
const onRequest = [question, { ...stopServices(), onlyIf: 'ask' }, gate('end')];

for (const [answered, choose] of [
  ['no', async () => false],
  ['not at all, with a yes to the whole run', undefined],
] as const)
  test(`what is done on request is left out when the answer is ${answered}, and that is on record`, async (t) => {
    const { run, paper } = await aRun(t, onRequest);
    const options = { ...unstopped(), ...(choose === undefined ? {} : { choose }) };
    assert.equal((await runAll(run, options)).kind, 'completed');
    assert.deepEqual(paper.sent, []);
    const [asked, left] = run.state.steps;
    assert.deepEqual([asked?.progress, asked?.answer], ['ticked', false]);
    assert.match(asked?.evidence[0]?.observed ?? '', /^no/);
    assert.deepEqual([left?.progress, left?.leftOut], ['skipped', true]);
    assert.match(left?.reason ?? '', /not requested/);
    assert.equal(outcomeOf(run.state), 'completed');
    await assertReplayIsLive(run);
  });

test('what is done on request is done when the answer is yes', async (t) => {
  const { run, paper } = await aRun(t, onRequest, { paper: leftRunning() });
  await runAll(run, { ...unstopped(), choose: async () => true });
  assert.deepEqual(
    paper.sent.map(({ operation }) => operation),
    ['stop-services'],
  );
  assert.equal(run.state.steps[0]?.answer, true);
  assert.equal(run.state.steps[1]?.progress, 'ticked');
  await assertReplayIsLive(run);
});

test('an optional question that is left open leaves the run where it was', async (t) => {
  const { run } = await aRun(t, onRequest);
  assert.equal((await run.runCurrent({ ...unstopped(), choose: async () => undefined })).kind, 'declined');
  assert.deepEqual(kinds(await journalled(run)), ['run-started', 'lease-taken']);
});

test('a question that was skipped was not answered yes', async (t) => {
  const stage = await aRun(t, onRequest, { paper: leftRunning() });
  await stage.run.skip('nobody knows', unstopped());
  const { run } = await reopened(t, stage);
  stage.paper.moveTo('NODE1');
  assert.equal((await runAll(run)).kind, 'completed');
  assert.deepEqual(stage.paper.sent, []);
  assert.equal(run.state.steps[1]?.leftOut, true);
});

test('what may take hours is looked at soon at first, then as seldom as the step says', async (t) => {
  const patient = { ...gate('patient'), within: 1000, lookEvery: 300 };
  const { run, paper } = await aRun(t, [patient], { paper: leftRunning() });
  assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
  assert.deepEqual(
    paper.trace.filter((line) => line.startsWith('wait ')),
    ['wait 60', 'wait 180', 'wait 300', 'wait 300', 'wait 160'],
  );
});

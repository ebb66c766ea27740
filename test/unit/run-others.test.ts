import assert from 'node:assert/strict';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { ProblemError } from '../../src/cluster/problem.ts';
import { journalPath } from '../../src/tasks/journal.ts';
import { leaseText } from '../../src/tasks/lease.ts';
import { aroundCalls, inUse } from './builders/fileCalls.ts';
import { PaperCluster } from './builders/paperCluster.ts';
import { gate, install, type StepInput, stopServices } from './builders/procedures.ts';
import {
  aRun,
  assertReplayIsLive,
  author,
  journalled,
  leaseOf,
  reopened,
  unstopped,
} from './builders/runs.ts';

const activeElsewhere = { check: 'groups-online', node: 'second' };
test('a second run on the cluster is refused with who holds it, and changes nothing', async (t) => {
  const paper = new PaperCluster();
  const { run } = await aRun(t, [stopServices()], { paper });
  const held = paper.lease;
  const runs = dirname(run.folder);
  await assert.rejects(aRun(t, [stopServices()], { paper, runs }), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.problem.kind, 'refused');
    assert.ok(error.message.includes(`${author.user} on ${author.machine}`), error.message);
    assert.ok(error.message.includes(run.state.runId));
    return true;
  });
  assert.equal(paper.lease, held);
  assert.deepEqual(await readdir(runs), [run.state.runId], 'no trace of the other one');
  assert.deepEqual(paper.sent, []);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked', 'the first one goes on');
});

test('why a run was refused is told, also where Windows does not let go of its folder', async (t) => {
  const { paper, run } = await aRun(t, [stopServices()]);
  const runs = dirname(run.folder);
  for (const code of ['EBUSY', 'EPERM', 'ENOTEMPTY'] as const) {
    aroundCalls(t, 'rm', {
      before: (path) => {
        if (dirname(path) === runs) throw inUse(code);
      },
    });
    await assert.rejects(aRun(t, [stopServices()], { runs, paper }), (error) => {
      assert.ok(error instanceof ProblemError, String(error));
      assert.equal(error.problem.kind, 'refused');
      return true;
    });
  }
});

test('a run that is closed in the middle of its changes keeps the cluster from others, and goes on when it is opened', async (t) => {
  const stage = await aRun(t, [stopServices(), gate()]);
  const { paper, run: first } = stage;
  assert.equal((await first.runCurrent(unstopped())).kind, 'ticked');
  await first.close();
  const runs = dirname(first.folder);
  await assert.rejects(aRun(t, [gate()], { paper, runs }), /is not over: resume it or abort it/);
  const { run } = await reopened(t, stage);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.equal((await run.runCurrent(unstopped())).kind, 'completed');
  assert.equal(paper.lease, '', 'a run that is over gives it back');
  await assertReplayIsLive(run);
});

test('a run that has changed nothing yet keeps nobody out when it is closed', async (t) => {
  const { paper, run } = await aRun(t, [gate(), stopServices()]);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  await run.close();
  assert.equal(paper.lease, '');
});

test('a run that was closed is aborted from anywhere, and the cluster is free', async (t) => {
  const stage = await aRun(t, [gate()]);
  await stage.run.close();
  const { run } = await reopened(t, stage);
  await run.abort('enough', unstopped());
  assert.equal(stage.paper.lease, '');
});

test('a run that a colleague took over sends nothing more from here, and is not aborted from here', async (t) => {
  const { paper, run } = await aRun(t, [stopServices()]);
  paper.lease = leaseOf(run.state.runId, new Date());
  const result = await run.runCurrent(unstopped());
  assert.match(result.kind === 'refused' ? result.reason : '', /taken over by .*colleague on JUMP2/);
  await assert.rejects(run.abort('enough', unstopped()), /taken over by/);
  assert.deepEqual(paper.sent, []);
  await run.close();
  assert.ok(paper.lease.includes('JUMP2'), 'their claim stays');
});

test('a run whose journal ends in a torn line is opened, says so, and records it', async (t) => {
  const stage = await aRun(t, [gate()]);
  await stage.run.close();
  await appendFile(journalPath(stage.run.folder), '{"seq":2,"at":"20');
  const { run } = await reopened(t, stage);
  assert.match(run.stopped ?? '', /the last line of the journal is not whole/);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  const kinds = (await journalled(run)).map(({ type }) => type);
  assert.deepEqual(kinds.slice(2, 4), ['run-interrupted', 'run-resumed']);
  await assertReplayIsLive(run);
});

test('what looks torn while another program is writing it stays as it is, and nothing is written beside', async (t) => {
  const stage = await aRun(t, [stopServices()]);
  const path = journalPath(stage.run.folder);
  await stage.run.close();
  // Somebody on this machine whose program is alive.
  const theirs = { ...author, processId: process.ppid, runId: stage.run.state.runId, session: 'theirs' };
  stage.paper.lease = leaseText(theirs, new Date().toISOString(), new Date());
  const whole = await readFile(path, 'utf8');
  await appendFile(path, '{"seq":2,"at":"20');
  const { run } = await reopened(t, stage);
  assert.equal((await run.runCurrent(unstopped())).kind, 'refused');
  await assert.rejects(run.abort('enough', unstopped()), /at work/);
  assert.equal(await readFile(path, 'utf8'), `${whole}{"seq":2,"at":"20`);
  assert.deepEqual(
    (await readdir(stage.run.folder)).filter((name) => name === 'torn.txt'),
    [],
  );
});

test('a journal that another program has gone on with is not written over', async (t) => {
  const stage = await aRun(t, [gate(), gate('second')]);
  const { run } = await reopened(t, stage);
  await run.skip('seen elsewhere', unstopped());
  stage.paper.lease = '';
  const result = await stage.run.runCurrent(unstopped());
  assert.match(
    result.kind === 'interrupted' ? result.reason : '',
    /another program has gone on with the run/,
  );
  await assertReplayIsLive(run);
});

test('a run opened again finds the cluster in other hands: refused, and nothing is sent', async (t) => {
  const stage = await aRun(t, [stopServices()]);
  await stage.run.close();
  stage.paper.lease = leaseOf('theirs', new Date());
  const { run } = await reopened(t, stage);
  const result = await run.runCurrent(unstopped());
  assert.equal(result.kind, 'refused');
  assert.match(result.kind === 'refused' ? result.reason : '', /colleague on JUMP2/);
  assert.deepEqual(stage.paper.sent, []);
  await assertReplayIsLive(run);
});

test('when no node can tell who is at work, nothing is begun', async (t) => {
  const stage = await aRun(t, [stopServices()]);
  await stage.run.close();
  for (const node of stage.paper.nodes) node.reachable = false;
  const { run } = await reopened(t, stage);
  const result = await run.runCurrent(unstopped());
  assert.match(
    result.kind === 'refused' ? result.reason : '',
    /cannot be told: NODE2: NODE2 does not answer/,
  );
  assert.deepEqual(stage.paper.sent, []);
});

test('what a colleague changed between two steps is shown before the next change, once', async (t) => {
  const { paper, run } = await aRun(t, [gate(), install()]);
  await run.runCurrent(unstopped());
  paper.node('NODE1').service('OMSDK').startType = 'Automatic';
  const result = await run.runCurrent(unstopped());
  assert.match(
    result.kind === 'refused' ? result.reason : '',
    /expected start type of OMSDK on NODE1: Manual, as the step before left it, observed Automatic/,
  );
  assert.deepEqual(paper.sent, []);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked', 'a person has seen it');
  await assertReplayIsLive(run);
});

test('what a colleague changed is shown before a step that they did too is verified, once', async (t) => {
  const { paper, run } = await aRun(t, [stopServices(), stopServices('done-by-hand')]);
  await run.runCurrent(unstopped());
  paper.node('NODE1').service('OMSDK').startType = 'Automatic';
  const looked = await run.verifyCurrent(unstopped());
  assert.match(
    looked.kind === 'refused' ? looked.reason : '',
    /start type of OMSDK on NODE1: Manual, as the step before left it, observed Automatic/,
  );
  assert.equal(run.state.steps[1]?.progress, 'pending');
  assert.equal((await run.verifyCurrent(unstopped())).kind, 'ticked', 'a person has seen it');
  assert.equal(paper.sent.length, 1);
  await assertReplayIsLive(run);
});

const asks: StepInput = { id: 'ask', kind: 'question', title: 'Ask', question: 'Go on?' };
for (const [what, between] of [
  ['a check', gate('gate', activeElsewhere)],
  ['a question', asks],
] as const)
  test(`what a colleague changed is shown before the next change although ${what} came in between`, async (t) => {
    const { paper, run } = await aRun(t, [stopServices(), between, install()]);
    await run.runCurrent(unstopped());
    paper.node('NODE1').service('OMSDK').startType = 'Automatic';
    assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
    const result = await run.runCurrent(unstopped());
    assert.match(
      result.kind === 'refused' ? result.reason : '',
      /start type of OMSDK on NODE1: Manual, as the step before left it, observed Automatic/,
    );
    assert.equal((await run.runCurrent(unstopped())).kind, 'ticked', 'a person has seen it');
    await assertReplayIsLive(run);
  });

test('what a colleague changed is shown also after the step was refused for another reason', async (t) => {
  const { paper, run } = await aRun(t, [gate(), install()]);
  await run.runCurrent(unstopped());
  paper.node('NODE2').installRunning = true;
  const first = await run.runCurrent(unstopped());
  assert.match(first.kind === 'refused' ? first.reason : '', /installation/);
  paper.node('NODE2').installRunning = false;
  paper.node('NODE1').service('OMSDK').startType = 'Automatic';
  const second = await run.runCurrent(unstopped());
  assert.match(second.kind === 'refused' ? second.reason : '', /start type of OMSDK on NODE1/);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  await assertReplayIsLive(run);
});

test('a run that was closed while no node answered goes on as soon as one does', async (t) => {
  const stage = await aRun(t, [gate(), stopServices()]);
  const { paper } = stage;
  await stage.run.runCurrent(unstopped());
  for (const node of paper.nodes) node.reachable = false;
  assert.equal((await stage.run.runCurrent(unstopped())).kind, 'refused');
  const { run } = await reopened(t, stage);
  for (const node of paper.nodes) node.reachable = true;
  assert.ok(paper.lease.includes('at-work'), 'the claim could not be given back');
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  await assertReplayIsLive(run);
});

test('a cluster that went to a colleague while a yes was waited for is not touched', async (t) => {
  const { paper, run } = await aRun(t, [stopServices()]);
  const result = await run.runCurrent({
    ...unstopped(),
    confirm: async () => {
      paper.lease = leaseOf('theirs', new Date());
      return true;
    },
  });
  assert.match(result.kind === 'refused' ? result.reason : '', /colleague on JUMP2/);
  assert.deepEqual(paper.sent, []);
  assert.equal(run.state.steps[0]?.progress, 'pending');
  await assertReplayIsLive(run);
});

test('a step is not skipped while another program is at work on the run', async (t) => {
  const { paper, run } = await aRun(t, [stopServices()]);
  paper.lease = leaseOf(run.state.runId, new Date());
  await assert.rejects(run.skip('seen elsewhere', unstopped()), /taken over by .*colleague on JUMP2/);
  assert.equal(run.state.steps[0]?.progress, 'pending');
  await assertReplayIsLive(run);
});

test('what a colleague changed and undid after it was shown is in nobody’s way', async (t) => {
  const { paper, run } = await aRun(t, [gate(), install()]);
  await run.runCurrent(unstopped());
  paper.node('NODE1').service('OMSDK').startType = 'Automatic';
  assert.equal((await run.runCurrent(unstopped())).kind, 'refused');
  paper.node('NODE1').service('OMSDK').startType = 'Manual';
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  await assertReplayIsLive(run);
});

test('what the run itself changed is nobody else’s doing', async (t) => {
  const { paper, run } = await aRun(t, [install(), stopServices()]);
  await run.runCurrent(unstopped());
  assert.equal(paper.node('NODE2').service('OMSDK').startType, 'Automatic');
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
});

test('groups that come to the node in the middle of its installation are told soon after, not at the end of the hour', async (t) => {
  const paper = new PaperCluster();
  const step = install();
  const whole = {
    ...step,
    guards: [...(step.guards ?? []), activeElsewhere],
    verify: [
      ...step.verify,
      { check: 'services', node: 'first', services: ['HealthService'], status: 'Stopped' },
      activeElsewhere,
    ],
    within: 3600,
  };
  const { run } = await aRun(t, [whole], { paper });
  paper.after(2, () => paper.moveTo('NODE2'));
  const result = await run.runCurrent(unstopped());
  assert.match(
    result.kind === 'failed' ? result.reason : '',
    /^OpsMgr RMS was on NODE1 when the step began, and is on NODE2\. Find out why it moved\./,
  );
  const waits = paper.waits();
  const waited = waits.reduce((total, seconds) => total + seconds, 0);
  assert.ok(waited < 120, `${waited}`);
  await assertReplayIsLive(run);
});

/** A run's claim on its cluster: lost on the way, left behind, gone, or another's. */
import assert from 'node:assert/strict';
import os from 'node:os';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { type Problem, ProblemError } from '../../src/cluster/problem.ts';
import { leaseText } from '../../src/tasks/lease.ts';
import { lost, PaperCluster } from './builders/paperCluster.ts';
import { gate, stopServices } from './builders/procedures.ts';
import {
  aRun,
  assertReplayIsLive,
  author,
  colleague,
  journalled,
  kinds,
  leaseOf,
  reopened,
  unstopped,
} from './builders/runs.ts';

test('a claim whose answer was lost is looked for: a run is never kept out by its own', async (t) => {
  const paper = new PaperCluster();
  paper.next('write-lease', { failure: lost });
  const { run } = await aRun(t, [stopServices()], { paper });
  assert.ok(paper.lease.includes(run.state.runId));
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.equal((await run.runCurrent(unstopped())).kind, 'completed');
  assert.equal(paper.lease, '');
});

test('a claim that was lost on the way is not there: the run is refused and can be begun again', async (t) => {
  const paper = new PaperCluster();
  paper.next('write-lease', { happens: false, failure: lost });
  await assert.rejects(aRun(t, [gate()], { paper }), /the lease was not written: try again/);
  await aRun(t, [gate()], { paper });
});

const problemOf = async (rejected: Promise<unknown>): Promise<Problem> => {
  const error = await rejected.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ProblemError, String(error));
  return error.problem;
};

test('who cannot begin is told to end another run only where there is one', async (t) => {
  const paper = new PaperCluster();
  paper.next('write-lease', { happens: false, failure: lost });
  const unwritten = await problemOf(aRun(t, [gate()], { paper }));
  assert.deepEqual([unwritten.kind, unwritten.remedy], ['refused', 'Start again. Nothing was changed.']);
  paper.lease = leaseOf('theirs', new Date());
  const held = await problemOf(aRun(t, [gate()], { paper }));
  assert.match(held.remedy, /End or abort that run first/);
});

/** A run that has been aborted while no node could take its claim back. */
async function endedWithItsClaim(t: Parameters<typeof aRun>[0]) {
  const stage = await aRun(t, [stopServices()]);
  stage.paper.next('write-lease', { happens: false, failure: lost }, { happens: false, failure: lost });
  await stage.run.abort('enough', unstopped());
  assert.ok(stage.run.claimLeft);
  await stage.run.close();
  assert.ok(stage.paper.lease.includes(stage.run.state.runId));
  return { stage, runs: dirname(stage.run.folder) };
}

test('what a run that is over could not give back keeps out nobody who has its journal', async (t) => {
  const { stage, runs } = await endedWithItsClaim(t);
  const { paper } = stage;
  // On another machine nobody knows that it is over.
  await assert.rejects(aRun(t, [gate()], { paper }), /is not over|has been at work/);
  const { run } = await aRun(t, [gate()], { paper, runs });
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
});

test('what a run that is over could not give back is given back by its abort', async (t) => {
  const { stage } = await endedWithItsClaim(t);
  const { run } = await reopened(t, stage);
  assert.equal(await run.giveBackLeft(unstopped()), 'given-back');
  assert.equal(stage.paper.lease, '');
  assert.equal(await run.giveBackLeft(unstopped()), 'nothing');
  stage.paper.lease = leaseOf('theirs', new Date());
  assert.equal(await run.giveBackLeft(unstopped()), 'nothing');
  assert.ok(stage.paper.lease.includes('theirs'));
  assert.equal(kinds(await journalled(run)).at(-1), 'run-aborted', 'its journal says no more');
});

test('an abort that no node can be asked about says that a claim may be left', async (t) => {
  const stage = await aRun(t, [stopServices(), gate()]);
  await stage.run.runCurrent(unstopped());
  await stage.run.close();
  for (const node of stage.paper.nodes) node.reachable = false;
  const { run } = await reopened(t, stage);
  await run.abort('they are gone', unstopped());
  assert.ok(run.claimLeft);
  assert.ok(stage.paper.lease.includes(run.state.runId));
});

test('a run on which a newer version may be at work is not aborted beside it', async (t) => {
  const stage = await aRun(t, [gate()]);
  await stage.run.close();
  const until = new Date(Date.now() + 600_000).toISOString();
  stage.paper.lease = JSON.stringify({ runId: stage.run.state.runId, until, state: 'waiting' });
  const { run } = await reopened(t, stage);
  await assert.rejects(run.abort('enough', unstopped()), /of another version/);
  assert.equal(run.state.status, 'active');
});

test('a claim that has expired is taken over, and the journal says whose it was', async (t) => {
  const paper = new PaperCluster();
  paper.lease = leaseOf('theirs', new Date('2026-01-01T00:00:00Z'));
  const { run } = await aRun(t, [gate()], { paper });
  const taken = (await journalled(run)).find((event) => event.type === 'lease-taken');
  assert.equal(taken?.type === 'lease-taken' && taken.from?.user, colleague.user);
  await assertReplayIsLive(run);
});

test('after a restart of this machine the program that had the run is gone, whoever has its number now', async (t) => {
  const stage = await aRun(t, [stopServices()]);
  await stage.run.close();
  const before = { ...author, processId: process.ppid, runId: stage.run.state.runId, session: 'before' };
  stage.paper.lease = leaseText(before, new Date().toISOString(), new Date(Date.now() - 60_000));
  const { run: early } = await reopened(t, stage);
  assert.equal((await early.runCurrent(unstopped())).kind, 'refused');
  t.mock.method(os, 'uptime', () => 30);
  const { run } = await reopened(t, stage);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
});

test('a claim that was gone when a person came back is told, and the step is begun anew by its guards', async (t) => {
  const { paper, run } = await aRun(t, [stopServices()]);
  const confirm = async () => {
    // Another run has come, and was over, while this machine slept.
    paper.lease = '';
    return true;
  };
  const result = await run.runCurrent({ ...unstopped(), confirm });
  assert.match(result.kind === 'refused' ? result.reason : '', /claim of the run was gone/);
  assert.deepEqual(paper.sent, []);
  assert.equal((await run.runCurrent({ ...unstopped(), confirm: async () => true })).kind, 'ticked');
  assert.equal((await journalled(run)).filter(({ type }) => type === 'lease-taken').length, 2);
  await assertReplayIsLive(run);
});

/** The restart of a node: only on request, only of a passive one, and told by its start, not by its answer. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { openJournalFile } from '../../src/tasks/journal.ts';
import { parseLease } from '../../src/tasks/lease.ts';
import { planOf } from '../../src/tasks/plan.ts';
import { planNodeRestart, refusals } from '../../src/tasks/restartNode.ts';
import type { Run } from '../../src/tasks/run.ts';
import { startRun } from '../../src/tasks/startRun.ts';
import { aDefinition, aSnapshot } from './builders/clusters.ts';
import { lost, PaperCluster } from './builders/paperCluster.ts';
import { gate, install, stopServices } from './builders/procedures.ts';
import { aFolder, aRun, assertReplayIsLive, author, reopened, runAll, unstopped } from './builders/runs.ts';

async function restart(
  test: Parameters<typeof aFolder>[0],
  paper: PaperCluster,
  node: string,
  { runs, within }: { readonly runs?: string; readonly within?: string } = {},
): Promise<Run> {
  const definition = aDefinition();
  const plan = planNodeRestart(definition, await paper.snapshot(unstopped()), node);
  if (typeof plan === 'string') assert.fail(plan);
  const run = await startRun(
    { definition, update: undefined, ...plan, within },
    { runs: runs ?? (await aFolder(test)), door: paper, author, openFile: openJournalFile, ...unstopped() },
  );
  test.after(() => run.close().catch(() => undefined));
  return run;
}

test('it waits until the node has gone down and is back, paused as it was', async (t) => {
  const paper = new PaperCluster();
  paper.node('NODE2').state = 'Paused';
  const run = await restart(t, paper, 'node2');
  const seen = new Set<string>();
  run.onChange(() => {
    const [line] = run.activity?.evidence ?? [];
    if (line !== undefined) seen.add(line.observed);
  });
  assert.equal((await runAll(run)).kind, 'completed');
  assert.ok([...seen].some((text) => text.startsWith('not down yet')));
  assert.ok(seen.has('down, or on its way up'));
  assert.ok([...seen].some((text) => text.startsWith('restarted at')));
  assert.equal(paper.node('NODE2').state, 'Paused');
  await assertReplayIsLive(run);
});

test('a restart whose command was lost on the way is not waited for longer than one that shows would take', async (t) => {
  const paper = new PaperCluster();
  const run = await restart(t, paper, 'NODE2');
  paper.next('restart-node', { happens: false, failure: lost });
  const before = paper.trace.length;
  const result = await runAll(run);
  assert.match(
    result.kind === 'failed' ? result.reason : '',
    /The answer was lost, and nothing has moved for 10 minutes.*run the step again/,
  );
  assert.equal(
    paper.waits(before).reduce((sum, seconds) => sum + seconds, 0),
    600,
  );
  assert.equal((await runAll(run)).kind, 'completed', 'run again, it is restarted');
  await assertReplayIsLive(run);
});

for (const [what, node, change] of [
  ['the active node', 'NODE1', () => undefined],
  [
    'a node with an installation',
    'NODE2',
    (paper: PaperCluster) => {
      paper.node('NODE2').installRunning = true;
    },
  ],
] as const)
  test(`${what} is not restarted`, async (t) => {
    const paper = new PaperCluster();
    change(paper);
    const run = await restart(t, paper, node);
    assert.equal((await run.runCurrent(unstopped())).kind, 'refused');
    assert.deepEqual(paper.sent, []);
    const definition = aDefinition();
    const plan = planNodeRestart(definition, await paper.snapshot(unstopped()), node);
    if (typeof plan === 'string') assert.fail(plan);
    const { signal } = unstopped();
    const why = refusals(await planOf({ definition, update: undefined, ...plan }, paper, signal));
    assert.ok(
      why.length > 0 && why.every((line) => /^(NODE\d: )?expected/.test(line)),
      'known before it begins',
    );
  });

test('a node that the cluster does not have is a sentence', () => {
  assert.match(
    String(planNodeRestart(aDefinition(), aSnapshot(), 'NODE9')),
    /has no node NODE9.*NODE1, NODE2/,
  );
});

test('after 3010 an unfinished run lends the cluster to the restart, has it back, and its step ticks', async (t) => {
  const paper = new PaperCluster();
  paper.installExitCode = 3010;
  const stage = await aRun(t, [install()], { paper });
  const failed = await stage.run.runCurrent(unstopped());
  assert.match('reason' in failed ? failed.reason : '', /restart of NODE2 is pending.*Decide/);
  const { runId } = stage.run.state;
  const runs = dirname(stage.run.folder);
  await stage.run.close();
  // As in VS Code, where each action opens the run anew; and in the middle of it, as after a crash.
  const begun = { paper, run: await restart(t, paper, 'NODE2', { runs, within: runId }) };
  const again = await reopened(t, begun);
  assert.equal((await again.run.runCurrent(unstopped())).kind, 'ticked');
  const { run: restarting } = await reopened(t, again);
  assert.equal((await runAll(restarting)).kind, 'completed');
  const left = parseLease(paper.lease);
  assert.ok(left.kind === 'lease' && left.lease.runId === runId, 'the run has the cluster again');
  // On paper the installer ends when the node boots; a real one ends before.
  paper.node('NODE2').lastBoot = '2026-03-01T12:30:00.000Z';
  const { run } = await reopened(t, stage);
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
});

test('a restart that is left unfinished does not bring back the claim of a run that is over by then', async (t) => {
  const stage = await aRun(t, [stopServices(), gate()]);
  const { paper } = stage;
  await stage.run.runCurrent(unstopped());
  const within = stage.run.state.runId;
  await stage.run.close();
  const runs = dirname(stage.run.folder);
  const left = { paper, run: await restart(t, paper, 'NODE2', { runs, within }) };
  await left.run.close();
  const { run } = await reopened(t, stage);
  await run.abort('enough', unstopped());
  const { run: restarting } = await reopened(t, left);
  await restarting.abort('nobody needs it', unstopped());
  assert.equal(paper.lease, '');
});

test('a run on which somebody is at work lends nothing', async (t) => {
  const { paper, run } = await aRun(t, [install()]);
  const within = run.state.runId;
  await assert.rejects(restart(t, paper, 'NODE2', { within }), /has been at work on this cluster/);
});

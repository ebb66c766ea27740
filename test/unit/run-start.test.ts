import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ProblemError } from '../../src/cluster/problem.ts';
import { JournalError, openJournalFile } from '../../src/tasks/journal.ts';
import { planOf } from '../../src/tasks/plan.ts';
import { newRunId, openRun, type RunRequest, startRun } from '../../src/tasks/startRun.ts';
import { aDefinition, aPackage } from './builders/clusters.ts';
import { PaperCluster } from './builders/paperCluster.ts';
import { PaperNode } from './builders/paperNode.ts';
import { aProcedure, gate, manualAndStopped, stopServices } from './builders/procedures.ts';
import { aFolder, aRun, author, journalled, reopened, unstopped } from './builders/runs.ts';

const aRequest = (changes: Partial<RunRequest> = {}): RunRequest => ({
  definition: aDefinition(),
  procedure: aProcedure(),
  update: aPackage(),
  ...changes,
});

const surroundings = (runs: string, door: PaperCluster) => ({
  runs,
  door,
  author,
  openFile: openJournalFile,
  ...unstopped(),
});

const refusals: {
  readonly [what: string]: {
    readonly request?: Partial<RunRequest>;
    readonly cluster?: (paper: PaperCluster) => void;
    readonly message: RegExp;
    readonly kind?: string;
  };
} = {
  'a procedure that installs, without a package': {
    request: { update: undefined },
    message: /installs a package, and none was named/,
  },
  'three nodes for a procedure of two': {
    request: { definition: aDefinition({ nodes: ['NODE1', 'NODE2', 'NODE3'] }) },
    message: /is for 2 nodes, and rms has 3/,
  },
  'a definition whose nodes are not the cluster’s': {
    request: { definition: aDefinition({ nodes: ['OTHER1', 'OTHER2'] }) },
    message: /definition of rms names OTHER1, OTHER2, .* leaves out NODE1, NODE2/,
  },
  'a cluster with a third node, which could take the groups over': {
    cluster: (paper) => {
      paper.nodes.push(new PaperNode('NODE3', false));
    },
    message: /leaves out NODE3, which the cluster has/,
  },
  'nobody answers': {
    cluster: (paper) => {
      for (const node of paper.nodes) node.reachable = false;
    },
    message: /NODE1 cannot be reached: NODE1 does not answer/,
    kind: 'unreachable',
  },
  'the cluster cannot be read': {
    cluster: (paper) => {
      paper.clusterReadable = false;
    },
    message: /cannot be told which node of rms is active/,
  },
  'no step applies to the package': {
    request: { procedure: aProcedure({ steps: [{ ...stopServices(), appliesTo: 'attended-package' }] }) },
    message: /has no step for a package of this kind/,
  },
};

for (const [what, { request = {}, cluster = () => undefined, message, kind = 'input' }] of Object.entries(
  refusals,
))
  test(`a run does not begin: ${what}`, async (t) => {
    const runs = join(await aFolder(t), 'runs');
    const paper = new PaperCluster();
    cluster(paper);
    await assert.rejects(startRun(aRequest(request), surroundings(runs, paper)), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.match(error.message, message);
      assert.equal(error.problem.kind, kind);
      assert.ok(error.problem.remedy.length > 10);
      return true;
    });
    assert.deepEqual(paper.sent, []);
    await assert.rejects(readdir(runs), /ENOENT/, 'no folder is left behind');
  });

test('a runs folder that cannot be written: an error with its remedy, nothing sent', async (t) => {
  const file = join(await aFolder(t), 'runs');
  await writeFile(file, 'not a folder');
  const paper = new PaperCluster();
  await assert.rejects(startRun(aRequest(), surroundings(file, paper)), (error) => {
    assert.ok(error instanceof JournalError);
    assert.match(error.remedy, /Nothing was sent.*Make the folder writable.*start again/);
    return true;
  });
  assert.deepEqual(paper.sent, []);
});

test('a run records what it is about, so that later edits of the files change nothing', async (t) => {
  const { run } = await aRun(t, [stopServices()]);
  const [started] = await journalled(run);
  assert.ok(started?.type === 'run-started');
  assert.deepEqual(started.roles, { first: 'NODE2', second: 'NODE1', active: 'NODE1', passive: 'NODE2' });
  assert.equal(started.baseline?.groups.length, 2);
  assert.deepEqual(run.state.update, aPackage());
  assert.equal(run.state.steps[0]?.title, 'Stop the services on NODE2');
  assert.equal(run.state.steps[0]?.node, 'NODE2');
});

test('roles stay bound when the groups move and the run is opened again', async (t) => {
  const stage = await aRun(t, [stopServices(), gate()]);
  await stage.run.runCurrent(unstopped());
  stage.paper.moveTo('NODE2');
  const { run } = await reopened(t, stage);
  assert.equal(run.state.roles.first, 'NODE2');
});

test('a run of which not even the first record was written is told so', async (t) => {
  const { run } = await aRun(t, [stopServices()]);
  await run.close();
  await writeFile(join(run.folder, 'journal.jsonl'), '{"seq":0,"at":"20');
  await writeFile(join(run.folder, 'journal.head'), '');
  const opening = openRun(run.folder, async () => new PaperCluster(), { author, openFile: openJournalFile });
  await assert.rejects(opening, (error) => {
    assert.ok(error instanceof ProblemError);
    assert.match(error.problem.remedy, /start a new run/);
    return true;
  });
});

test('run ids sort by time, never collide, and are names of folders', () => {
  const early = newRunId('rms', new Date('2026-03-01T12:00:00Z'));
  const late = newRunId('a', new Date('2026-03-01T12:00:01Z'));
  assert.ok(early < late);
  assert.match(early, /^20260301T120000-rms-[0-9a-f]{6}$/);
  assert.notEqual(newRunId('rms', new Date(0)), newRunId('rms', new Date(0)));
});

test('a plan shows each step’s guards as they are now and the operations as they would be sent; it changes nothing', async () => {
  const paper = new PaperCluster();
  const procedure = aProcedure({ steps: [gate(), manualAndStopped()] });
  const plan = await planOf(aRequest({ procedure }), paper, unstopped().signal);
  assert.equal(plan.procedure, 'on-paper');
  assert.deepEqual(plan.steps[1], {
    id: 'both',
    title: 'Manual and stopped on NODE2',
    node: 'NODE2',
    guards: [
      {
        text: 'NODE2 is passive now',
        holds: true,
        evidence: [{ node: 'NODE2', expected: 'passive', observed: 'passive', passed: true }],
      },
    ],
    operations: [
      {
        name: 'set-start-type',
        node: 'NODE2',
        script: 'function set-start-type { }',
        arguments: { names: ['HealthService', 'OMCFG', 'OMSDK'], startType: 'Manual' },
      },
      {
        name: 'stop-services',
        node: 'NODE2',
        script: 'function stop-services { }',
        arguments: { names: ['HealthService', 'OMCFG', 'OMSDK'] },
      },
    ],
    instructions: [],
    verification: ['HealthService, OMCFG, OMSDK on NODE2: Stopped · Manual'],
  });
  assert.deepEqual(paper.sent, []);
});

test('what a plan shows is what the run sends', async (t) => {
  const { paper, run } = await aRun(t, [manualAndStopped()]);
  const plan = await planOf(
    aRequest({ procedure: aProcedure({ steps: [manualAndStopped()] }) }),
    paper,
    unstopped().signal,
  );
  await run.runCurrent(unstopped());
  assert.deepEqual(
    plan.steps[0]?.operations.map(({ name, node, arguments: values }) => [name, node, values]),
    paper.sent.map((call) => [call.operation, call.node, call.arguments]),
  );
});

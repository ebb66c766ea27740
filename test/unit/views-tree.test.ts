import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NodeReading, Snapshot } from '../../src/cluster/snapshot.ts';
import { type ClusterSight, clusterRow } from '../../src/views/clusterTree/rows.ts';
import type { Row } from '../../src/views/tree/row.ts';
import {
  aCluster,
  activeServices,
  aDefinition,
  aNode,
  anUnreachedNode,
  aService,
  aSnapshot,
} from './builders/clusters.ts';
import { english } from './builders/english.ts';
import { RecordedRun } from './builders/recordedRun.ts';

const definition = aDefinition();
const sight = (snapshot: Snapshot | undefined, changes: Partial<ClusterSight> = {}): ClusterSight => ({
  entry: { kind: 'ok', id: 'rms', file: 'clusters/rms.cluster.json', value: definition },
  state: { reading: false, snapshot, problem: undefined },
  run: undefined,
  allowed: true,
  ...changes,
});
const treeOf = (one: ClusterSight): Row => clusterRow(one, english);

/** Every row of a tree, from the top. */
const flat = (row: Row): readonly Row[] => [row, ...row.children.flatMap(flat)];
const rowOf = (row: Row, label: string): Row => {
  const found = flat(row).find((one) => one.label === label);
  assert.ok(found, label);
  return found;
};

const drifted = aSnapshot({
  nodes: [
    aNode({ name: 'NODE1', services: activeServices }),
    aNode({
      name: 'NODE2',
      services: [
        aService({ name: 'HealthService' }),
        aService({ name: 'OMCFG' }),
        aService({ name: 'OMSDK', status: 'Running', startType: 'Automatic' }),
      ],
    }),
  ],
});

describe('the tree of clusters', () => {
  test('at rest: the cluster, its groups with owner and state, its nodes with their services', () => {
    const tree = treeOf(sight(aSnapshot()));
    assert.equal(tree.description, 'at rest');
    assert.deepEqual(
      tree.children.map((row) => [row.label, row.description]),
      [
        ['OpsMgr RMS', 'Online on NODE1 · protected'],
        ['Cluster Group', 'Online on NODE1'],
        ['NODE1', 'Up · active'],
        ['NODE2', 'Up · passive'],
      ],
    );
    assert.deepEqual(
      rowOf(tree, 'NODE1').children.map((row) => [row.label, row.description]),
      [
        ['HealthService', 'Running · Manual'],
        ['OMCFG', 'Running · Manual'],
        ['OMSDK', 'Running · Manual'],
      ],
    );
  });

  test('a drift shows in words, icon and colour, on the service and on the cluster', () => {
    const tree = treeOf(sight(drifted));
    assert.equal(tree.description, '2 differences');
    const service = rowOf(rowOf(tree, 'NODE2'), 'OMSDK');
    assert.equal(service.description, 'Running · Automatic, expected Stopped · Manual');
    assert.deepEqual(service.icon, { name: 'warning', color: 'list.warningForeground' });
    assert.notDeepEqual(rowOf(rowOf(tree, 'NODE2'), 'OMCFG').icon, service.icon);
  });

  test('a node that does not answer is one row with the cause, and never looks healthy', () => {
    const tree = treeOf(
      sight(aSnapshot({ nodes: [aNode({ services: activeServices }), anUnreachedNode('NODE2')] })),
    );
    const row = rowOf(tree, 'NODE2');
    assert.equal(row.kind, 'node.unreachable');
    assert.match(row.description ?? '', /NODE2 does not answer/);
    assert.deepEqual(row.children, []);
    assert.notEqual(tree.description, 'at rest');
    assert.equal(
      flat(row).some((one) => one.icon.color === 'testing.iconPassed'),
      false,
    );
  });

  test('a paused node says so', () => {
    const state = aCluster({
      nodes: [
        { name: 'NODE1', state: 'Up' },
        { name: 'NODE2', state: 'Paused' },
      ],
    });
    const row = rowOf(treeOf(sight(aSnapshot({ state }))), 'NODE2');
    assert.equal(row.description, 'Paused · passive');
    assert.equal(row.icon.name, 'debug-pause');
  });

  test('ids never contain state: the same rows before and after everything has changed', () => {
    const ids = (snapshot: Snapshot) => flat(treeOf(sight(snapshot))).map((row) => row.id);
    const before = ids(aSnapshot());
    const moved = aSnapshot({ state: aCluster({}, 'NODE2') });
    assert.deepEqual(ids(moved), before);
    assert.deepEqual(ids(drifted), before);
    assert.equal(new Set(before).size, before.length);
  });

  test('what is read aloud begins with the name', () => {
    for (const row of flat(treeOf(sight(drifted))))
      assert.ok(row.accessible.startsWith(row.label), row.accessible);
  });

  test('after a failed reading the old state is not shown as if it were still so', () => {
    const problem = {
      kind: 'unreachable',
      message: 'No PowerShell was found',
      remedy: 'Install it.',
    } as const;
    const tree = treeOf(sight(undefined, { state: { reading: false, snapshot: aSnapshot(), problem } }));
    assert.equal(tree.description, 'state unknown');
    assert.deepEqual(
      tree.children.map((row) => [row.kind, row.label, row.description]),
      [['problem', 'No PowerShell was found', 'Install it.']],
    );
  });

  test('a bad definition is a row that leads to its line', () => {
    const problem = {
      kind: 'input',
      message: 'unknown field nodez',
      remedy: 'Correct it.',
      file: '/w/clusters/x.cluster.json',
      line: 4,
      column: 3,
    } as const;
    const row = treeOf(sight(undefined, { entry: { kind: 'bad', id: 'x', file: problem.file, problem } }));
    assert.equal(row.description, 'line 4: unknown field nodez');
    assert.deepEqual(row.place, { file: problem.file, line: 4, column: 3 });
  });

  test('in a workspace that is not trusted a real cluster is a row without anything below it', () => {
    const row = treeOf(sight(aSnapshot(), { allowed: false }));
    assert.match(row.description ?? '', /not trusted/);
    assert.deepEqual(row.children, []);
  });

  test('a node is patched when the run has verified the file versions on it, and not before', () => {
    const recorded = new RecordedRun();
    const texts = (run: RecordedRun) =>
      ['NODE1', 'NODE2'].map(
        (name) => rowOf(treeOf(sight(aSnapshot(), { run: run.input().state })), name).description,
      );
    assert.deepEqual(texts(recorded), ['Up · active · not yet patched', 'Up · passive · not yet patched']);
    const verified = recorded.steps.findIndex((step) =>
      step.verify.some((one) => one.check === 'files-at-version'),
    );
    recorded.passAll(0, verified + 1);
    assert.deepEqual(texts(recorded), ['Up · active · not yet patched', 'Up · passive · patched']);
  });

  test('the servers beside the cluster are in a closed row, with what runs on each once they were read', () => {
    const value = aDefinition({ managementServers: ['MS1'], gateways: ['GW1', 'GW2'] });
    const entry = { kind: 'ok', id: 'rms', file: 'clusters/rms.cluster.json', value } as const;
    const snapshot = aSnapshot();
    const servers = (readings: readonly NodeReading[] | undefined): Row => {
      const state = {
        reading: false,
        snapshot,
        problem: undefined,
        ...(readings === undefined ? {} : { servers: { of: snapshot.takenAt, readings } }),
      };
      return rowOf(treeOf(sight(undefined, { entry, state })), 'Servers beside the cluster');
    };
    const unread = servers(undefined);
    assert.deepEqual([unread.open, unread.description], [false, 'MS1, GW1, GW2']);
    assert.equal(rowOf(unread, 'MS1').description, 'management server · reading…');
    const read = servers([
      aNode({
        name: 'MS1',
        services: [
          aService({ name: 'HealthService', status: 'Running', startType: 'Automatic' }),
          aService({ name: 'OMSDK', status: 'Missing' }),
        ],
      }),
      aNode({ name: 'GW1', services: [] }),
      anUnreachedNode('GW2'),
    ]);
    assert.equal(rowOf(read, 'MS1').accessible, 'MS1, management server, running: HealthService');
    assert.equal(rowOf(read, 'HealthService').description, 'Running · Automatic');
    assert.equal(rowOf(read, 'OMSDK').description, 'not installed');
    assert.equal(rowOf(read, 'GW1').description, 'gateway · none of the services is running');
    assert.equal(rowOf(read, 'GW2').kind, 'node.unreachable');
    assert.equal(
      flat(treeOf(sight(snapshot))).find(({ kind }) => kind === 'servers'),
      undefined,
    );
  });
});

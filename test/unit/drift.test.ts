import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftKind, driftOf, driftText } from '../../src/cluster/drift.ts';
import type { ServiceReading } from '../../src/cluster/service.ts';
import type { ClusterReading, Snapshot } from '../../src/cluster/snapshot.ts';
import {
  aCluster,
  activeServices,
  aDefinition,
  aGroup,
  aNode,
  anUnreachedNode,
  aService,
  aSnapshot,
  rmsResources,
} from './builders/clusters.ts';

const definition = aDefinition({ protectedGroups: ['OpsMgr RMS'] });

/** Each line as `kind node subject: observed, expected`. */
const lines = (snapshot: Partial<Snapshot>, of = definition): readonly string[] =>
  driftOf(of, aSnapshot(snapshot)).map(
    (line) => `${line.kind} ${line.node ?? '-'} ${line.subject}: ${line.observed}, expected ${line.expected}`,
  );

const cluster = (changes: Partial<ClusterReading>): Partial<Snapshot> => ({ state: aCluster(changes) });

/** The passive node with one service other than it should be. */
const passive = (changes: Partial<ServiceReading> & Pick<ServiceReading, 'name'>): Partial<Snapshot> => ({
  nodes: [
    aNode({ name: 'NODE1', services: activeServices }),
    aNode({
      name: 'NODE2',
      services: aNode().services.map((service) =>
        service.name === changes.name ? aService(changes) : service,
      ),
    }),
  ],
});

const seen = new Set<string>();

function drifts(what: string, snapshot: Partial<Snapshot>, expected: readonly string[]): void {
  for (const line of expected) seen.add(line.split(' ')[0] ?? '');
  test(what, () => assert.deepEqual(lines(snapshot), expected));
}

test('a cluster at rest has no drift', () => {
  assert.deepEqual(lines({}), []);
  assert.deepEqual(lines({}, aDefinition()), [], 'the groups found by their services');
});

test('which node is active does not matter', () => {
  const nodes = [aNode({ name: 'NODE1' }), aNode({ name: 'NODE2', services: activeServices })];
  assert.deepEqual(lines({ nodes, state: aCluster({}, 'NODE2') }), []);
});

drifts(
  'a node that does not answer',
  { nodes: [aNode({ name: 'NODE1', services: activeServices }), anUnreachedNode('NODE2')] },
  ['unreachable NODE2 NODE2: NODE2 does not answer, expected answers'],
);

drifts('a cluster that no node could read', { state: undefined }, [
  'no-cluster - rms: no node could read it, expected the cluster answers',
]);

drifts(
  'a node that somebody paused',
  cluster({
    nodes: [
      { name: 'NODE1', state: 'Up' },
      { name: 'NODE2', state: 'Paused' },
    ],
  }),
  ['node-state NODE2 NODE2: Paused, expected Up'],
);

drifts('a node that the cluster does not know', cluster({ nodes: [{ name: 'node1', state: 'Up' }] }), [
  'node-state NODE2 NODE2: Unknown, expected Up',
]);

drifts('a protected group that is gone', cluster({ groups: [] }), [
  'group-missing - OpsMgr RMS: not found, expected a group of the cluster',
]);

drifts('a group that is not Online', cluster({ groups: [aGroup({ state: 'PartialOnline' })] }), [
  'group-state NODE1 OpsMgr RMS: PartialOnline, expected Online',
]);

drifts(
  'a resource that is not Online, whatever its type',
  cluster({
    resources: rmsResources().map((resource) =>
      resource.type === 'Physical Disk' ? { ...resource, state: 'Failed' } : resource,
    ),
  }),
  ['resource-state NODE1 Disk R:: Failed, expected Online'],
);

drifts(
  'a service without its resource',
  cluster({ resources: rmsResources().filter((resource) => resource.serviceName !== 'OMSDK') }),
  ['resource-missing - OMSDK: not found, expected a Generic Service resource'],
);

drifts(
  'a failover policy that was not put back',
  cluster({
    resources: rmsResources().map((resource) =>
      resource.serviceName === 'omcfg' ? { ...resource, restartAction: 0 } : resource,
    ),
  }),
  ['resource-policy - RMS Config: RestartAction 0, expected RestartAction 2'],
);

drifts('a service that runs on the passive node', passive({ name: 'OMSDK', status: 'Running' }), [
  'service-status NODE2 OMSDK: Running, expected Stopped',
]);

drifts('a service that the installer left Automatic', passive({ name: 'OMCFG', startType: 'Automatic' }), [
  'start-type NODE2 OMCFG: Automatic, expected Manual',
]);

drifts('a delayed start is not Manual either', passive({ name: 'OMCFG', startType: 'AutomaticDelayed' }), [
  'start-type NODE2 OMCFG: AutomaticDelayed, expected Manual',
]);

drifts(
  'a service that nothing is known of',
  passive({ name: 'OMSDK', status: 'Unknown', startType: 'Unknown' }),
  [
    'service-status NODE2 OMSDK: Unknown, expected Stopped',
    'start-type NODE2 OMSDK: Unknown, expected Manual',
  ],
);

drifts('a service that is not installed', passive({ name: 'OMSDK', status: 'Missing' }), [
  'service-missing NODE2 OMSDK: not installed, expected installed',
]);

test('a service that was not read counts as not installed', () => {
  const nodes = [aNode({ name: 'NODE1', services: activeServices }), aNode({ name: 'NODE2', services: [] })];
  assert.equal(lines({ nodes }).filter((line) => line.startsWith('service-missing NODE2')).length, 3);
});

test('groups on two owners are drift, and nobody is then told active or passive', () => {
  const two = aDefinition({ protectedGroups: ['OpsMgr RMS', 'Reports'] });
  const state = aCluster({ groups: [aGroup(), aGroup({ name: 'Reports', owner: 'NODE2' })] });
  assert.deepEqual(lines({ state }, two), ['group-owners - Reports: on NODE2, expected on NODE1']);
});
seen.add('group-owners');

test('every kind of drift is shown above', () => {
  assert.deepEqual([...seen].sort(), [...driftKind.options].sort());
});

test('the resting failover policy is the definition’s', () => {
  const restartOnly = aDefinition({ restartAction: 1 });
  assert.equal(lines({}, restartOnly).length, 3);
});

test('a drift as a sentence names the node once', () => {
  const [service] = driftOf(definition, aSnapshot(passive({ name: 'OMSDK', status: 'Running' })));
  const [node] = driftOf(definition, aSnapshot(cluster({ nodes: [{ name: 'NODE1', state: 'Up' }] })));
  assert.equal(service && driftText(service), 'NODE2: OMSDK is Running, expected Stopped');
  assert.equal(node && driftText(node), 'NODE2 is Unknown, expected Up');
});

test('a node that does not answer is named once, whatever named it before', () => {
  const error = { kind: 'unreachable', message: 'NODE2: The node is down.', remedy: 'Start it.' } as const;
  const nodes = [aNode({ name: 'NODE1', services: activeServices }), { ...anUnreachedNode('NODE2'), error }];
  const [line] = driftOf(aDefinition(), aSnapshot({ nodes }));
  assert.equal(driftText(line ?? assert.fail()), 'NODE2 does not answer: The node is down');
});

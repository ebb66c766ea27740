/** A lab made from a live cluster has its names and its state, drift included. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CopySource } from '../../src/lab/copySource.ts';
import { packageSha256 } from '../../src/lab/labPackages.ts';
import { rehearsedPackage } from '../../src/lab/packageInLab.ts';
import { world } from '../../src/lab/world.ts';
import { withEarlyRestarts, worldFromSnapshot } from '../../src/lab/worldFromSnapshot.ts';
import {
  aCluster,
  activeServices,
  aDefinition,
  aGroup,
  aNode,
  anUnreachedNode,
  aPackage,
  aResource,
  aService,
  aSnapshot,
} from './builders/clusters.ts';

const path = 'C:\\Program Files\\OpsMgr\\mommodules.dll';
const update = aPackage();
const present = { path: update.installer.path, exists: true, length: 9, sha256: 'ab'.repeat(32) };

function source(changes: Partial<CopySource> = {}): CopySource {
  const snapshot = aSnapshot();
  const details = ['NODE1', 'NODE2'].map((name) => ({ name, files: [], package: present, events: [] }));
  return {
    definition: aDefinition(),
    snapshot,
    cluster: aCluster(),
    update,
    details,
    databaseVersion: undefined,
    beside: undefined,
    unread: [],
    ...changes,
  };
}

test('it is a lab that the program can read', () => {
  const copy = worldFromSnapshot(source());
  assert.deepEqual(world.parse(copy), copy);
});

test('nodes, pauses, services with start types, policies, owners and failback are those of the live cluster', () => {
  const cluster = aCluster({
    nodes: [
      { name: 'NODE1', state: 'Up' },
      { name: 'NODE2', state: 'Paused' },
    ],
    groups: [
      aGroup({ name: 'Cluster Group', owner: 'NODE1', core: true }),
      aGroup({ owner: 'NODE2', preferredOwners: ['NODE1'], autoFailbackType: 1 }),
    ],
    resources: [
      aResource({ name: 'Disk', type: 'Physical Disk', serviceName: '' }),
      aResource({
        name: 'SDK',
        serviceName: 'OMSDK',
        state: 'Failed',
        restartAction: 0,
        possibleOwners: ['NODE1'],
      }),
    ],
  });
  const stray = aService({ name: 'OMSDK', status: 'Running', startType: 'Automatic', account: 'D\\sdk' });
  const snapshot = aSnapshot({
    nodes: [aNode({ name: 'NODE1', services: activeServices }), aNode({ name: 'NODE2', services: [stray] })],
    state: cluster,
  });
  const copy = worldFromSnapshot(source({ snapshot, cluster }));
  assert.deepEqual(
    copy.nodes.map(({ name, paused, os }) => [name, paused, os]),
    [
      ['NODE1', false, '2008r2'],
      ['NODE2', true, '2008r2'],
    ],
  );
  const service = copy.nodes[1]?.services.find(({ name }) => name === 'OMSDK');
  assert.deepEqual(
    [service?.status, service?.startType, service?.startName],
    ['Running', 'Automatic', 'D\\sdk'],
  );
  assert.ok(copy.nodes[0]?.services.find(({ name }) => name === 'HealthService')?.needsSharedDisk);
  const group = copy.groups.find(({ core }) => !core);
  assert.deepEqual([group?.owner, group?.preferredOwners, group?.autoFailbackType], ['NODE2', ['NODE1'], 1]);
  const resource = copy.resources.find(({ name }) => name === 'SDK');
  assert.deepEqual(
    [
      resource?.state,
      resource?.restartAction,
      resource?.restAction,
      resource?.possibleOwners,
      resource?.dependsOn,
    ],
    ['Failed', 0, 2, ['NODE1'], ['Disk']],
  );
});

test('a node that does not answer is down in the copy', () => {
  const snapshot = aSnapshot({ nodes: [aNode({ services: activeServices }), anUnreachedNode('NODE2')] });
  assert.equal(worldFromSnapshot(source({ snapshot })).nodes[1]?.power, false);
});

test('a node that the cluster has and the definition does not is there, up and unpatched', () => {
  const nodes = ['NODE1', 'NODE2', 'NODE3'].map((name) => ({ name, state: 'Up' as const }));
  const third = worldFromSnapshot(source({ cluster: aCluster({ nodes }) })).nodes[2];
  assert.deepEqual([third?.name, third?.power, third?.membership], ['NODE3', true, 'Up']);
});

test('the package is there with a hash that holds, unless the live file is missing or another one', () => {
  const details = [
    { name: 'NODE1', files: [], package: present, events: [] },
    { name: 'NODE2', files: [], package: { ...present, sha256: 'cd'.repeat(32) }, events: [] },
  ];
  const copy = worldFromSnapshot(source({ details }));
  const hashes = copy.nodes.map(({ files }) => files.find((file) => file.path === present.path)?.content);
  assert.notEqual(hashes[0], hashes[1]);
  const [item] = copy.packages;
  assert.ok(item);
  assert.equal(rehearsedPackage(aDefinition(), update).installer.sha256, packageSha256(item));
  const missing = worldFromSnapshot(source({ details: [] }));
  assert.ok(missing.nodes.every(({ files }) => files.every((file) => file.path !== present.path)));
});

test('files have their live versions', () => {
  const file = { path, exists: true, version: '6.0.6278.7', pendingReplacement: true };
  const details = [{ name: 'NODE1', files: [file], package: present, events: [] }];
  const [node] = worldFromSnapshot(source({ details })).nodes;
  assert.equal(node?.files.find((one) => one.path === path)?.version, '6.0.6278.7');
  assert.deepEqual(
    node?.replacements.map((one) => one.path),
    [path],
  );
});

test('the service that the database is changed through comes from the preset that knows these services', () => {
  const changing = aPackage({ changesDatabase: true });
  const serviceOf = (definition: CopySource['definition']) =>
    worldFromSnapshot(source({ definition, update: changing })).packages[0]?.databaseService;
  assert.equal(serviceOf(aDefinition()), 'OMSDK');
  assert.equal(
    serviceOf(aDefinition({ preset: undefined, services: [{ name: 'Spooler' }] })),
    'HealthService',
  );
});

test('its clock stands between commands, and its durations are those of the definition', () => {
  const copy = worldFromSnapshot(source({ definition: aDefinition({ durations: { installTail: 90 } }) }));
  assert.equal(copy.settings.realTime, false);
  assert.equal(copy.settings.durations.installTail, 90);
  assert.equal(copy.settings.durations.serviceStop, 2);
});

test('an early restart waits on every node', () => {
  const early = withEarlyRestarts(worldFromSnapshot(source()));
  assert.deepEqual(
    early.nodes.map(({ nextInstall }) => nextInstall.earlyRestart),
    [true, true],
  );
});

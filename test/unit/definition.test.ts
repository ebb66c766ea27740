import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterDefinition, definitionFile, resolveDefinition } from '../../src/cluster/definition.ts';
import { aDefinition } from './builders/clusters.ts';

const resolve = (file: unknown) => resolveDefinition(definitionFile.parse(file));

test('a name, two nodes and a preset are a whole definition', () => {
  const definition = aDefinition();
  assert.deepEqual(
    definition.services.map(({ name, needsSharedDisk }) => [name, needsSharedDisk]),
    [
      ['HealthService', true],
      ['OMCFG', false],
      ['OMSDK', false],
    ],
  );
  assert.deepEqual(definition.eventLogs, ['Operations Manager']);
  assert.equal(definition.clusterGroup, 'Cluster Group');
  assert.equal(definition.restartAction, 2);
  assert.deepEqual(definition.nodes[0], {
    name: 'NODE1',
    address: 'NODE1',
    transport: { kind: 'winrm', https: false, authentication: 'Default' },
  });
});

test('a node may have its own address and transport; the others get the common one', () => {
  const { nodes } = aDefinition({
    transport: { kind: 'ssh', user: 'admin' },
    nodes: [{ name: 'NODE1', address: '10.0.0.1', transport: { kind: 'lab' } }, 'NODE2'],
  });
  assert.deepEqual(
    nodes.map((node) => [node.name, node.address, node.transport.kind]),
    [
      ['NODE1', '10.0.0.1', 'lab'],
      ['NODE2', 'NODE2', 'ssh'],
    ],
  );
});

test('session options are in seconds and within what WinRM takes; what is left out is left to the node', () => {
  const session = { openTimeoutSeconds: 20, idleTimeoutSeconds: 600, noMachineProfile: false };
  const { nodes, parallelOpenings } = aDefinition({
    transport: { kind: 'winrm', session },
    parallelOpenings: 2,
  });
  assert.equal(parallelOpenings, 2);
  const [node] = nodes;
  assert.ok(node?.transport.kind === 'winrm');
  assert.deepEqual(node.transport.session, session);
  for (const wrong of [{ idleTimeoutSeconds: 59 }, { openTimeoutSeconds: 0 }, { idleTimeout: 600 }])
    assert.throws(() => aDefinition({ transport: { kind: 'winrm', session: wrong } }));
  assert.equal(aDefinition().parallelOpenings, undefined);
});

test('what the file says wins over the preset', () => {
  const { services, eventLogs } = aDefinition({
    services: [{ name: 'Spooler' }],
    eventLogs: ['Application'],
  });
  assert.deepEqual(services, [{ name: 'Spooler', needsSharedDisk: false }]);
  assert.deepEqual(eventLogs, ['Application']);
});

test('without services and preset it says what to add', () => {
  assert.match(
    String(resolve({ name: 'c', nodes: ['A', 'B'] })),
    /names no services: add "services", or a "preset"/,
  );
});

test('one node under two spellings is refused', () => {
  assert.match(String(resolve({ name: 'c', preset: 'rms-2007', nodes: ['Node1', 'NODE1'] })), /node1 twice/);
  const beside = { name: 'c', preset: 'rms-2007', nodes: ['Node1', 'Node2'], gateways: ['NODE2'] } as const;
  assert.match(
    String(resolve({ ...beside, nodes: [...beside.nodes], gateways: [...beside.gateways] })),
    /node2 twice/,
  );
});

test('a preferred owner must be one of the nodes, in any case of letters', () => {
  const file = { name: 'c', preset: 'rms-2007', nodes: ['NODE1', 'NODE2'] };
  assert.match(String(resolve({ ...file, preferredOwner: 'NODE3' })), /NODE3 as preferred owner/);
  assert.equal(typeof resolve({ ...file, preferredOwner: 'node2' }), 'object');
});

test('one node is no cluster, and restart policies are those that Windows knows', () => {
  assert.equal(definitionFile.safeParse({ name: 'c', nodes: ['A'] }).success, false);
  assert.equal(definitionFile.safeParse({ name: 'c', nodes: ['A', 'B'], restartAction: 3 }).success, false);
});

test('a resolved definition can be written down and read again unchanged', () => {
  const definition = aDefinition({ preferredOwner: 'NODE1', protectedGroups: ['OpsMgr RMS'] });
  const again = clusterDefinition.parse(JSON.parse(JSON.stringify(definition)));
  assert.deepEqual(JSON.stringify(again), JSON.stringify(definition));
});

test('a password has no place in a definition', () => {
  const file = { name: 'c', nodes: ['A', 'B'], transport: { kind: 'winrm', password: 'x' } };
  assert.equal(definitionFile.safeParse(file).success, false);
});

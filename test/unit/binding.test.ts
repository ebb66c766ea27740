import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attemptId, bindOperation, bindRoles, contextOf, filledIn } from '../../src/tasks/binding.ts';
import { type ValueSource, valueSource } from '../../src/tasks/procedure.ts';
import { aCluster, aDefinition, aGroup, aNode, aPackage, aSnapshot } from './builders/clusters.ts';
import { aProcedure, gate, stopServices } from './builders/procedures.ts';
import { failed, started, stateOf } from './builders/states.ts';

const roles = { first: 'NODE2', second: 'NODE1', active: 'NODE1', passive: 'NODE2' };

test('passive first and active first bind the same machines the other way round', () => {
  assert.deepEqual(bindRoles(aProcedure({ first: 'passive' }), aDefinition(), aSnapshot()), roles);
  assert.deepEqual(bindRoles(aProcedure({ first: 'active' }), aDefinition(), aSnapshot()), {
    first: 'NODE1',
    second: 'NODE2',
    active: 'NODE1',
    passive: 'NODE2',
  });
});

test('roles follow the owner, spelled as the definition does', () => {
  const snapshot = aSnapshot({ state: aCluster({}, 'node2') });
  assert.deepEqual(bindRoles(aProcedure(), aDefinition(), snapshot), {
    first: 'NODE1',
    second: 'NODE2',
    active: 'NODE2',
    passive: 'NODE1',
  });
});

test('roles are not guessed', () => {
  const definition = aDefinition({ protectedGroups: ['OpsMgr RMS', 'Reports'] });
  const split = aCluster({ groups: [aGroup(), aGroup({ name: 'Reports', owner: 'NODE2' })] });
  assert.match(
    String(bindRoles(aProcedure(), definition, aSnapshot({ state: split }))),
    /more than one node/,
  );
  assert.match(String(bindRoles(aProcedure(), definition, aSnapshot({ state: undefined }))), /unread/);
  const stranger = aSnapshot({ state: aCluster({}, 'NODE9') });
  assert.match(String(bindRoles(aProcedure(), aDefinition(), stranger)), /on NODE9, which .* does not name/);
  assert.match(
    String(bindRoles(aProcedure({ nodes: 3 }), aDefinition(), aSnapshot())),
    /is for 3 nodes, and rms has 2/,
  );
});

test('a title names machines, package and cluster; other braces stay', () => {
  const title = (update = aPackage()) =>
    filledIn('{update} on {first}, not {second}, of {cluster} {x}', {
      roles,
      definition: aDefinition(),
      update,
    });
  assert.equal(title(), 'KB951380 on NODE2, not NODE1, of rms {x}');
  const nothing = { roles, definition: aDefinition(), update: undefined };
  assert.equal(filledIn('{update} on {machine}', nothing), '{update} on {machine}');
  assert.equal(filledIn('{machine}', nothing, { each: 'gateways', machine: 'GW1' }), 'GW1');
});

/** The value that an argument from this source gets, on a cluster whose policies changed since the run began. */
function valueFrom(from: ValueSource, cluster = aCluster()): unknown {
  const installer = {
    kind: 'msp',
    path: 'C:\\Updates\\KB951380.msp',
    source: '/updates/KB951380.msp',
    sha256: 'ab'.repeat(32),
  } as const;
  const state = { ...stateOf([stopServices()], []), update: aPackage({ installer }) };
  const operation = { operation: 'x', node: 'first', arguments: { value: { from } } } as const;
  const [step] = state.steps;
  const call = bindOperation(operation, state, step ?? assert.fail(), cluster);
  return typeof call === 'string' ? call : call.arguments.value;
}

const changed = aCluster({
  resources: aCluster().resources.map((resource) => ({ ...resource, restartAction: 0, restartThreshold: 9 })),
});
const policy = (name: string, restartAction: number, restartThreshold: number) => ({
  name,
  restartAction,
  restartThreshold,
  restartPeriod: 900_000,
});
const resources = ['RMS Health Service', 'RMS Config', 'Data Access'];

const sources: { readonly [from in ValueSource]?: unknown } = {
  'protected-services': ['HealthService', 'OMCFG', 'OMSDK'],
  'protected-groups': ['OpsMgr RMS'],
  'protected-and-cluster-groups': ['Cluster Group', 'OpsMgr RMS'],
  'cluster-group': 'Cluster Group',
  'protected-resources': resources,
  'policies-without-restart': resources.map((name) => policy(name, 0, 9)),
  'policies-recorded': resources.map((name) => policy(name, 2, 3)),
  'run-id': 'run',
  'step-id': 'stop.1',
  'installer-file': 'msiexec.exe',
  'installer-arguments': ['/p', 'C:\\Updates\\KB951380.msp', '/qn', '/norestart'],
  'installer-run-as': 'user',
  'package-source': '/updates/KB951380.msp',
  'package-path': 'C:\\Updates\\KB951380.msp',
  'package-sha256': 'ab'.repeat(32),
  'node-first': 'NODE2',
  'node-second': 'NODE1',
  'agents-of-batch': 'x needs agents-of-batch, which this run does not have',
};

for (const [from, expected] of Object.entries(sources))
  test(`an argument from ${from}`, () => {
    assert.deepEqual(valueFrom(valueSource.parse({ from }).from, changed), expected);
  });

test('every source of a value is tried above', () => {
  assert.deepEqual(Object.keys(sources).sort(), [...valueSource.shape.from.options].sort());
});

test('without a cluster to look at, an operation on its groups is not bound', () => {
  const gone = aCluster({ resources: [] });
  assert.equal(valueFrom('protected-groups', gone), 'x needs protected-groups, which this run does not have');
  for (const from of [
    'protected-and-cluster-groups',
    'protected-resources',
    'policies-without-restart',
  ] as const)
    assert.match(String(valueFrom(from, gone)), /does not have/);
});

test('arguments that are written in the procedure go as they are, hostile or not', () => {
  const state = stateOf([stopServices()], []);
  const values = { text: '"; Restart-Computer; $(x)\n', number: 3, flag: true, list: ['a', "b'"] };
  const operation = { operation: 'x', node: 'second' as const, arguments: values };
  const call = bindOperation(operation, state, state.steps[0] ?? assert.fail(), aCluster());
  assert.deepEqual(call, { operation: 'x', node: 'NODE1', arguments: values });
});

test('each attempt has an id of its own; the first one has it before it is begun', () => {
  const attempts = [[], [started('stop')], [started('stop'), failed('stop'), started('stop')]].map(
    (events) => {
      const [step] = stateOf([stopServices()], events).steps;
      return step && attemptId(step);
    },
  );
  assert.deepEqual(attempts, ['stop.1', 'stop.1', 'stop.2']);
});

test('a condition finds the present attempt of another step', () => {
  const state = stateOf([stopServices(), gate()], [started('stop'), failed('stop'), started('stop')]);
  const context = contextOf(state, state.steps[1] ?? assert.fail());
  assert.equal(context.stepId, 'gate.1');
  assert.equal(context.attemptOf('stop'), 'stop.2');
  assert.equal(context.runStartedAt, aNode().time);
});

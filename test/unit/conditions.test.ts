import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionKinds } from '../../src/cluster/conditions/catalogue.ts';
import type { ConditionContext } from '../../src/cluster/conditions/condition.ts';
import type { Readings } from '../../src/cluster/readings.ts';
import type { ServiceReading } from '../../src/cluster/service.ts';
import type { ClusterReading, Snapshot } from '../../src/cluster/snapshot.ts';
import {
  aCluster,
  activeServices,
  aDefinition,
  aGroup,
  aNode,
  anUnreachedNode,
  aPackage,
  aService,
  aSnapshot,
  rmsResources,
} from './builders/clusters.ts';
import {
  aContext,
  answers,
  type CheckInput,
  holds,
  judge,
  needsOf,
  read,
  unread,
} from './builders/conditions.ts';

interface Case {
  readonly check: CheckInput;
  /** Readings beside the resting cluster (NODE1 active, NODE2 passive and first) with which it holds. */
  readonly good?: Partial<Readings>;
  /** Each makes it fail. */
  readonly bad: { readonly [what: string]: Partial<Readings> };
  readonly context?: ConditionContext;
}

const snapshot = (changes: Partial<Snapshot>): Partial<Readings> => ({ snapshot: aSnapshot(changes) });
const cluster = (changes: Partial<ClusterReading>, owner?: string): Partial<Readings> =>
  snapshot({ state: aCluster(changes, owner) });
const passiveNode = (changes: Parameters<typeof aNode>[0]): Partial<Readings> =>
  snapshot({ nodes: [aNode({ services: activeServices }), aNode({ name: 'NODE2', ...changes })] });
const withResource = (
  service: string,
  changes: Partial<ClusterReading['resources'][number]>,
): Partial<Readings> =>
  cluster({
    resources: rmsResources().map((resource) =>
      resource.serviceName === service ? { ...resource, ...changes } : resource,
    ),
  });

const moved = cluster({}, 'NODE2');
const file = { path: 'C:\\Program Files\\OpsMgr\\mommodules.dll', exists: true, pendingReplacement: false };
const ended = {
  state: 'finished',
  startedAt: '2026-03-01T12:00:00.000Z',
  endedAt: '2026-03-01T12:10:00.000Z',
  log: [],
  errorLine: '',
} as const;

const packagePresent = { check: 'package-present', node: 'first' };
const filesAtVersion = { check: 'files-at-version', node: 'first' };
const installFinished = { check: 'install-finished', node: 'first' };
const noErrors = { check: 'no-errors-in-event-log', node: 'first' };
const databaseAtVersion = { check: 'database-at-version', node: 'first' };
const database = { server: 'SQL1', name: 'OperationsManager', version: '6.1.7221.61' };
const databaseContext = aContext({ update: aPackage({ changesDatabase: true, database }) });
const here = { path: 'C:\\Updates\\KB951380.msp', exists: true, length: 9, sha256: 'ab'.repeat(32) };
const serviceAccounts = { check: 'service-accounts', node: 'first' };
const withAccount = (changes: Partial<ServiceReading>): Partial<Readings> =>
  passiveNode({ services: [aService({ name: 'OMSDK', account: 'CONTOSO\\svc-opsmgr', ...changes })] });
const refusedLogon = {
  log: 'System',
  id: 7038,
  source: 'Service Control Manager',
  level: 'Error',
  at: '2026-03-01T11:00:00.000Z',
  message: 'Der Dienst OMSDK konnte sich nicht als CONTOSO\\svc-opsmgr anmelden.',
};
const error = {
  log: 'Operations Manager',
  id: 26319,
  source: 'OpsMgr SDK Service',
  level: 'Error',
  at: '2026-03-01T12:01:00.000Z',
  message: 'An exception was thrown.',
};

const cases: readonly Case[] = [
  {
    check: { check: 'at-rest' },
    bad: { 'a paused node': cluster({ nodes: [{ name: 'NODE1', state: 'Up' }] }) },
  },
  { check: { check: 'reachable-and-elevated' }, bad: { 'no elevation': passiveNode({ elevated: false }) } },
  {
    check: { check: 'no-restart-pending' },
    bad: { 'files that wait for a restart': passiveNode({ restartPending: ['file renames'] }) },
  },
  {
    check: { check: 'no-installation-running' },
    bad: { 'an installer': passiveNode({ installRunning: true }) },
  },
  {
    check: { check: 'node-is-passive', node: 'first' },
    bad: {
      'it became active': moved,
      'the group’s owner is not known': cluster({ groups: [aGroup({ owner: '' })] }),
    },
  },
  { check: { check: 'node-is-active', node: 'second' }, bad: { 'the groups moved away': moved } },
  {
    check: { check: 'groups-online', node: 'second' },
    bad: {
      'the groups are elsewhere': moved,
      'a group is Pending': cluster({ groups: [aGroup({ state: 'Pending' })] }),
      'a resource is Offline': withResource('OMSDK', { state: 'Offline' }),
      'no group holds the services': cluster({ resources: [] }),
    },
  },
  {
    check: { check: 'cluster-group-online', node: 'second' },
    bad: { 'it is elsewhere': moved, 'it is gone': cluster({ groups: [aGroup()] }) },
  },
  {
    check: { check: 'node-state', node: 'first', state: 'Up' },
    bad: { 'it is not in the cluster': cluster({ nodes: [{ name: 'NODE1', state: 'Up' }] }) },
  },
  {
    check: { check: 'node-drained', node: 'first' },
    bad: {
      'the groups are on it': moved,
      'a group of somebody else is on it': cluster({
        groups: [aGroup(), aGroup({ name: 'File Server', owner: 'NODE2' })],
      }),
    },
  },
  {
    check: { check: 'node-restarted', node: 'first' },
    context: aContext({ boots: { NODE2: '2026-02-01T00:00:00.000Z' } }),
    good: passiveNode({ lastBoot: '2026-03-01T11:00:00.000Z' }),
    bad: {
      'it is on its way down still': passiveNode({ lastBoot: '2026-02-01T00:00:00.000Z' }),
      'its clock was set': passiveNode({ lastBoot: '2026-02-01T00:00:03.000Z' }),
      'it does not answer': snapshot({ nodes: [aNode({}), anUnreachedNode('NODE2')] }),
    },
  },
  {
    check: { check: 'resources', state: 'Online' },
    bad: {
      'one is Failed': withResource('omcfg', { state: 'Failed' }),
      'one is gone': cluster({ resources: rmsResources().slice(0, 3) }),
    },
  },
  {
    check: { check: 'failover-policy', restartAction: 2 },
    bad: { 'one does not fail over': withResource('omcfg', { restartAction: 1 }) },
  },
  {
    check: { check: 'failover-policy', restartAction: 'recorded' },
    bad: {
      'one is not put back': withResource('OMSDK', { restartAction: 0 }),
      'its threshold is another': withResource('OMSDK', { restartThreshold: 1 }),
    },
  },
  {
    check: { check: 'failback-prevented' },
    bad: {
      'it would go home': cluster({ groups: [aGroup({ autoFailbackType: 1, preferredOwners: ['NODE2'] })] }),
    },
  },
  {
    check: { check: 'possible-owners-complete' },
    bad: { 'a node may not own one': withResource('OMSDK', { possibleOwners: ['NODE1'] }) },
  },
  {
    check: { check: 'services', node: 'first', status: 'Stopped', startType: 'Manual' },
    bad: {
      'one runs': passiveNode({ services: activeServices }),
      'one is Automatic': passiveNode({
        services: aNode().services.map((service) => ({ ...service, startType: 'Automatic' })),
      }),
      'one was not read': passiveNode({ services: [aService({ name: 'OMSDK' })] }),
    },
  },
  {
    check: packagePresent,
    good: { packages: answers(packagePresent, read(here)) },
    bad: {
      'it is not there': { packages: answers(packagePresent, read({ ...here, exists: false })) },
      'it is another file': { packages: answers(packagePresent, read({ ...here, sha256: 'cd'.repeat(32) })) },
      'it was not read': { packages: new Map() },
      'it could not be read': { packages: answers(packagePresent, unread) },
    },
  },
  {
    check: filesAtVersion,
    good: { files: answers(filesAtVersion, read([{ ...file, version: '6.0.6278.20' }])) },
    bad: {
      'the old file is there': { files: answers(filesAtVersion, read([{ ...file, version: '6.0.6278.9' }])) },
      'the file is not there': {
        files: answers(filesAtVersion, read([{ ...file, exists: false, version: '' }])),
      },
      'it has no version': { files: answers(filesAtVersion, read([{ ...file, version: '' }])) },
      'nothing was read': { files: answers(filesAtVersion, read([])) },
      'it could not be read': { files: answers(filesAtVersion, unread) },
    },
  },
  {
    check: installFinished,
    good: { installs: answers(installFinished, read({ ...ended, exitCode: 0 })) },
    bad: {
      'exit code 1603': { installs: answers(installFinished, read({ ...ended, exitCode: 1603 })) },
      'exit code 3010': { installs: answers(installFinished, read({ ...ended, exitCode: 3010 })) },
      'it still runs': { installs: answers(installFinished, read({ ...ended, state: 'running' })) },
      'it left no exit code': { installs: answers(installFinished, read({ ...ended, state: 'lost' })) },
      'it was never started': { installs: answers(installFinished, read({ state: 'none' })) },
      'it could not be read': { installs: answers(installFinished, unread) },
    },
  },
  {
    check: databaseAtVersion,
    good: { databases: answers(databaseAtVersion, read('6.1.7221.61'), databaseContext) },
    bad: {
      'it was not changed': { databases: answers(databaseAtVersion, read('6.1.7221.9'), databaseContext) },
      'the answer is no version': { databases: answers(databaseAtVersion, read('NULL'), databaseContext) },
      'the answer is another number': { databases: answers(databaseAtVersion, read('7'), databaseContext) },
      'the answer is empty': { databases: answers(databaseAtVersion, read(''), databaseContext) },
      'it could not be read': { databases: answers(databaseAtVersion, unread, databaseContext) },
    },
    context: databaseContext,
  },
  {
    check: { check: 'package-fits-node', node: 'first' },
    good: passiveNode({ architecture: 'x64' }),
    bad: {
      'another architecture': passiveNode({ architecture: 'x86' }),
      'the node does not say': passiveNode({ architecture: 'unknown' }),
    },
    context: aContext({ update: aPackage({ architecture: 'x64' }) }),
  },
  {
    check: serviceAccounts,
    good: { events: answers(serviceAccounts, read([])), ...withAccount({}) },
    bad: {
      'its last start ended with 1069': withAccount({ exitCode: 1069 }),
      'the Service Control Manager was refused its logon': {
        events: answers(serviceAccounts, read([refusedLogon])),
      },
      'the System log could not be read': { events: answers(serviceAccounts, unread) },
    },
  },
  {
    check: noErrors,
    good: { events: answers(noErrors, read([])) },
    bad: {
      'an error': { events: answers(noErrors, read([error])) },
      'it could not be read': { events: answers(noErrors, unread) },
    },
  },
];

/** Those about the management group and its agents are tried in conditions-agents.test.ts. */
const agentConditions = [
  'servers-in-definition',
  'agent-patches-present',
  'agents-listed',
  'batch-done',
  'agents-accounted-for',
];

/** Nobody answers, and nothing could be read. */
const darkness: Partial<Readings> = snapshot({
  nodes: [anUnreachedNode('NODE1'), anUnreachedNode('NODE2')],
  state: undefined,
});

for (const { check, good = {}, bad, context = aContext() } of cases) {
  const name = Object.values(check).join(' ');

  test(`${name} holds`, () =>
    assert.deepEqual(
      judge(check, good, context).filter((line) => !line.passed),
      [],
    ));

  for (const [what, readings] of Object.entries(bad))
    test(`${name} does not hold: ${what}`, () =>
      assert.equal(holds(judge(check, { ...good, ...readings }, context)), false));

  test(`${name} does not hold when no node answers, and says so`, () => {
    const evidence = judge(check, darkness, context);
    assert.equal(holds(evidence), false);
    assert.ok(evidence.some((line) => !line.passed && line.observed !== ''));
  });

  test(`${name} asks and tells by machine, never by role`, () => {
    const told = JSON.stringify([judge(check, good, context), needsOf(check, context)]);
    assert.doesNotMatch(told, /"(first|second)"/);
  });
}

test('every kind of condition is tried above', () => {
  const tried = new Set([...cases.map(({ check }) => check.check), ...agentConditions]);
  assert.deepEqual(
    conditionKinds.map(({ kind }) => kind).filter((kind) => !tried.has(kind)),
    [],
  );
});

test('a service that runs has logged on, whatever an older event says, and LocalSystem needs no password', () => {
  const events = { events: answers(serviceAccounts, read([refusedLogon])) };
  for (const changes of [{ status: 'Running' }, { account: 'LocalSystem' }] as const)
    assert.ok(holds(judge(serviceAccounts, { ...events, ...withAccount(changes) })), JSON.stringify(changes));
  const [line] = judge(serviceAccounts, {
    events: answers(serviceAccounts, read([])),
    ...withAccount({}),
  });
  assert.match(line?.note ?? '', /OMSDK do not run here.*shows only when they start/);
});

test('a package that names its architecture is refused on a node of another, before it is started', () => {
  const context = aContext({ update: aPackage({ architecture: 'ia64' }) });
  const evidence = judge(packagePresent, { packages: answers(packagePresent, read(here)) }, context);
  const [line] = evidence.filter(({ passed }) => !passed);
  assert.equal(line?.expected, 'ia64, which KB951380 is for');
  assert.equal(line?.observed, 'x64');
  assert.match(line?.note ?? '', /Get the package for x64/);
});

test('a protected group that the cluster has lost is missed, even when another is Online', () => {
  const context = aContext({ definition: aDefinition({ protectedGroups: ['OpsMgr RMS', 'Reports'] }) });
  const evidence = judge({ check: 'groups-online', node: 'second' }, {}, context);
  assert.deepEqual(
    evidence.filter((line) => !line.passed).map((line) => [line.expected, line.observed]),
    [['Reports: Online on NODE1', 'no such group']],
  );
});

test('on the passive node a stopped HealthService is expected, and the evidence says why', () => {
  const [line] = judge({ check: 'services', node: 'first', services: ['HealthService'], status: 'Stopped' });
  assert.equal(line?.passed, true);
  assert.match(line?.note ?? '', /its disk is on NODE1.*expected/);
  const [other] = judge({ check: 'services', node: 'first', services: ['OMSDK'], status: 'Stopped' });
  assert.equal(other?.note, undefined);
});

test('at rest tells each difference by itself', () => {
  const evidence = judge({ check: 'at-rest' }, passiveNode({ services: activeServices }));
  assert.deepEqual(
    evidence.map(({ node, expected, observed }) => [node, expected, observed]),
    [
      ['NODE2', 'HealthService: Stopped', 'Running'],
      ['NODE2', 'OMCFG: Stopped', 'Running'],
      ['NODE2', 'OMSDK: Stopped', 'Running'],
    ],
  );
});

test('a wrong start type is not waited for, unless an installation runs that may have set it', () => {
  const automatic = aNode().services.map((service) => ({ ...service, startType: 'Automatic' as const }));
  const check = { check: 'services', node: 'first', startType: 'Manual' };
  const settledOf = (checked: CheckInput, installRunning: boolean) =>
    judge(checked, passiveNode({ services: automatic, installRunning })).map(({ settled }) => settled);
  assert.deepEqual(settledOf(check, false), [true, true, true]);
  assert.deepEqual(settledOf(check, true), [undefined, undefined, undefined]);
  assert.deepEqual(settledOf({ check: 'at-rest' }, false), [true, true, true]);
  assert.deepEqual(settledOf({ check: 'at-rest' }, true), [undefined, undefined, undefined]);
});

test('a service that has yet to start or stop is waited for', () => {
  const [line] = judge(
    { check: 'services', node: 'first', status: 'Stopped', startType: 'Manual' },
    passiveNode({ services: activeServices }),
  );
  assert.deepEqual([line?.passed, line?.settled], [false, undefined]);
  const [drift] = judge({ check: 'at-rest' }, passiveNode({ services: activeServices }));
  assert.deepEqual([drift?.passed, drift?.settled], [false, undefined]);
});

test('the definition may name nodes, groups and services in another case than Windows', () => {
  const roles = { first: 'node2', second: 'node1', active: 'node1', passive: 'node2', machine: '' };
  const context = aContext({ roles });
  for (const check of [
    { check: 'node-is-passive', node: 'first' },
    { check: 'groups-online', node: 'second' },
    { check: 'services', node: 'first', services: ['omsdk'], status: 'Stopped' },
  ])
    assert.ok(holds(judge(check, {}, context)), check.check);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRestore } from '../../src/tasks/restore.ts';
import {
  aCluster,
  activeServices,
  aDefinition,
  aGroup,
  aNode,
  aService,
  aSnapshot,
  rmsServices,
} from './builders/clusters.ts';

/** NODE2 as an installer and a run that was given up leave it: paused, and the services run there. */
const leftPaused = (failback: 0 | 1) =>
  aSnapshot({
    state: aCluster({
      nodes: [
        { name: 'NODE1', state: 'Up' },
        { name: 'NODE2', state: 'Paused' },
      ],
      groups: [
        aGroup({ name: 'Cluster Group', core: true }),
        aGroup({ preferredOwners: ['NODE2'], autoFailbackType: failback }),
      ],
    }),
    nodes: [
      aNode({ name: 'NODE1', services: activeServices }),
      aNode({
        name: 'NODE2',
        services: rmsServices.map((name) => aService({ name, status: 'Running', startType: 'Automatic' })),
      }),
    ],
  });

const planned = (failback: 0 | 1) => {
  const plan = planRestore(aDefinition(), leftPaused(failback), undefined);
  assert.ok(typeof plan !== 'string', String(plan));
  return plan;
};

test('a paused node takes groups again only when nothing runs there that must not: a failback may bring them at once', () => {
  assert.deepEqual(
    planned(1).changes.map(({ id }) => id),
    ['manual-second', 'stop-strays', 'resume-second', 'closing-gate'],
  );
});

test('whoever restores is told of a failback that a resumed node brings about', () => {
  const reason = (failback: 0 | 1) =>
    planned(failback).changes.find(({ id }) => id === 'resume-second')?.reason;
  assert.match(reason(1) ?? '', /OpsMgr RMS moves there at once, with an outage/);
  assert.doesNotMatch(reason(0) ?? '', /moves there/);
});

test('no failback is announced to a node that has the groups already', () => {
  const activePaused = aSnapshot({
    state: aCluster({
      nodes: [
        { name: 'NODE1', state: 'Paused' },
        { name: 'NODE2', state: 'Up' },
      ],
      groups: [aGroup({ preferredOwners: ['NODE1'], autoFailbackType: 1 })],
    }),
  });
  const plan = planRestore(aDefinition(), activePaused, undefined);
  assert.ok(typeof plan !== 'string', String(plan));
  const [resume] = plan.changes;
  assert.equal(resume?.id, 'resume-first');
  assert.doesNotMatch(resume?.reason ?? '', /moves there/);
});

test('what runs beside its group is stopped also where another group has come to the node', () => {
  const onTwo = aSnapshot({
    state: aCluster({
      groups: [aGroup(), aGroup({ name: 'Second', owner: 'NODE2' })],
    }),
    nodes: [
      aNode({ name: 'NODE1', services: activeServices }),
      aNode({ name: 'NODE2', services: activeServices }),
    ],
  });
  const plan = planRestore(aDefinition({ protectedGroups: ['OpsMgr RMS', 'Second'] }), onTwo, undefined);
  assert.ok(typeof plan !== 'string', String(plan));
  const ids = plan.changes.map(({ id }) => id);
  assert.deepEqual(ids.slice(0, 2), ['gather-groups', 'stop-strays']);
});

test('a service that holds its process is left to a person, and keeps nobody from stopping the others', () => {
  const stuck = rmsServices.map((name) =>
    aService({ name, status: name === 'OMCFG' ? 'StopPending' : 'Running', startType: 'Automatic' }),
  );
  const plan = planRestore(
    aDefinition(),
    aSnapshot({ nodes: [aNode({ services: activeServices }), aNode({ name: 'NODE2', services: stuck })] }),
    undefined,
  );
  assert.ok(typeof plan !== 'string', String(plan));
  // Manual first: a restart of the node, which may be what ends the service, must not bring the others back.
  assert.deepEqual(
    plan.changes.map(({ title }) => title),
    ['Set the protected services on NODE2 to Manual', 'Stop HealthService, OMSDK on NODE2'],
  );
  assert.match(plan.byHand.join(), /OMCFG on NODE2 is StopPending. End its process/);
  const [, stop] = plan.procedure?.steps ?? [];
  assert.deepEqual(
    stop?.verify.map((one) => ('services' in one ? one.services : [])),
    [['HealthService', 'OMSDK']],
  );
});

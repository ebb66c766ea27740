import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import * as z from 'zod';
import { group, type LabCluster, labCluster, services, signal } from './labCluster.ts';

let lab: LabCluster;
before(() => {
  lab = labCluster();
});
beforeEach(() => lab.reset());
after(() => lab.dispose());

const snapshot = () => lab.door.snapshot({ signal });
const owner = async () => (await snapshot()).state?.groups.find(({ name }) => name === group)?.owner;
const serviceOn = (node: string, service: string) =>
  lab
    .world()
    .nodes.find(({ name }) => name === node)
    ?.services.find(({ name }) => name === service);
const nodeState = async (node: string) =>
  (await snapshot()).state?.nodes.find(({ name }) => name === node)?.state;
const resources = async () =>
  (await snapshot()).state?.resources.filter(({ serviceName }) => serviceName !== '') ?? [];

test('start-install starts one installation for a step, however often it is asked', async () => {
  const step = { runId: 'run-1', stepId: 'install-first' };
  const values = {
    ...step,
    filePath: 'msiexec.exe',
    argumentList: ['/p', 'C:\\Updates\\lab-files.msp', '/qn', '/norestart'],
  };
  const read = () => lab.door.readInstall('NODE2', step.runId, step.stepId, { signal });
  assert.deepEqual(await read(), { kind: 'read', value: { state: 'none' } });

  const first = await lab.write('start-install', 'NODE2', values);
  assert.ok(typeof first === 'object' && first !== null && 'already' in first && first.already === false);
  const running = await read();
  assert.ok(running.kind === 'read' && running.value.state === 'running' && running.value.log.length > 0);
  const second = await lab.write('start-install', 'NODE2', values);
  assert.ok(typeof second === 'object' && second !== null && 'already' in second && second.already === true);

  await lab.door.wait(60, { signal });
  const ended = await read();
  assert.ok(ended.kind === 'read' && ended.value.state === 'finished');
  assert.equal(ended.value.exitCode, 0);
  assert.ok(Date.parse(ended.value.startedAt) < Date.parse(ended.value.endedAt));
  assert.equal(serviceOn('NODE2', 'OMSDK')?.startType, 'Automatic');
});

test('an installation goes on when the session that started it is gone', async () => {
  lab.change((world) => ({
    ...world,
    faults: [
      {
        kind: 'connection-lost-after',
        value: '',
        operation: 'start-install',
        node: 'NODE2',
        fired: false,
        processId: 0,
      },
    ],
  }));
  const failure = await lab.refused('start-install', 'NODE2', {
    runId: 'run-2',
    stepId: 's',
    filePath: 'msiexec.exe',
    argumentList: ['/p', 'C:\\Updates\\lab-files.msp', '/qn'],
  });
  assert.equal(failure.kind, 'lost');
  await lab.door.readPackage('NODE2', 'C:\\Updates\\lab-files.msp', { signal });
  await lab.door.wait(60, { signal });
  const ended = await lab.door.readInstall('NODE2', 'run-2', 's', { signal });
  assert.ok(ended.kind === 'read' && ended.value.state === 'finished' && ended.value.exitCode === 0);
});

test('stop-services stops them on a node that owns no group, and is refused on the owner', async () => {
  lab.change((world) => ({
    ...world,
    nodes: world.nodes.map((node) =>
      node.name === 'NODE2'
        ? {
            ...node,
            services: node.services.map((each) =>
              each.name === 'OMSDK' ? { ...each, status: 'Running' as const } : each,
            ),
          }
        : node,
    ),
  }));
  assert.deepEqual(
    await lab.write('stop-services', 'NODE2', { names: ['OMSDK', 'OMCFG'], groups: [group] }),
    [
      { name: 'OMSDK', was: 'Running', status: 'Stopped' },
      { name: 'OMCFG', was: 'Stopped', status: 'Stopped' },
    ],
  );
  assert.match(
    (await lab.refused('stop-services', 'NODE1', { names: ['OMSDK'], groups: [group] })).message,
    /owns the group/,
  );
  assert.equal(serviceOn('NODE1', 'OMSDK')?.status, 'Running');
  const unknown = await lab.refused('stop-services', 'NODE2', { names: ['OMSDK'], groups: ['Nobody'] });
  assert.equal(unknown.code, 5013);
});

test('set-start-type sets it and reads it back', async () => {
  assert.deepEqual(
    await lab.write('set-start-type', 'NODE2', { names: services, startType: 'Disabled' }),
    services.map((name) => ({ name, was: 'Manual', startType: 'Disabled' })),
  );
  for (const name of services) assert.equal(serviceOn('NODE2', name)?.startType, 'Disabled');
  const missing = await lab.refused('set-start-type', 'NODE2', { names: ['Nobody'], startType: 'Manual' });
  assert.equal(missing.code, 1060);
});

test('move-groups moves what is elsewhere and waits until it is there', async () => {
  assert.deepEqual(
    await lab.write('move-groups', 'NODE1', { groups: [group, 'Cluster Group'], node: 'NODE2' }),
    [
      { group, owner: 'NODE2', state: 'Online' },
      { group: 'Cluster Group', owner: 'NODE2', state: 'Online' },
    ],
  );
  assert.equal(await owner(), 'NODE2');
  const before = lab.world().clock.now;
  await lab.write('move-groups', 'NODE2', { groups: [group], node: 'NODE2' });
  assert.ok(lab.world().clock.now - before < 10_000, 'a group that is there already is not moved');
});

test('a paused node takes no group, and the refusal is told by its number', async () => {
  assert.deepEqual(await lab.write('suspend-node', 'NODE2', { node: 'NODE2' }), {
    name: 'NODE2',
    was: 'Up',
    state: 'Paused',
  });
  assert.equal(await nodeState('NODE2'), 'Paused');
  const failure = await lab.refused('move-groups', 'NODE1', { groups: [group], node: 'NODE2' });
  assert.equal(failure.code, 5070);
  assert.match(failure.remedy, /Resume the node/);
  assert.deepEqual(await lab.write('resume-node', 'NODE2', { node: 'NODE2' }), {
    name: 'NODE2',
    was: 'Paused',
    state: 'Up',
  });
  assert.equal(await nodeState('NODE2'), 'Up');
});

test('draining a node moves its groups away, and resuming it does not bring them back', async () => {
  await lab.write('suspend-node', 'NODE1', { node: 'NODE1', drain: true });
  assert.equal(await owner(), 'NODE2');
  await lab.write('resume-node', 'NODE1', { node: 'NODE1' });
  await lab.door.wait(60, { signal });
  assert.equal(await owner(), 'NODE2');
});

test('stop-resources and start-resources take a service off the cluster and back', async () => {
  const [resource] = await resources();
  assert.ok(resource !== undefined);
  const [stopped] = [await lab.write('stop-resources', 'NODE1', { names: [resource.name] })].flat();
  assert.deepEqual(stopped, { name: resource.name, was: 'Online', state: 'Offline', owner: 'NODE1' });
  assert.equal(serviceOn('NODE1', resource.serviceName)?.status, 'Stopped');
  const [started] = [await lab.write('start-resources', 'NODE1', { names: [resource.name] })].flat();
  assert.deepEqual(started, { name: resource.name, was: 'Offline', state: 'Online', owner: 'NODE1' });
  assert.equal((await lab.refused('start-resources', 'NODE1', { names: ['Nobody'] })).code, 5007);
});

test('set-resource-policy changes what the cluster does when a resource fails', async () => {
  const names = (await resources()).map(({ name }) => name);
  await lab.write('set-resource-policy', 'NODE2', {
    policy: names.map((name) => ({ name, restartAction: 0, restartThreshold: 5 })),
  });
  for (const resource of await resources()) {
    assert.equal(resource.restartAction, 0);
    assert.equal(resource.restartThreshold, 5);
    assert.equal(resource.restartPeriod, 900_000);
  }
});

test('a lease is written only over what was read before', async () => {
  const lease = JSON.stringify({ owner: 'a "quoted" $(name)', until: '2026-01-01T00:00:00Z' });
  const previous = '';
  assert.deepEqual(await lab.write('write-lease', 'NODE2', { group, lease, previous }), {
    written: true,
    lease,
  });
  assert.deepEqual(await lab.write('write-lease', 'NODE1', { group, lease: 'other', previous }), {
    written: false,
    lease,
  });
  assert.deepEqual(await lab.write('write-lease', 'NODE1', { group, lease: '', previous: lease }), {
    written: true,
    lease: '',
  });
});

test('arguments that could be something else than names are refused before anything is sent', async () => {
  const sessions = lab.log.length;
  for (const [operation, values] of [
    ['stop-services', { names: ['*'], groups: [group] }],
    ['stop-services', { names: ['OMSDK'], groups: [] }],
    ['set-start-type', { names: ['OMSDK'], startType: 'Boot' }],
    ['move-groups', { groups: [group], node: 'NODE2; Stop-Computer' }],
    ['start-install', { runId: '..\\..', stepId: 's', filePath: 'msiexec.exe', argumentList: [] }],
    ['start-install', { runId: 'r', stepId: 's', filePath: 'a.exe', argumentList: ['a" /b'] }],
    ['move-groups', { groups: [group], node: 'NODE2', extra: 1 }],
    ['read-node', { services: [] }],
  ] as const)
    await assert.rejects(
      lab.door.write({ operation, node: 'NODE1', arguments: values }, { signal }),
      `${operation} ${JSON.stringify(values)}`,
    );
  assert.equal(lab.log.length, sessions);
});

test('restart-node restarts the node; the session that it took along is opened again', async () => {
  const before = (await snapshot()).nodes[1];
  await lab.write('restart-node', 'NODE2', {});
  let reading = await snapshot();
  for (
    let i = 0;
    i < 30 &&
    !(
      reading.nodes[1]?.kind === 'reached' &&
      before?.kind === 'reached' &&
      reading.nodes[1].lastBoot > before.lastBoot
    );
    i += 1
  ) {
    await lab.door.wait(60, { signal });
    reading = await snapshot();
  }
  const [, after] = reading.nodes;
  assert.ok(after?.kind === 'reached' && before?.kind === 'reached');
  assert.ok(after.lastBoot > before.lastBoot);
});

test('approving updates the named agents that wait, in their own time, and leaves the others alone', async () => {
  lab.change((world) => ({
    ...world,
    managementGroup: {
      ...world.managementGroup,
      pendingActions: ['AGENT01', 'AGENT05', 'AGENT08', 'AGENT09'].map((agent) => ({
        agent,
        type: 'UpdateAgent',
        package: 'lab-files',
      })),
    },
  }));
  const agents = ['AGENT02', 'AGENT05', 'AGENT08', 'AGENT09'].map((name) => `${name}.lab.example`);
  const approved = await lab.write('approve-agents', 'NODE1', { agents });
  assert.deepEqual(
    z
      .array(z.object({ agent: z.string() }))
      .parse(approved)
      .map(({ agent }) => agent),
    ['AGENT05.lab.example', 'AGENT08.lab.example', 'AGENT09.lab.example'],
  );
  const pending = () =>
    lab.world().managementGroup.pendingActions.map(({ agent, type }) => `${agent} ${type}`);
  assert.equal(pending().length, 4, 'an approved update is pending until it has ended');
  await lab.door.wait(300, { signal });
  assert.deepEqual(pending(), ['AGENT01 UpdateAgent', 'AGENT08 UpdateFailed']);
  assert.deepEqual(
    lab
      .world()
      .managementGroup.agents.filter(({ patchList }) => patchList !== '')
      .map(({ name }) => name),
    ['AGENT05'],
    'AGENT09 reports success and keeps its old files',
  );
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { labPackages, packageSha256 } from '../../src/lab/labPackages.ts';
import { definition, group, type LabCluster, labCluster, services, signal } from './labCluster.ts';

let lab: LabCluster;
before(() => {
  lab = labCluster();
});
after(() => lab.dispose());

const options = { signal };

test('a snapshot shows both nodes, their services, and the cluster', async () => {
  const snapshot = await lab.door.snapshot(options);
  assert.equal(snapshot.cluster, 'lab');
  assert.deepEqual(
    snapshot.nodes.map(
      (node) =>
        node.kind === 'reached' && [node.name, node.services.map((s) => [s.name, s.status, s.startType])],
    ),
    [
      ['NODE1', services.map((name) => [name, 'Running', 'Manual'])],
      ['NODE2', services.map((name) => [name, 'Stopped', 'Manual'])],
    ],
  );
  for (const node of snapshot.nodes) {
    assert.ok(node.kind === 'reached');
    assert.match(node.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.ok(Date.parse(node.lastBoot) < Date.parse(node.time));
    assert.equal(node.languageMode, 'FullLanguage');
    assert.equal(node.elevated, true);
    assert.deepEqual(node.restartPending, []);
    assert.equal(node.installRunning, false);
  }
  const cluster = snapshot.state;
  assert.ok(cluster !== undefined);
  assert.deepEqual(cluster.nodes, [
    { name: 'NODE1', state: 'Up' },
    { name: 'NODE2', state: 'Up' },
  ]);
  assert.deepEqual(
    cluster.groups.map(({ name, owner, state, core }) => ({ name, owner, state, core })),
    [
      { name: 'Cluster Group', owner: 'NODE1', state: 'Online', core: true },
      { name: group, owner: 'NODE1', state: 'Online', core: false },
    ],
  );
  const generic = cluster.resources.filter(({ type }) => type === 'Generic Service');
  assert.deepEqual(generic.map(({ serviceName }) => serviceName).sort(), services);
  for (const resource of generic) {
    assert.equal(resource.group, group);
    assert.equal(resource.owner, 'NODE1');
    assert.equal(resource.restartAction, 2);
    assert.deepEqual(resource.possibleOwners, ['NODE1', 'NODE2']);
  }
});

test('a service that is not installed is missing, and names are data', async () => {
  lab.change((world) => ({
    ...world,
    nodes: world.nodes.map((node) =>
      node.name === 'NODE2'
        ? { ...node, services: node.services.filter(({ name }) => name !== 'OMCFG') }
        : node,
    ),
  }));
  const snapshot = await lab.door.snapshot(options);
  lab.reset();
  const [, second] = snapshot.nodes;
  assert.ok(second?.kind === 'reached');
  assert.equal(second.services.find(({ name }) => name === 'OMCFG')?.status, 'Missing');
});

test('files: version, absence, and a replacement that waits for a restart', async () => {
  const [file] = labPackages[0]?.files ?? [];
  assert.ok(file !== undefined);
  lab.change((world) => ({
    ...world,
    nodes: world.nodes.map((node) => ({
      ...node,
      replacements: [{ path: file.path, version: '9.9.9.9' }],
    })),
  }));
  const reading = await lab.door.readFiles('NODE2', [file.path, 'C:\\not\\there.dll'], options);
  lab.reset();
  assert.deepEqual(reading, {
    kind: 'read',
    value: [
      { path: file.path, exists: true, version: '6.0.6278.0', pendingReplacement: true },
      { path: 'C:\\not\\there.dll', exists: false, version: '', pendingReplacement: false },
    ],
  });
});

test('events: errors since a time; a log that does not exist has none', async () => {
  const before = new Date(lab.world().clock.now).toISOString();
  // On the passive node HealthService cannot start, which Windows writes into the System log.
  await lab.write('start-install', 'NODE2', {
    runId: 'run-e',
    stepId: 'install',
    filePath: 'msiexec.exe',
    argumentList: ['/p', 'C:\\Updates\\lab-files.msp', '/qn'],
  });
  await lab.door.wait(60, options);
  const reading = await lab.door.readEvents('NODE2', ['System', 'No such log'], before, options);
  const later = await lab.door.readEvents(
    'NODE2',
    ['System'],
    new Date(lab.world().clock.now + 1000).toISOString(),
    options,
  );
  lab.reset();
  assert.ok(reading.kind === 'read');
  assert.ok(
    reading.value.some(
      ({ log, level, source }) =>
        log === 'System' && level === 'Error' && source === 'Service Control Manager',
    ),
  );
  assert.deepEqual(later, { kind: 'read', value: [] });
});

test('a package: its hash, and none where it is not', async () => {
  const [item] = labPackages;
  assert.ok(item !== undefined);
  const reading = await lab.door.readPackage('NODE2', 'C:\\Updates\\lab-files.msp', options);
  assert.ok(reading.kind === 'read' && reading.value.exists);
  assert.equal(reading.value.sha256, packageSha256(item));
  assert.deepEqual(await lab.door.readPackage('NODE2', 'C:\\Updates\\none.msp', options), {
    kind: 'read',
    value: { path: 'C:\\Updates\\none.msp', exists: false, length: 0, sha256: '' },
  });
});

test('waiting lets the clock of the nodes go on, not ours', async () => {
  const before = lab.world().clock.now;
  await lab.door.wait(3600, options);
  assert.ok(lab.world().clock.now - before >= 3_600_000);
});

test('a node that is down is unreached with cause and remedy; the others are read', async () => {
  lab.change((world) => ({
    ...world,
    nodes: world.nodes.map((node) => (node.name === 'NODE2' ? { ...node, power: false } : node)),
  }));
  const snapshot = await lab.door.snapshot(options);
  lab.reset();
  assert.equal(snapshot.nodes[0]?.kind, 'reached');
  const [, second] = snapshot.nodes;
  assert.ok(second?.kind === 'unreached' && second.name === 'NODE2');
  assert.notEqual(second.error.remedy, '');
  assert.equal(snapshot.state?.name, 'lab');
});

test("a node that is not in the definition is the caller's fault", async () => {
  await assert.rejects(lab.door.readFiles('NODE9', ['C:\\a.dll'], options), /NODE9/);
  await assert.rejects(lab.door.readFiles('NODE1', ['\\\\server\\share\\a.dll'], options), /local path/);
  assert.match(
    String(lab.door.describe({ operation: 'nothing', node: 'NODE1', arguments: {} })),
    /no operation nothing/,
  );
});

test('what a call would run is the text that runs, with its parameters', () => {
  const described = lab.door.describe({
    operation: 'set-start-type',
    node: definition.nodes[0]?.name ?? '',
    arguments: { names: ['OMSDK'], startType: 'Manual' },
  });
  assert.ok(typeof described !== 'string');
  assert.equal(described.kind, 'write');
  assert.match(described.script, /^function Set-PatchStartType/);
  assert.match(described.script, /function Get-PatchInstance/);
  assert.deepEqual(described.parameters, { Name: ['OMSDK'], StartType: 'Manual' });
});

test('the management group: its servers, its agents by where they report, and what is pending', async () => {
  lab.change((world) => ({
    ...world,
    managementGroup: {
      ...world.managementGroup,
      pendingActions: [{ agent: 'AGENT05', type: 'UpdateAgent', package: 'lab-files' }],
    },
  }));
  const reading = await lab.door.readManagementGroup('NODE1', { signal });
  assert.ok(reading.kind === 'read', JSON.stringify(reading));
  const { servers, agents, pending } = reading.value;
  assert.deepEqual(servers, [
    { name: 'RMS.lab.example', root: true, gateway: false },
    { name: 'MS1.lab.example', root: false, gateway: false },
    { name: 'GW1.lab.example', root: false, gateway: true },
  ]);
  assert.equal(agents.length, 12);
  assert.equal(agents.filter(({ manuallyInstalled }) => manuallyInstalled).length, 4);
  assert.deepEqual(
    agents
      .filter(({ available }) => !available)
      .map(({ name, managementServer }) => [name, managementServer]),
    [['AGENT08.lab.example', 'MS1.lab.example']],
  );
  assert.deepEqual(pending, [
    { agent: 'AGENT05.lab.example', managementServer: 'MS1.lab.example', type: 'UpdateAgent' },
  ]);
});

test('a management group whose SDK service is down is unread, with the reason', async () => {
  await lab.write('stop-resources', 'NODE1', { names: ['RMS SDK'] });
  const reading = await lab.door.readManagementGroup('NODE1', { signal });
  assert.ok(reading.kind === 'unread', JSON.stringify(reading));
  assert.match(reading.error.message, /sdk service is either not running/);
});

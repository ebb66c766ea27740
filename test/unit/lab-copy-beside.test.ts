/** A copy that has the servers beside the cluster and its agents, as they were read: nothing is made up. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgentReading, ManagementGroupReading } from '../../src/cluster/managementGroup.ts';
import { agentPatchPaths } from '../../src/cluster/package.ts';
import { ProblemError } from '../../src/cluster/problem.ts';
import { rehearsalOf } from '../../src/home/rehearsal/advise.ts';
import { readForCopy } from '../../src/home/rehearsal/readForCopy.ts';
import type { CopySource } from '../../src/lab/copySource.ts';
import { world } from '../../src/lab/world.ts';
import { worldFromSnapshot } from '../../src/lab/worldFromSnapshot.ts';
import {
  aCluster,
  aDefinition,
  aNode,
  anUnreachedNode,
  aPackage,
  aResource,
  aService,
  aSnapshot,
  noon,
  rmsResources,
} from './builders/clusters.ts';
import { PaperCluster } from './builders/paperCluster.ts';
import { PaperNode } from './builders/paperNode.ts';
import { aProcedure } from './builders/procedures.ts';
import { unstopped } from './builders/runs.ts';

const definition = aDefinition({ managementServers: ['MS1'], gateways: ['GW1'] });
const update = aPackage({
  agents: {
    folder: 'C:\\OpsMgr\\AgentManagement',
    patches: [{ architecture: 'x86', file: 'kb951380.msp' }],
    patchList: 'Agent memory leak',
  },
});
const [patch = ''] = agentPatchPaths(update);
const [{ path, version } = assert.fail()] = update.files;

const anAgent = (changes: Partial<AgentReading>): AgentReading => ({
  name: 'A1.contoso.com',
  managementServer: 'MS1.contoso.com',
  manuallyInstalled: false,
  available: true,
  patchList: '',
  ...changes,
});

const group: ManagementGroupReading = {
  time: noon,
  servers: [
    { name: 'OPSMGR.contoso.com', root: true, gateway: false },
    { name: 'MS1.contoso.com', root: false, gateway: false },
    { name: 'GW1.dmz.example', root: false, gateway: true },
  ],
  agents: [
    anAgent({ managementServer: 'opsmgr.contoso.com' }),
    anAgent({ name: 'A2.contoso.com', manuallyInstalled: true, patchList: 'Agent memory leak' }),
    anAgent({ name: 'A3.dmz.example', managementServer: 'GW1.dmz.example', available: false }),
  ],
  pending: [
    { agent: 'a1.contoso.com', managementServer: 'OPSMGR.contoso.com', type: 'UpdateAgent' },
    { agent: 'A3.dmz.example', managementServer: 'GW1.dmz.example', type: 'RepairFailed' },
    { agent: 'NEW.contoso.com', managementServer: 'MS1.contoso.com', type: 'ManualApproval' },
  ],
};

const health = aService({ name: 'HealthService', status: 'Running', startType: 'Automatic' });
const ms1 = aNode({
  name: 'MS1',
  restartPending: ['Windows Update'],
  installRunning: true,
  services: [health, aService({ name: 'OMSDK', startType: 'Disabled' })],
});
const gw1 = aNode({
  name: 'GW1',
  services: [health, aService({ name: 'OMSDK', status: 'Missing', startType: 'Unknown' })],
});

function source(changes: Partial<CopySource> = {}): CopySource {
  const cluster = aCluster({
    resources: [
      ...rmsResources(),
      aResource({ name: 'Any text', type: 'Network Name', serviceName: '' }),
      aResource({ name: 'Cluster Name', type: 'Network Name', serviceName: '', group: 'Cluster Group' }),
    ],
  });
  return {
    definition,
    snapshot: aSnapshot({ state: cluster }),
    cluster,
    update,
    details: [
      {
        name: 'MS1',
        files: [
          { path, exists: true, version, pendingReplacement: false },
          { path: patch, exists: true, version: '', pendingReplacement: false },
        ],
        package: undefined,
        events: [],
      },
    ],
    databaseVersion: undefined,
    beside: { servers: [ms1, gw1], managementGroup: group },
    unread: [],
    ...changes,
  };
}

describe('the servers of a copy', () => {
  const copy = worldFromSnapshot(source());
  const [first, second] = copy.servers;

  test('the lab can read it', () => assert.deepEqual(world.parse(copy), copy));

  test('have their services with start types, and none that they do not have', () => {
    const shown = copy.servers.map(({ name, services }) => [
      name,
      ...services.map((one) => `${one.name} ${one.status} ${one.startType} ${one.needsSharedDisk}`),
    ]);
    assert.deepEqual(shown, [
      [
        'MS1',
        'HealthService Running Automatic false',
        'OMSDK Stopped Disabled false',
        'msiserver Stopped Manual false',
      ],
      ['GW1', 'HealthService Running Automatic false', 'msiserver Stopped Manual false'],
    ]);
  });

  test('have the files of the package and its patches for agents as they were read', () => {
    assert.equal(first?.files.find((file) => file.path === path)?.version, version);
    assert.ok(first?.files.some((file) => file.path === patch));
    assert.ok(!second?.files.some((file) => file.path === patch));
  });

  test('have the package only where it was read, also one that is copied to the nodes', () => {
    const sha256 = 'ab'.repeat(32);
    const copied = aPackage({ installer: { kind: 'msp', source: '/updates/KB951380.msp', sha256 } });
    const { nodes, servers } = worldFromSnapshot(source({ update: copied }));
    const has = ({ files }: (typeof nodes)[number]) =>
      files.some((file) => file.path === copied.installer.path);
    assert.deepEqual(
      [nodes.map(has), servers.map(has)],
      [
        [true, true],
        [false, false],
      ],
    );
  });

  test('have what waits for a restart, and what is being installed', () => {
    assert.deepEqual([first?.restartPending, second?.restartPending], [['Windows Update'], []]);
    assert.deepEqual(
      copy.installs.map(({ node }) => node),
      ['MS1'],
    );
  });

  test('are switched off where they did not answer', () => {
    const servers = [ms1, anUnreachedNode('GW1')];
    const copy = worldFromSnapshot(source({ beside: { servers, managementGroup: group } }));
    assert.deepEqual(
      copy.servers.map(({ name, power, services }) => [name, power, services.length > 1]),
      [
        ['MS1', true, true],
        ['GW1', false, false],
      ],
    );
  });

  test('are in its definition, in the lab; a copy of the nodes alone names none', () => {
    const candidate = { procedure: aProcedure(), builtIn: true, scripts: [] };
    const withServers = rehearsalOf(source(), candidate).definition;
    assert.deepEqual(
      [...withServers.managementServers, ...withServers.gateways].map(({ name, transport }) => [
        name,
        transport.kind,
      ]),
      [
        ['MS1', 'lab'],
        ['GW1', 'lab'],
      ],
    );
    const alone = rehearsalOf(source({ beside: undefined }), candidate);
    assert.deepEqual([alone.definition.managementServers, alone.world.servers], [[], []]);
    assert.deepEqual(alone.world.managementGroup.agents, []);
  });
});

describe('the management group of a copy', () => {
  const copy = worldFromSnapshot(source());

  test('answers under the name and in the domain of the live one, from the group of its SDK service', () => {
    assert.equal(copy.cluster.domain, 'contoso.com');
    const names = copy.resources.filter(({ type }) => type === 'Network Name');
    assert.deepEqual(
      names.map(({ name, parameters }) => [name, parameters.map(({ value }) => value)]),
      [
        ['Any text', ['OPSMGR']],
        ['Cluster Name', []],
      ],
    );
    assert.deepEqual(copy.managementGroup.servers, [
      { name: 'MS1.contoso.com', gateway: false },
      { name: 'GW1.dmz.example', gateway: true },
    ]);
  });

  test('has every agent with its server, manual, reachable and Patch List; of none are old files made up', () => {
    const keepsOldFiles = false;
    assert.deepEqual(copy.managementGroup.agents, [
      { name: 'A1.contoso.com', server: '', manual: false, reachable: true, keepsOldFiles, patchList: '' },
      {
        name: 'A2.contoso.com',
        server: 'MS1.contoso.com',
        manual: true,
        reachable: true,
        keepsOldFiles,
        patchList: 'Agent memory leak',
      },
      {
        name: 'A3.dmz.example',
        server: 'GW1.dmz.example',
        manual: false,
        reachable: false,
        keepsOldFiles,
        patchList: '',
      },
    ]);
  });

  test('has what is pending for an agent, with its type', () => {
    const { pendingActions } = copy.managementGroup;
    assert.deepEqual(
      pendingActions.map(({ agent, type }) => [agent, type]),
      [
        ['a1.contoso.com', 'UpdateAgent'],
        ['A3.dmz.example', 'RepairFailed'],
      ],
    );
    assert.ok(pendingActions.every((action) => action.package === update.id));
  });

  test('knows the update by the text that the package names for Patch Lists', () =>
    assert.equal(copy.packages[0]?.agentPatchList, 'Agent memory leak'));
});

describe('reading for a copy', () => {
  const { signal } = unstopped();
  const paper = (): PaperCluster => {
    const cluster = new PaperCluster();
    cluster.servers.push(new PaperNode('MS1', false), new PaperNode('GW1', false));
    cluster.group = group;
    return cluster;
  };
  const read = (cluster: PaperCluster, beside = true) =>
    readForCopy(cluster, { definition, update, beside }, { signal });

  test('a server that does not answer is named with why, and with what the copy has instead', async () => {
    const cluster = paper();
    cluster.node('GW1').reachable = false;
    const { beside, unread, details } = await read(cluster);
    assert.deepEqual(
      beside?.servers.map(({ name, kind }) => [name, kind]),
      [
        ['MS1', 'reached'],
        ['GW1', 'unreached'],
      ],
    );
    assert.deepEqual(unread, [
      'GW1 could not be read for the copy; it is switched off there: GW1 does not answer',
    ]);
    assert.deepEqual(
      details.map(({ name }) => name),
      ['NODE1', 'NODE2', 'MS1'],
    );
    assert.equal(beside?.managementGroup, group);
  });

  test('without the management group there is no copy, and it says who did not tell', async () => {
    const cluster = paper();
    cluster.readManagementGroup = async () => ({ kind: 'unread', error: anUnreachedNode('NODE1').error });
    await assert.rejects(read(cluster), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.match(error.problem.message, /agents of the management group, and NODE1 did not give them/);
      return true;
    });
  });

  test('a copy of the nodes alone asks no server', async () => {
    const cluster = paper();
    const { beside } = await read(cluster, false);
    assert.equal(beside, undefined);
    assert.ok(!cluster.trace.some((line) => /machine|management group/.test(line)));
  });
});

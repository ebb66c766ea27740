/** Steps that are repeated for machines or batches, and what is done on request only. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgentReading, ManagementGroupReading } from '../../src/cluster/managementGroup.ts';
import { expanded, namesStep } from '../../src/tasks/expansion.ts';
import { type Procedure, procedure } from '../../src/tasks/procedure.ts';
import rmsFollowup from '../../src/tasks/procedures/rms-followup.procedure.json' with { type: 'json' };
import { aDefinition, noon } from './builders/clusters.ts';
import { aProcedure, gate, type StepInput } from './builders/procedures.ts';

const install = (each: 'management-servers' | 'gateways', id: string): StepInput => ({
  id,
  each,
  kind: 'action',
  title: 'Install on {machine}',
  node: 'machine',
  operations: [{ operation: 'start-install', node: 'machine' }],
  verify: [{ check: 'install-finished', node: 'machine' }],
});
const files = (each: 'management-servers', id: string, of: string): StepInput => ({
  id,
  each,
  kind: 'gate',
  title: 'Verify {machine}',
  verify: [{ check: 'install-finished', node: 'machine', step: of }],
});

const aGroupOf = (count: number, changes: (index: number) => Partial<AgentReading> = () => ({})) =>
  ({
    time: noon,
    servers: [],
    agents: Array.from({ length: count }, (_, index) => ({
      name: `A${String(index).padStart(4, '0')}`,
      managementServer: 'MS1',
      manuallyInstalled: false,
      available: true,
      patchList: '',
      ...changes(index),
    })),
    pending: [],
  }) satisfies ManagementGroupReading;

const spelledOut = (
  whole: Procedure,
  servers: { readonly managementServers?: string[]; readonly gateways?: string[] },
  managementGroup?: ManagementGroupReading,
) => expanded(whole, { definition: aDefinition(servers), managementGroup }).steps;

const servers = aProcedure({
  steps: [
    gate('open'),
    install('management-servers', 'install'),
    files('management-servers', 'files', 'install'),
    install('gateways', 'gateway'),
    gate('close'),
  ],
});

describe('steps that are repeated for servers', () => {
  test('all steps of one server come before those of the next, management servers before gateways', () => {
    const steps = spelledOut(servers, { managementServers: ['MS1', 'MS2'], gateways: ['GW1'] });
    assert.deepEqual(
      steps.map(({ id, bound }) => [id, bound !== undefined && 'machine' in bound ? bound.machine : '']),
      [
        ['open', ''],
        ['install-1', 'MS1'],
        ['files-1', 'MS1'],
        ['install-2', 'MS2'],
        ['files-2', 'MS2'],
        ['gateway-1', 'GW1'],
        ['close', ''],
      ],
    );
  });

  test('a condition about another step of the same server keeps to that server', () => {
    const steps = spelledOut(servers, { managementServers: ['MS1', 'MS2'] });
    assert.deepEqual(
      steps.filter(({ id }) => id.startsWith('files-')).map(({ verify }) => verify[0]),
      ['install-1', 'install-2'].map((step) => ({ check: 'install-finished', node: 'machine', step })),
    );
  });

  test('without a server of that kind they fall away', () => {
    assert.deepEqual(
      spelledOut(servers, {}).map(({ id }) => id),
      ['open', 'close'],
    );
    assert.deepEqual(
      spelledOut(servers, { gateways: ['GW1'] }).map(({ id }) => id),
      ['open', 'gateway-1', 'close'],
    );
  });

  test('what a run has spelled out is a procedure again, as its journal keeps it', () => {
    const steps = spelledOut(servers, { managementServers: ['MS1'], gateways: ['GW1'] });
    const kept = procedure.parse(JSON.parse(JSON.stringify({ ...servers, steps })));
    assert.deepEqual(JSON.parse(JSON.stringify(kept.steps)), JSON.parse(JSON.stringify(steps)));
  });

  test('a step is known by its own id, or by the number of its server', () => {
    assert.ok(namesStep(servers, 'open'));
    assert.ok(namesStep(servers, 'install-2'));
    for (const id of ['install', 'install-0', 'install-x', 'open-1', 'other'])
      assert.equal(namesStep(servers, id), false, id);
  });
});

describe('agents in batches', () => {
  const batches = (group: ManagementGroupReading | undefined) =>
    spelledOut(procedure.parse(rmsFollowup), {}, group).flatMap(({ bound }) =>
      bound?.each === 'agent-batches' ? bound : [],
    );

  test('no batch has more than 200, and every remotely manageable agent is in exactly one', () => {
    const all = batches(aGroupOf(450));
    assert.deepEqual(
      all.map(({ agents }) => agents.length),
      [200, 200, 50],
    );
    assert.deepEqual(
      all.map(({ batch, of }) => [batch, of]),
      [
        [1, 3],
        [2, 3],
        [3, 3],
      ],
    );
    assert.equal(new Set(all.flatMap(({ agents }) => agents)).size, 450);
  });

  test('agents that were installed by hand are in none', () => {
    const all = batches(aGroupOf(10, (index) => ({ manuallyInstalled: index % 2 === 0 })));
    assert.equal(all.flatMap(({ agents }) => agents).length, 5);
  });

  test('the agents of one server are together', () => {
    const all = batches(aGroupOf(300, (index) => ({ managementServer: index % 2 === 0 ? 'MS1' : 'MS2' })));
    const first = all[0]?.agents ?? [];
    assert.equal(first.filter((name) => Number(name.slice(1)) % 2 === 0).length, 150);
  });

  test('there is none without agents, nor before anybody has asked for them', () => {
    assert.deepEqual(batches(aGroupOf(0)), []);
    assert.deepEqual(batches(undefined), []);
  });
});

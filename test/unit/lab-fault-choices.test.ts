import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultChoices } from '../../src/lab/faultChoices.ts';
import { parseFault } from '../../src/lab/faultSpec.ts';
import { operations } from '../../src/remoting/catalogue.ts';
import { procedure } from '../../src/tasks/procedure.ts';
import { aDefinition, aPackage } from './builders/clusters.ts';
import { aProcedure, attended, gate, install, stopServices } from './builders/procedures.ts';

const roles = { first: 'NODE2', second: 'NODE1', active: 'NODE1', passive: 'NODE2' };
const choices = faultChoices(
  aProcedure({ steps: [gate(), install(), stopServices(), stopServices('again')] }),
  aDefinition(),
  aPackage(),
  roles,
);

test('every choice is a fault that the lab knows, at an operation of the procedure', () => {
  const known = {
    operations: operations.map(({ name }) => name),
    nodes: ['NODE1', 'NODE2'],
    controller: 1,
  };
  assert.ok(choices.length > 10);
  for (const { spec, kind, value, operation, node } of choices) {
    const parsed = parseFault(spec, known);
    assert.ok(parsed.kind === 'fault', spec);
    assert.deepEqual([parsed.fault.kind, parsed.fault.value], [kind, value]);
    assert.deepEqual([parsed.fault.operation, parsed.fault.node], [operation, node]);
  }
});

test('each operation on a node is offered once, at the step where it strikes', () => {
  assert.equal(new Set(choices.map(({ spec }) => spec)).size, choices.length);
  const stuck = choices.filter(({ kind }) => kind === 'service-stuck');
  assert.deepEqual(
    stuck.map(({ spec, step }) => [spec, step]),
    [['service-stuck@stop-services:NODE2', '3. Stop the services on NODE2']],
  );
});

test('what would end the rehearsal itself, or strike nothing, is not offered', () => {
  assert.ok(!choices.some(({ kind }) => kind === 'killed'));
  assert.ok(!choices.some(({ kind, operation }) => kind === 'exit' && operation !== 'start-install'));
  const byHand = aPackage({
    installer: { kind: 'attended', path: 'C:\\x.exe', instructions: ['Start it.'] },
  });
  const none = faultChoices(aProcedure({ steps: [attended()] }), aDefinition(), byHand, roles);
  assert.deepEqual(none, []);
});

test('what is done to batches of agents is offered before it is known which agents there are', async () => {
  const { default: followup } = await import('../../src/tasks/procedures/rms-followup.procedure.json', {
    with: { type: 'json' },
  });
  const update = aPackage({
    agents: { folder: 'C:\\Agents', patches: [{ architecture: 'AMD64', file: 'a.msp' }] },
  });
  const offered = faultChoices(
    procedure.parse(followup),
    aDefinition({ managementServers: ['MS1'] }),
    update,
    roles,
  );
  const approvals = offered.filter(({ operation }) => operation === 'approve-agents');
  assert.deepEqual([...new Set(approvals.map(({ node }) => node))], ['NODE1']);
  assert.ok(approvals.some(({ kind }) => kind === 'connection-lost-during'));
  assert.ok(
    approvals.every(({ step }) => /Approve the pending agents, batch 1/.test(step)),
    approvals[0]?.step,
  );
});

test('at a step that is repeated for servers, each server has its own', () => {
  const definition = aDefinition({ managementServers: ['MS1', 'MS2'] });
  const repeated = {
    ...install(),
    each: 'management-servers' as const,
    title: 'Install {update} on {machine}',
    node: 'machine' as const,
    operations: install().operations.map((operation) => ({ ...operation, node: 'machine' as const })),
  };
  const exits = faultChoices(aProcedure({ steps: [gate(), repeated] }), definition, aPackage(), roles).filter(
    ({ value }) => value === '1603',
  );
  assert.deepEqual(
    exits.map(({ spec, step }) => [spec, step]),
    [
      ['exit=1603@start-install:MS1', '2. Install KB951380 on MS1'],
      ['exit=1603@start-install:MS2', '3. Install KB951380 on MS2'],
    ],
  );
});

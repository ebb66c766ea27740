import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { filledIn } from '../../src/tasks/binding.ts';
import { applicable, type Procedure, procedure } from '../../src/tasks/procedure.ts';
import { builtInProcedures } from '../../src/tasks/procedures/builtIn.ts';
import { aCluster, aDefinition, aPackage, aResource, rmsResources } from './builders/clusters.ts';
import { aProcedure, gate, procedureText, stopServices } from './builders/procedures.ts';

const shipped = builtInProcedures.map((data) => procedure.parse(data));
const roles = { first: 'NODE2', second: 'NODE1', active: 'NODE1', passive: 'NODE2' };
const attendedPackage = aPackage({
  installer: { kind: 'attended', path: 'C:\\Updates\\setup.exe', instructions: ['Start it.'] },
});
const stepIds = (whole: Procedure, update = aPackage(), definition = aDefinition()): readonly string[] =>
  applicable(whole, definition, update, roles).steps.map((step) => step.id);

const refused = (steps: readonly unknown[], message: RegExp): void => {
  const { error } = procedure.safeParse({ ...procedureText(), steps });
  assert.match(
    error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n') ?? '',
    message,
  );
};

test('every procedure file is shipped, under ids of their own', async () => {
  const folder = join(import.meta.dirname, '../../src/tasks/procedures');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.procedure.json'));
  assert.deepEqual(shipped.map(({ id }) => `${id}.procedure.json`).sort(), files.sort());
});

for (const whole of shipped) {
  test(`${whole.id}: every step that changes something verifies something, under a guard`, () => {
    for (const step of whole.steps) {
      if (step.kind === 'question') continue;
      assert.ok(step.verify.length > 0, step.id);
      if (step.kind === 'action') assert.ok(step.guards.length > 0, `${step.id} has no guard`);
    }
  });

  test(`${whole.id}: opens and ends with a gate on the resting state`, () => {
    // A copy does nothing to the cluster, and the gate sees whether it is whole.
    const gates = whole.steps.filter(
      ({ kind, appliesTo }) => kind !== 'question' && appliesTo !== 'copied-package',
    );
    for (const step of [gates.at(0), gates.at(-1)]) {
      assert.equal(step?.kind, 'gate');
      assert.ok(step?.verify.some((check) => check.check === 'at-rest'));
    }
  });

  test(`${whole.id}: says what it is for, and names machines by role alone`, () => {
    assert.ok(whole.useFor.length > 20 && whole.doNotUseFor.length > 20);
    assert.doesNotMatch(JSON.stringify(whole), /NODE\d/i);
  });

  test(`${whole.id}: installs on each node or server once, attended or not`, () => {
    const beside = whole.steps.some(({ each }) => each !== undefined);
    const unattended = stepIds(whole);
    const byHand = stepIds(whole, attendedPackage);
    for (const node of beside ? ['server', 'gateway'] : ['first', 'second']) {
      assert.ok(unattended.includes(`install-${node}`) && !unattended.includes(`attend-${node}`));
      assert.ok(byHand.includes(`attend-${node}`) && !byHand.includes(`install-${node}`));
    }
  });

  test(`${whole.id}: never stops a service on the node that owns it`, () => {
    for (const step of whole.steps)
      if (step.kind === 'action' && step.operations.some(({ operation }) => operation === 'stop-services')) {
        const checks = step.guards.map((guard) => guard.check);
        assert.ok(checks.includes('node-is-passive') || checks.includes('resources'), step.id);
      }
  });
}

test('a drain that got stuck halfway can be run again: no guard wants the node that it pauses to be Up', () => {
  const drains = shipped.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'action' && /^pause-/.test(step.id) ? step : [])),
  );
  const drained = drains.filter(({ operations }) =>
    operations.some(({ arguments: given }) => given.drain === true),
  );
  assert.ok(drained.length > 0);
  for (const { id, guards } of drained) {
    const up = { check: 'node-state', node: id.replace('pause-', ''), state: 'Up' };
    assert.ok(!guards.some((guard) => isDeepStrictEqual({ ...guard }, up)), id);
  }
});

test('no word of Operations Manager is in the procedures for any service', () => {
  for (const whole of shipped.filter(({ id }) => !id.startsWith('rms-')))
    assert.doesNotMatch(
      JSON.stringify({ ...whole, sources: [] }),
      /RMS|OMSDK|OMCFG|HealthService|OpsMgr|Operations Manager/,
    );
});

describe('cluster-os-update', () => {
  const whole = shipped.find(({ id }) => id === 'cluster-os-update') ?? assert.fail();
  const ids = (cluster = aCluster(), definition = aDefinition()) =>
    applicable(whole, definition, aPackage(), roles, cluster).steps.map(({ id }) => id);

  test('asks only where Cluster-Aware Updating is set up, and names its command with the cluster', () => {
    const updating = aResource({ name: 'CAURms', type: 'ClusterAwareUpdatingResource', serviceName: '' });
    assert.ok(!ids().includes('cluster-aware-updating'));
    assert.equal(ids(aCluster({ resources: [...rmsResources(), updating] }))[0], 'cluster-aware-updating');
    const [step] = whole.steps;
    const question = step?.kind === 'question' ? step.question : '';
    assert.match(
      filledIn(question, { roles, definition: aDefinition(), update: undefined }),
      /Invoke-CauRun -ClusterName rms /,
    );
  });

  test('ends where it began, unless the groups belong where it has brought them', () => {
    assert.ok(ids().includes('move-home'));
    assert.ok(!ids(aCluster(), aDefinition({ preferredOwner: 'NODE2' })).includes('move-home'));
    assert.ok(ids(aCluster(), aDefinition({ preferredOwner: 'NODE1' })).includes('move-home'));
  });

  test('restarts a node only while it is passive, drained, paused and free of installations', () => {
    for (const step of whole.steps)
      if (step.kind === 'action' && step.operations.some(({ operation }) => operation === 'restart-node')) {
        const checks = step.guards.map(({ check }) => check);
        for (const check of ['node-is-passive', 'node-drained', 'node-state', 'no-installation-running'])
          assert.ok(checks.includes(check), `${step.id} ${check}`);
        assert.equal(step.verify[0]?.check, 'node-restarted');
      }
  });
});

test('a step for a database package is in a run with one alone', () => {
  const whole = aProcedure({
    steps: [stopServices(), { ...gate('database'), appliesTo: 'database-package' }],
  });
  assert.deepEqual(stepIds(whole), ['stop']);
  const database = { server: 'SQL1', name: 'OperationsManager', version: '6.1.7221.61' };
  assert.deepEqual(stepIds(whole, aPackage({ changesDatabase: true, database })), ['stop', 'database']);
});

test('a step for the preferred owner is in a run whose first node it is', () => {
  const whole = aProcedure({
    steps: [stopServices(), { ...gate('home'), appliesTo: 'first-is-preferred-owner' }],
  });
  assert.deepEqual(stepIds(whole), ['stop']);
  assert.deepEqual(stepIds(whole, aPackage(), aDefinition({ preferredOwner: 'node2' })), ['stop', 'home']);
});

test('a step that verifies nothing is refused', () => {
  refused([{ ...stopServices(), verify: [] }], /steps\.0\.verify/);
  refused([{ ...gate(), verify: [{ check: 'services', node: 'first' }] }], /expects nothing of the services/);
});

test('what a step cannot mean is refused', () => {
  refused([stopServices(), stopServices()], /steps\.1\.id: .*earlier step/);
  refused([{ ...gate(), verify: [{ check: 'looks-fine' }] }], /steps\.0\.verify\.0\.check/);
  refused([{ ...stopServices(), node: 'NODE1' }], /steps\.0\.node/);
  refused([{ ...stopServices(), kind: 'magic' }], /steps\.0\.kind/);
  refused([{ ...stopServices(), script: 'Stop-Service x' }], /Unrecognized key/);
  refused([], /steps/);
});

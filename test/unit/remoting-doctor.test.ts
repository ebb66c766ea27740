import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionFile, resolveDefinition } from '../../src/cluster/definition.ts';
import { outcomeOf, stagesOf } from '../../src/remoting/doctor/diagnosis.ts';
import { judgeCluster, judgeEvents, judgeNode } from '../../src/remoting/doctor/judge.ts';

const definition = resolveDefinition(
  definitionFile.parse({ name: 'rms', preset: 'rms-2007', nodes: ['NODE1', 'NODE2'] }),
);
if (typeof definition === 'string') throw new Error(definition);
const [node] = definition.nodes;
if (node === undefined) throw new Error('no node');

const now = '2026-01-01T00:00:00Z';
const healthy = {
  time: now,
  lastBoot: now,
  osVersion: '6.1',
  osCaption: 'Windows',
  architecture: 'x64' as const,
  powershellVersion: '2.0',
  languageMode: 'ConstrainedLanguage',
  elevated: true,
  restartPending: [],
  installRunning: false,
  clusterTools: 'FailoverClusters',
  services: [],
};
const stateOf = (parts: Partial<typeof healthy>, stage: 'powershell' | 'language' | 'elevation' | 'clock') =>
  judgeNode(definition, { role: 'node', node }, { ...healthy, ...parts }, now, 'session')[stage]?.state;

test('a node that serves us passes, one that does not is told what to mend', () => {
  const findings = judgeNode(definition, { role: 'node', node }, healthy, now, 'session');
  assert.deepEqual(new Set(Object.values(findings).map(({ state }) => state)), new Set(['passed']));
  assert.equal(stateOf({ powershellVersion: '1.0' }, 'powershell'), 'failed');
  assert.equal(stateOf({ powershellVersion: '10.0.1' }, 'powershell'), 'passed');
  assert.equal(stateOf({ languageMode: 'NoLanguage' }, 'language'), 'failed');
  assert.equal(stateOf({ elevated: false }, 'elevation'), 'failed');
});

test('a clock may differ by the five minutes of Kerberos, either way', () => {
  for (const time of ['2026-01-01T00:05:00Z', '2025-12-31T23:55:00Z'])
    assert.equal(stateOf({ time }, 'clock'), 'passed');
  for (const time of ['2026-01-01T00:05:01Z', '2025-12-31T23:54:59Z'])
    assert.equal(stateOf({ time }, 'clock'), 'failed');
});

test('a node that the cluster knows by another name, or that has no tools, is something to mend', () => {
  const reading = (name: string) => ({
    kind: 'returned' as const,
    value: { name: 'RMS', nodes: [{ name, state: 'Up' as const }], groups: [], resources: [] },
  });
  assert.equal(judgeCluster(node, 'MSCluster', reading('node1')).state, 'passed');
  assert.equal(judgeCluster(node, 'FailoverClusters', reading('NODE9')).state, 'failed');
  const failure = { kind: 'failed' as const, message: 'm', remedy: 'r' };
  const none = judgeCluster(node, 'none', { kind: 'failed', failure });
  assert.ok(none.state === 'failed' && /RSAT-Clustering-PowerShell/.test(none.remedy));
  assert.equal(judgeEvents(['System'], { failure }).state, 'failed');
});

test('a server beside the cluster may lack a service that only the root management server needs, but not all of them', () => {
  const service = (name: string, status: 'Running' | 'Missing') => ({
    name,
    displayName: name,
    status,
    startType: 'Automatic' as const,
    account: '',
    exitCode: 0,
  });
  const stateAs = (role: 'node' | 'gateway', health: 'Running' | 'Missing') =>
    judgeNode(
      definition,
      { role, node },
      { ...healthy, services: [service('HealthService', health), service('OMSDK', 'Missing')] },
      now,
      'session',
    ).services?.state;
  assert.equal(stateAs('node', 'Running'), 'failed');
  assert.equal(stateAs('gateway', 'Running'), 'passed');
  assert.equal(stateAs('gateway', 'Missing'), 'failed');
});

test('no session to one node outweighs what is to be mended on another', () => {
  const bad = { state: 'failed' as const, observed: 'o', remedy: 'r' };
  const of = (findings: Parameters<typeof stagesOf>[0]) => ({
    name: 'N',
    role: 'node' as const,
    address: 'N',
    transport: 't',
    stages: stagesOf(findings),
  });
  assert.equal(outcomeOf([of({}), of({ clock: bad })]), 'mend');
  assert.equal(outcomeOf([of({ port: bad }), of({ clock: bad })]), 'unreachable');
  assert.equal(outcomeOf([of({})]), 'well');
});

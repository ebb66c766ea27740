import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PlannedOperation } from '../../src/tasks/plan.ts';
import { effectOf } from '../../src/views/effects.ts';
import { runRow } from '../../src/views/runsTree/rows.ts';
import { sentence } from '../../src/views/sentence.ts';
import { statusText } from '../../src/views/statusText.ts';
import { targetOf } from '../../src/views/target.ts';
import { aDefinition, aNode, anUnreachedNode, aPackage, aSnapshot } from './builders/clusters.ts';
import { english } from './builders/english.ts';
import { RecordedRun } from './builders/recordedRun.ts';

const definition = aDefinition();
const read = (snapshot = aSnapshot()) => ({ reading: false, snapshot, problem: undefined });

describe('the status bar', () => {
  test('without a run: the cluster, its active node, and that it is at rest', () => {
    const status = statusText(definition, read(), undefined, false, english);
    assert.equal(status.text, '$(server-environment) rms · NODE1 · at rest');
    assert.equal(status.attention, false);
  });

  test('with a run: how far it is, and a turning icon while it works', () => {
    const run = new RecordedRun().passAll(0, 3).input().state;
    const text = (busy: boolean) => statusText(definition, read(), run, busy, english).text;
    assert.equal(text(false), `$(server-environment) rms · NODE1 · step 4/${run.steps.length}`);
    assert.match(text(true), /^\$\(sync~spin\)/);
  });

  test('the differences are counted, and listed on hovering', () => {
    const snapshot = aSnapshot({ nodes: [aNode({ name: 'NODE1' }), aNode({ name: 'NODE2' })] });
    const status = statusText(definition, read(snapshot), undefined, false, english);
    assert.equal(status.text, '$(server-environment) rms · NODE1 · 3 differences');
    assert.ok(status.tooltip.includes('NODE1: OMSDK is Stopped, expected Running'));
  });

  test('it asks for attention only when a person has to decide', () => {
    const run = new RecordedRun();
    const [first] = run.steps;
    assert.ok(first);
    run.begin(first).add(1, { type: 'step-failed', step: first.id, reason: 'not at rest', evidence: [] });
    const attention = (busy: boolean) =>
      statusText(definition, read(), run.input().state, busy, english).attention;
    assert.equal(attention(false), true);
    assert.equal(attention(true), false);
  });

  test('a cluster that could not be read is never at rest', () => {
    const problem = { kind: 'unreachable', message: 'no PowerShell', remedy: 'Install it.' } as const;
    const unread = statusText(definition, { ...read(), problem }, undefined, false, english);
    assert.equal(unread.text, '$(server-environment) rms · state unknown');
    const nothing = aSnapshot({
      nodes: [anUnreachedNode('NODE1'), anUnreachedNode('NODE2')],
      state: undefined,
    });
    const silent = statusText(definition, read(nothing), undefined, false, english);
    assert.equal(silent.text, '$(server-environment) rms · state unknown');
    assert.ok(silent.tooltip.some((line) => line.includes('NODE1 does not answer')));
    const snapshot = aSnapshot({ nodes: [aNode(), anUnreachedNode('NODE2')] });
    assert.doesNotMatch(statusText(definition, read(snapshot), undefined, false, english).text, /at rest/);
  });
});

describe('the question before a change', () => {
  const operation = (name: string, values: PlannedOperation['arguments'] = {}): PlannedOperation => ({
    name,
    node: 'NODE2',
    script: '',
    arguments: values,
  });
  const effect = (one: PlannedOperation) => effectOf(one, aPackage(), english);

  test('names the node and what will happen', () => {
    assert.equal(
      effect(operation('start-install', { FilePath: 'msiexec.exe' })),
      'Starts the installation of KB951380 on NODE2',
    );
    assert.equal(
      effect(operation('stop-services', { Name: ['OMCFG', 'OMSDK'] })),
      'Stops the services OMCFG, OMSDK on NODE2',
    );
    assert.equal(
      effect(operation('move-groups', { Group: ['OpsMgr RMS'], Node: 'NODE1' })),
      'Moves the groups OpsMgr RMS to NODE1; they are down until they are Online there',
    );
  });

  test('an operation that it does not know is named as it is', () => {
    assert.equal(effect(operation('defragment')), 'Runs defragment on NODE2');
  });
});

describe('the tree of runs', () => {
  const run = {
    runId: 'r1',
    procedure: 'rms-passive-first',
    cluster: 'lab',
    startedAt: '2026-11-24T02:00:04.000Z',
  };

  test('a run that has not ended can be resumed; one that has only looked at', () => {
    const open = runRow({ ...run, outcome: 'interrupted', endedAt: null }, undefined, english);
    assert.equal(open.kind, 'run.open');
    assert.match(open.description ?? '', /^not finished/);
    const ended = runRow(
      { ...run, outcome: 'completed', endedAt: '2026-11-24T03:00:00.000Z' },
      'r1',
      english,
    );
    assert.equal(ended.kind, 'run.ended');
    assert.equal(ended.description, 'completed · rms-passive-first · shown');
  });
});

test('a command takes a row or a page request as its target and ignores anything else', () => {
  assert.deepEqual(targetOf({ id: 'cluster/lab', cluster: 'lab', children: [] }), { cluster: 'lab' });
  assert.deepEqual(targetOf({ type: 'run', runId: 'r', step: 's' }), { runId: 'r', step: 's' });
  for (const other of [undefined, 'lab', 7, { step: 7 }]) assert.deepEqual(targetOf(other), {});
});

test('a message becomes a sentence once', () => {
  assert.equal(sentence('the disk is full'), 'The disk is full.');
  assert.equal(sentence('No PowerShell was found.'), 'No PowerShell was found.');
});

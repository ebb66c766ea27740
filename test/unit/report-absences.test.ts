import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { absencesOf } from '../../src/report/absences.ts';
import { documentOf } from '../../src/report/document.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { between } from '../../src/report/time.ts';
import type { OperationFailure } from '../../src/tasks/door.ts';
import type { RunEvent } from '../../src/tasks/events.ts';
import { readJournal } from '../../src/tasks/journal.ts';
import type { Run } from '../../src/tasks/run.ts';
import { lost } from './builders/paperCluster.ts';
import { type ActionInput, gate } from './builders/procedures.ts';
import { RecordedRun } from './builders/recordedRun.ts';
import { aRun, unstopped } from './builders/runs.ts';

const night = Date.parse('2026-11-24T02:00:00Z');

const step = (id: string, operation: string, changes: Partial<ActionInput>): ActionInput => ({
  id,
  kind: 'action',
  title: id,
  operations: [{ operation, node: 'second', arguments: { names: { from: 'protected-resources' } } }],
  verify: [],
  within: 0,
  ...changes,
});

const off = step('off', 'stop-resources', { verify: [{ check: 'resources', state: 'Offline' }] });
const on = step('on', 'start-resources', { verify: [{ check: 'groups-online', node: 'second' }] });
const move = step('move', 'move-groups', {
  operations: [
    {
      operation: 'move-groups',
      node: 'first',
      arguments: { groups: { from: 'protected-groups' }, node: { from: 'node-first' } },
    },
  ],
  guards: [{ check: 'groups-online', node: 'second' }],
  verify: [{ check: 'groups-online', node: 'first' }],
});

const failed = (kind: OperationFailure['kind']): OperationFailure => ({
  kind,
  message: 'It did not.',
  remedy: 'Look.',
});

/** The clock of the test: so many minutes after two in the night. */
function clockOf(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date'], now: night });
  return (minutes: number) => t.mock.timers.setTime(night + minutes * 60_000);
}

/** Each absence as its kind, the minutes after two from and until which it lasted, and whether a record ends it. */
async function absences(run: Run) {
  const { records } = await readJournal(run.folder);
  const minute = (at: string) => Math.round((Date.parse(at) - night) / 60_000);
  return absencesOf({ records, state: run.state }).map(({ kind, from, to, over }) => [
    kind,
    minute(from),
    minute(to),
    over,
  ]);
}

const kindOf = async (run: Run) => (await run.runCurrent(unstopped())).kind;

test('resources that did not come online at first are away until they are verified to be back', async (t) => {
  const at = clockOf(t);
  const { paper, run } = await aRun(t, [off, on]);
  assert.equal(await kindOf(run), 'ticked');
  at(20);
  paper.next('start-resources', { happens: false, failure: failed('failed') });
  assert.equal(await kindOf(run), 'failed');
  at(140);
  assert.equal(await kindOf(run), 'ticked');
  assert.deepEqual(await absences(run), [['offline', 0, 140, true]]);
});

for (const kind of ['denied', 'unreachable', 'no-powershell'] as const)
  test(`an order that ended as ${kind} took nothing away`, async (t) => {
    const at = clockOf(t);
    const { paper, run } = await aRun(t, [off, on]);
    paper.next('stop-resources', { happens: false, failure: failed(kind) });
    assert.equal(await kindOf(run), 'failed');
    at(360);
    await run.abort('enough', unstopped());
    assert.deepEqual(await absences(run), []);
  });

test('an order that failed took nothing away where the cluster is seen Online afterwards', async (t) => {
  const at = clockOf(t);
  const { paper, run } = await aRun(t, [move]);
  paper.next('move-groups', { happens: false, failure: failed('failed') });
  assert.equal(await kindOf(run), 'failed');
  at(360);
  assert.equal(await kindOf(run), 'ticked');
  assert.deepEqual(await absences(run), [['moving', 360, 360, true]]);
});

test('an order that failed had begun where the cluster is not seen Online afterwards', async (t) => {
  const at = clockOf(t);
  const { paper, run } = await aRun(t, [off, on]);
  paper.next('stop-resources', { failure: failed('failed') });
  assert.equal(await kindOf(run), 'failed');
  at(60);
  await run.abort('enough', unstopped());
  assert.deepEqual(await absences(run), [['offline', 0, 60, false]]);
});

test('an order that was lost is over when a look finds the groups Online, wherever they are', async (t) => {
  const at = clockOf(t);
  const { paper, run } = await aRun(t, [move]);
  paper.next('move-groups', { happens: false, failure: lost });
  assert.equal(await kindOf(run), 'failed');
  at(360);
  await run.abort('enough', unstopped());
  assert.deepEqual(await absences(run), [['moving', 0, 0, true]]);
});

test('a second order that was denied does not undo what the first one may have begun', () => {
  const sent: RunEvent = {
    type: 'operation-sent',
    step: 'off',
    index: 0,
    operation: 'stop-resources',
    node: 'NODE1',
    parameters: {},
    script: '0',
  };
  const returned = (failure: OperationFailure): RunEvent => ({
    type: 'operation-returned',
    step: 'off',
    index: 0,
    milliseconds: 1,
    result: { kind: 'failed', failure },
  });
  const unknown: RunEvent = { type: 'step-failed', step: 'off', reason: 'nobody answered', evidence: [] };
  const run = new RecordedRun();
  run.add(1, sent).add(1, returned(lost)).add(1, unknown);
  run
    .add(600, sent)
    .add(1, returned(failed('denied')))
    .add(1, unknown);
  assert.deepEqual(
    absencesOf(run.input()).map(({ kind, from, to, over }) => [kind, between(from, to), over]),
    [['offline', 604_000, false]],
  );
});

test('a skip does not show that the groups are back: a later gate does', async (t) => {
  const at = clockOf(t);
  const { paper, run } = await aRun(t, [off, on, gate()]);
  assert.equal(await kindOf(run), 'ticked');
  at(20);
  paper.next('start-resources', { happens: false, failure: failed('failed') });
  assert.equal(await kindOf(run), 'failed');
  await run.skip('by hand', unstopped());
  at(50);
  assert.equal(await kindOf(run), 'failed', 'they are not Online yet');
  paper.online = true;
  at(90);
  assert.equal(await kindOf(run), 'ticked');
  at(300);
  assert.equal(await kindOf(run), 'completed');
  assert.deepEqual(await absences(run), [['offline', 0, 90, true]]);
});

test('the end of a run shows that the groups are back, where nothing did before', async (t) => {
  const at = clockOf(t);
  const { paper, run } = await aRun(t, [off, on]);
  assert.equal(await kindOf(run), 'ticked');
  at(20);
  await run.skip('by hand', unstopped());
  paper.online = true;
  at(30);
  assert.equal(await kindOf(run), 'completed');
  assert.deepEqual(await absences(run), [['offline', 0, 30, true]]);
});

test('where no record shows that the groups are back, the report says so', () => {
  const run = new RecordedRun();
  const moving = run.step('move-groups');
  run.begin(moving).operate(moving, 30).add(60, { type: 'step-skipped', step: moving.id, reason: 'by hand' });
  const document = documentOf(run.input());
  assert.deepEqual(
    document.absences.map(({ kind, over }) => [kind, over]),
    [['moving', false]],
  );
  const told = document.attention.filter(({ text }) =>
    /no record shows that they are Online again/.test(text),
  );
  assert.deepEqual(
    told.map(({ level, step: number }) => [level, number]),
    [['problem', run.steps.indexOf(moving) + 1]],
  );
  const fact = summaryOf(document).find(({ name }) => name === 'Groups moving or offline');
  assert.match(fact?.detail ?? '', /no record shows that the last one is over/);
});

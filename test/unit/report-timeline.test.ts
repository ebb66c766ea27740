import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absencesOf } from '../../src/report/absences.ts';
import { spansOf } from '../../src/report/spans.ts';
import { between, durationText } from '../../src/report/time.ts';
import { timeAxis } from '../../src/report/timeAxis.ts';
import { wrap } from '../../src/report/wrap.ts';
import type { RunEvent } from '../../src/tasks/events.ts';
import { RecordedRun } from './builders/recordedRun.ts';

const secondsOf = ({ from, to }: { readonly from: string; readonly to: string }) =>
  (between(from, to) ?? -1) / 1000;

test('work cut off by a stop is one stretch before it and one after it', () => {
  const run = new RecordedRun();
  const step = run.step('stop-services');
  run.begin(step).add(10, { type: 'run-interrupted', step: step.id, reason: 'stopped' });
  run.add(3600, { type: 'run-resumed', reason: 'stopped' }).tick(step, 5);
  const spans = spansOf(run.input().records).get(step.id) ?? [];
  assert.deepEqual(
    spans.map((span) => [span.ending, secondsOf(span)]),
    [
      ['interrupted', 10],
      ['ticked', 5],
    ],
  );
});

test('a program that was killed worked until its last record', () => {
  const run = new RecordedRun();
  const step = run.step('stop-services');
  run.begin(step).send(step).add(3600, { type: 'run-resumed', reason: 'killed' }).tick(step, 5);
  const spans = spansOf(run.input().records).get(step.id) ?? [];
  assert.deepEqual(
    spans.map((span) => [span.ending, secondsOf(span)]),
    [
      ['interrupted', 0.2],
      ['ticked', 5],
    ],
  );
});

test('a step that is not over has a stretch to the last record', () => {
  const run = new RecordedRun();
  const step = run.step('stop-services');
  run.begin(step).send(step);
  assert.deepEqual(
    spansOf(run.input().records)
      .get(step.id)
      ?.map(({ ending }) => ending),
    ['in-flight'],
  );
});

test('groups are moving from the order until the step is judged', () => {
  const run = new RecordedRun();
  const step = run.step('move-groups');
  run.begin(step).operate(step, 30).tick(step, 4);
  assert.deepEqual(
    absencesOf(run.input()).map((each) => [each.kind, secondsOf(each)]),
    [['moving', 34]],
  );
});

test('resources taken offline are away until the step that starts them again is judged', () => {
  const sent = (step: string, operation: string): RunEvent => ({
    type: 'operation-sent',
    step,
    index: 0,
    operation,
    node: 'NODE1',
    parameters: {},
    script: '0',
  });
  const run = new RecordedRun();
  run.add(1, sent('off', 'stop-resources')).add(5, { type: 'step-verified', step: 'off', evidence: [] });
  run.add(60, sent('on', 'start-resources')).add(20, { type: 'step-verified', step: 'on', evidence: [] });
  run.add(300, { type: 'run-completed', drift: [] });
  assert.deepEqual(
    absencesOf(run.input()).map((each) => [each.kind, secondsOf(each)]),
    [['offline', 85]],
  );
});

test('a long pause is left out of the picture, and the work on both sides keeps its proportion', () => {
  const hour = 3_600_000;
  const axis = timeAxis(
    [
      { from: 0, to: 100_000 },
      { from: 9 * hour, to: 9 * hour + 100_000 },
    ],
    0,
    1034,
  );
  assert.deepEqual(
    axis.breaks.map(({ left, right, milliseconds }) => [left, right, milliseconds]),
    [[500, 534, 9 * hour - 100_000]],
  );
  assert.equal(axis.place(50_000), 250);
  assert.equal(axis.place(9 * hour + 50_000), 784);
  assert.equal(axis.place(5 * hour), 500);
  for (const [index, { at }] of axis.ticks.entries())
    assert.ok(index === 0 || at - (axis.ticks[index - 1]?.at ?? 0) >= 70);
});

test('a short pause is drawn as it is, and no work at all makes no trouble', () => {
  assert.equal(
    timeAxis(
      [
        { from: 0, to: 1000 },
        { from: 30_000, to: 31_000 },
      ],
      0,
      310,
    ).breaks.length,
    0,
  );
  assert.equal(timeAxis([], 10, 20).place(5), 10);
  assert.ok(Number.isFinite(timeAxis([{ from: 7, to: 7 }], 10, 20).place(7)));
});

test('durations read as a person says them', () => {
  assert.deepEqual(
    [0, 440, 9_949, 9_950, 59_499, 60_000, 192_400, 3_599_600, 7_500_000, undefined].map(durationText),
    ['0.0 s', '0.4 s', '9.9 s', '10 s', '59 s', '1 min', '3 min 12 s', '1 h', '2 h 5 min', 'unknown'],
  );
});

test('a title too long for the picture is cut with an ellipsis, and a word too long is broken', () => {
  assert.deepEqual(wrap('Set the services back to Manual', 20, 2), ['Set the services', 'back to Manual']);
  assert.deepEqual(wrap('one two three four five six', 9, 2), ['one two', 'three fo…']);
  assert.deepEqual(wrap('x'.repeat(12), 5, 2), ['xxxxx', 'xxxx…']);
});

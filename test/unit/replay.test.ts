import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asJson } from '../../src/tasks/door.ts';
import type { RunEvent } from '../../src/tasks/events.ts';
import { nextIntent } from '../../src/tasks/intent.ts';
import { apply, replay } from '../../src/tasks/replay.ts';
import { currentStep, outcomeOf, type RunState } from '../../src/tasks/runState.ts';
import { aDefinition } from './builders/clusters.ts';
import { attended, gate, manualAndStopped, stopServices } from './builders/procedures.ts';
import {
  cameToNothing,
  failed,
  recordsOf,
  refused,
  returned,
  sent,
  skipped,
  started,
  stateOf,
  verified,
} from './builders/states.ts';

const steps = [stopServices('one'), stopServices('two')];
const first = (events: readonly RunEvent[]) => stateOf(steps, events).steps[0] ?? assert.fail();

test('an empty journal has no state', () => assert.equal(replay([]), undefined));

test('a journal that does not begin with its start, or starts twice, is refused', () => {
  const [start, ...rest] = recordsOf(steps, [started('one')]);
  assert.ok(start);
  assert.throws(() => replay(rest), /record 1 comes before the start/);
  assert.throws(() => replay([start, { ...start, seq: 1 }]), /record 1 starts the run a second time/);
});

test('a new attempt forgets the operations and the reason of the one before, and counts', () => {
  const step = first([started('one'), sent('one'), cameToNothing('one'), failed('one'), started('one')]);
  assert.deepEqual(
    [step.attempt, step.operations, step.reason, step.endedAt, step.progress],
    [2, [], undefined, undefined, 'started'],
  );
  assert.equal(step.startedAt, '2026-03-01T12:00:05.000Z');
});

test('a refusal says what was expected and what was seen, and a tick takes it away', () => {
  const step = first([refused('one')]);
  assert.equal(step.reason, 'NODE2: expected passive, observed active');
  assert.deepEqual([step.refused, step.progress], [true, 'pending']);
  for (const event of [verified('one'), failed('one'), skipped('one'), started('one')])
    assert.equal(first([refused('one'), event]).refused, false, event.type);
});

test('an event touches its own step alone', () => {
  const state = stateOf(steps, [started('two'), sent('two'), returned('two'), verified('two')]);
  assert.equal(state.steps[0]?.progress, 'pending');
  assert.equal(currentStep(state)?.id, 'one');
});

test('the outcome in one word', () => {
  const ended = { type: 'run-completed', drift: [] } as const;
  const outcomes: readonly (readonly [readonly RunEvent[], string])[] = [
    [[], 'interrupted'],
    [[started('one')], 'interrupted'],
    [[verified('one'), refused('two')], 'refused'],
    [[started('one'), failed('one')], 'failed'],
    [[started('one'), failed('one'), refused('one')], 'refused'],
    [[failed('one'), skipped('one')], 'interrupted'],
    [[verified('one'), skipped('two'), ended], 'completed'],
    [[{ type: 'run-aborted', reason: 'x', drift: [] }], 'failed'],
  ];
  for (const [events, outcome] of outcomes) assert.equal(outcomeOf(stateOf(steps, events)), outcome);
});

/** A small generator of numbers that is the same everywhere (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

const someSteps = [manualAndStopped(), gate(), attended()];
const ids = ['both', 'gate', 'attend', 'no-such-step'];
const makers: readonly ((step: string, index: number) => RunEvent)[] = [
  started,
  refused,
  sent,
  returned,
  cameToNothing,
  verified,
  failed,
  skipped,
  () => ({ type: 'run-resumed', reason: 'x' }),
  () => ({ type: 'run-interrupted', reason: 'x' }),
];
const endings: readonly (() => RunEvent)[] = [
  () => ({ type: 'run-aborted', reason: 'x', drift: [] }),
  () => ({ type: 'run-completed', drift: [] }),
];

function assertSound(state: RunState, told: string): void {
  const intent = nextIntent(state);
  if (state.status !== 'active') assert.equal(intent.kind, 'none', told);
  if (intent.kind === 'complete')
    assert.ok(
      state.steps.every(({ progress }) => progress === 'ticked' || progress === 'skipped'),
      told,
    );
  if (intent.kind === 'send') {
    assert.ok(
      intent.step.operations.every(({ outcome }) => outcome.kind === 'returned'),
      `${told}: something is sent while another is not known to be done`,
    );
    const { step } = intent.step;
    assert.ok(step.kind === 'action' && intent.index < step.operations.length, told);
    assert.equal(intent.index, intent.step.operations.length, told);
  }
  if (intent.kind === 'begin')
    assert.equal(intent.step.operations.length > 0 && intent.step.attempt > 0, false, told);
  assert.ok(['completed', 'failed', 'refused', 'interrupted'].includes(outcomeOf(state)), told);
}

test('whatever is in a journal, replay gives a state and the state a next intent', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const below = numbers(seed);
    const events = Array.from({ length: 1 + below(30) }, (): RunEvent => {
      if (below(60) === 0) return (endings[below(endings.length)] ?? assert.fail())();
      const make = makers[below(makers.length)] ?? assert.fail();
      return make(ids[below(ids.length)] ?? '', below(4));
    });
    const records = recordsOf(someSteps, events);
    let state: RunState | undefined;
    for (const record of records) {
      state = apply(state, record);
      assertSound(state, `seed ${seed}, record ${record.seq}`);
    }
    assert.deepEqual(replay(records), state, `seed ${seed}`);
  }
});

test('a run that was recorded before there were servers beside the nodes has none', () => {
  const [start] = recordsOf(steps, []);
  assert.ok(start?.event.type === 'run-started');
  const { managementServers: _servers, gateways: _gateways, ...old } = aDefinition();
  const state = replay([{ ...start, event: { ...start.event, definition: asJson(old) } }]);
  assert.deepEqual([state?.definition.managementServers, state?.definition.gateways], [[], []]);
  assert.deepEqual(state?.agents, []);
});

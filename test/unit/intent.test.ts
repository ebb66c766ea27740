import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../../src/tasks/events.ts';
import { nextIntent } from '../../src/tasks/intent.ts';
import { attended, gate, manualAndStopped } from './builders/procedures.ts';
import {
  cameToNothing,
  failed,
  refused,
  returned,
  sent,
  skipped,
  started,
  stateOf,
  verified,
} from './builders/states.ts';

const steps = [manualAndStopped(), gate(), attended()];

/** The intent in one line. */
function intentAfter(events: readonly RunEvent[]): string {
  const intent = nextIntent(stateOf(steps, events));
  const index = intent.kind === 'send' ? ` ${intent.index}` : '';
  return 'step' in intent ? `${intent.kind} ${intent.step.id}${index}` : intent.kind;
}

const done = [started('both'), sent('both', 0), returned('both', 0), sent('both', 1), returned('both', 1)];
const untilAttended = [...done, verified('both'), started('gate'), verified('gate')];

const table: readonly (readonly [what: string, events: readonly RunEvent[], intent: string])[] = [
  ['a fresh run', [], 'begin both'],
  ['a refused step is begun again', [refused('both')], 'begin both'],
  ['an announced step sends its first operation', [started('both')], 'send both 0'],
  ['an operation in flight is never sent again: look', [started('both'), sent('both', 0)], 'verify both'],
  ['after the first comes the second', done.slice(0, 3), 'send both 1'],
  [
    'a lost operation is looked at',
    [started('both'), sent('both', 0), cameToNothing('both', 0)],
    'verify both',
  ],
  ['the second in flight is looked at', done.slice(0, 4), 'verify both'],
  ['when all came back, look', done, 'verify both'],
  ['a refusal in the middle forgets nothing', [...done.slice(0, 4), refused('both')], 'verify both'],
  ['a failure is for a person', [...done, failed('both')], 'decide both'],
  ['a refusal after a failure too', [...done, failed('both'), refused('both')], 'decide both'],
  ['a tick leads on', [...done, verified('both')], 'begin gate'],
  ['a skip leads on', [skipped('both')], 'begin gate'],
  ['an announced gate is looked at', [...done, verified('both'), started('gate')], 'verify gate'],
  ['an announced attended step is watched', [...untilAttended, started('attend')], 'verify attend'],
  ['an interruption changes no intent', [...done, { type: 'run-interrupted', reason: 'x' }], 'verify both'],
  ['when all are done, the end is recorded', [...untilAttended, skipped('attend')], 'complete'],
  [
    'an aborted run wants nothing',
    [started('both'), { type: 'run-aborted', reason: 'x', drift: [] }],
    'none',
  ],
  [
    'a completed run wants nothing',
    [...untilAttended, skipped('attend'), { type: 'run-completed', drift: [] }],
    'none',
  ],
];

for (const [what, events, intent] of table)
  test(`${what}: ${intent}`, () => assert.equal(intentAfter(events), intent));

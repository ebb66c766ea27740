import type { JournalRecord, RunEvent } from '../../../src/tasks/events.ts';
import type { Procedure } from '../../../src/tasks/procedure.ts';
import { replay } from '../../../src/tasks/replay.ts';
import type { RunState } from '../../../src/tasks/runState.ts';
import { startEvent } from '../../../src/tasks/startRun.ts';
import { aDefinition, aPackage, aSnapshot, noon } from './clusters.ts';
import { aProcedure, type StepInput } from './procedures.ts';
import { author } from './runs.ts';

/** The records of a journal with these events after its start. The chain is not held here: replay does not look at it. */
export function recordsOf(
  steps: readonly StepInput[],
  events: readonly RunEvent[],
): readonly JournalRecord[] {
  const procedure: Procedure = aProcedure({ steps: [...steps] });
  const request = { definition: aDefinition(), procedure, update: aPackage() };
  return [startEvent(request, aSnapshot(), 'run'), ...events].map((event, seq) => ({
    seq,
    at: new Date(Date.parse(noon) + seq * 1000).toISOString(),
    by: author,
    previous: '',
    event,
  }));
}

export function stateOf(steps: readonly StepInput[], events: readonly RunEvent[]): RunState {
  const state = replay(recordsOf(steps, events));
  if (state === undefined) throw new Error('a journal that has records has a state');
  return state;
}

export const started = (step: string): RunEvent => ({ type: 'step-started', step, guards: [] });
export const sent = (step: string, index = 0): RunEvent => ({
  type: 'operation-sent',
  step,
  index,
  operation: 'stop-services',
  node: 'NODE2',
  parameters: {},
  script: 'hash',
});
export const returned = (step: string, index = 0): RunEvent => ({
  type: 'operation-returned',
  step,
  index,
  milliseconds: 1,
  result: { kind: 'returned', value: null },
});
export const cameToNothing = (step: string, index = 0): RunEvent => ({
  type: 'operation-returned',
  step,
  index,
  milliseconds: 1,
  result: { kind: 'failed', failure: { kind: 'lost', message: 'lost', remedy: 'look' } },
});
export const verified = (step: string): RunEvent => ({ type: 'step-verified', step, evidence: [] });
export const failed = (step: string): RunEvent => ({
  type: 'step-failed',
  step,
  reason: 'why',
  evidence: [],
});
export const refused = (step: string): RunEvent => ({
  type: 'step-refused',
  step,
  guards: [{ expected: 'passive', observed: 'active', passed: false, node: 'NODE2' }],
});
export const skipped = (step: string): RunEvent => ({ type: 'step-skipped', step, reason: 'why' });

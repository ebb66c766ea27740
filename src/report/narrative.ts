import type { JournalRecord } from '../tasks/events.ts';
import type { RunState } from '../tasks/runState.ts';
import type { ReportDocument } from './json.ts';
import { durationText } from './time.ts';
import { count } from './words.ts';

/** Each record of the journal as a sentence without its subject, which is the record's author. */
export function narrativeOf(state: RunState, records: readonly JournalRecord[]): ReportDocument['records'] {
  const sent = new Map<string, string>();
  return records.map((record) => {
    const { seq, at, by, event } = record;
    if (event.type === 'operation-sent')
      sent.set(`${event.step} ${event.index}`, `${event.operation} on ${event.node}`);
    const step = 'step' in event ? state.steps.findIndex(({ id }) => id === event.step) + 1 : 0;
    return {
      seq,
      at,
      by,
      type: event.type,
      step: step === 0 ? undefined : step,
      text: sentence(state, record, sent),
    };
  });
}

function sentence(state: RunState, { by, event }: JournalRecord, sent: ReadonlyMap<string, string>): string {
  switch (event.type) {
    case 'run-started': {
      const update = state.update === undefined ? '' : ` with ${state.update.kb}`;
      return `started the run: ${state.procedure.title}, on ${state.definition.name}${update}`;
    }
    case 'lease-taken':
      if (event.from?.runId === state.runId)
        return event.from.machine === by.machine && event.from.user === by.user
          ? `went on with the run, whose lease had ${event.from.state === 'at-work' ? 'not been given back' : 'rested'}`
          : `took the run over from ${event.from.user} on ${event.from.machine}`;
      return event.from === undefined
        ? 'took the lease on the cluster'
        : `took the lease on the cluster over from ${event.from.user} on ${event.from.machine} (run ${event.from.runId})`;
    case 'run-resumed':
      return `went on with the run (it had stopped: ${event.reason})`;
    case 'step-started':
      return `began the step${event.guards.length === 0 ? '' : `; ${count(event.guards.length, 'guard')} held`}`;
    case 'step-refused':
      return `was refused: ${count(event.guards.filter(({ passed }) => !passed).length, 'guard')} did not hold`;
    case 'operation-sent':
      return `sent ${event.operation} to ${event.node}`;
    case 'operation-returned': {
      const what = sent.get(`${event.step} ${event.index}`) ?? 'the operation';
      const after = `after ${durationText(event.milliseconds)}`;
      return event.result.kind === 'returned'
        ? `got the result of ${what} ${after}`
        : `got no result of ${what} ${after}: ${event.result.failure.message}`;
    }
    case 'step-verified':
      return `verified the step; ${count(event.evidence.length, 'expectation')} held`;
    case 'step-failed':
      return `recorded that the step failed: ${event.reason}`;
    case 'step-skipped':
      return `skipped the step: ${event.reason}`;
    case 'run-interrupted':
      return `stopped the run: ${event.reason}`;
    case 'run-aborted':
      return `aborted the run: ${event.reason}`;
    case 'run-completed':
      return 'completed the run';
  }
}

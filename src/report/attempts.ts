import type { JournalRecord } from '../tasks/events.ts';
import { apply } from '../tasks/replay.ts';
import type { OperationState, RunState, StepState } from '../tasks/runState.ts';
import type { ReportAttempt, ReportOperation } from './json.ts';

/** The attempts at each step that were followed by another one, oldest first. A run's state holds only the last. */
export function earlierAttempts(
  records: readonly JournalRecord[],
): ReadonlyMap<string, readonly ReportAttempt[]> {
  const earlier = new Map<string, ReportAttempt[]>();
  let state: RunState | undefined;
  for (const record of records) {
    const { event } = record;
    const before =
      event.type === 'step-started' ? state?.steps.find(({ id }) => id === event.step) : undefined;
    if (before !== undefined && before.attempt > 0) {
      const known = earlier.get(before.id);
      if (known === undefined) earlier.set(before.id, [attemptOf(before)]);
      else known.push(attemptOf(before));
    }
    state = apply(state, record);
  }
  return earlier;
}

/** A step's last attempt, or what is known of it when it was never begun. */
export const attemptOf = (step: StepState): ReportAttempt => ({
  number: step.attempt,
  state: step.progress,
  reason: step.reason,
  startedAt: step.startedAt,
  endedAt: step.endedAt,
  guards: step.guards,
  operations: step.operations.map(operationOf),
  verification: step.evidence,
});

function operationOf({
  operation,
  node,
  parameters,
  script,
  sentAt,
  outcome,
}: OperationState): ReportOperation {
  const sent = { operation, node, parameters, script, sentAt };
  switch (outcome.kind) {
    case 'in-flight':
      return { ...sent, outcome: 'in-flight' };
    case 'returned':
      return { ...sent, outcome: 'returned', milliseconds: outcome.milliseconds, value: outcome.value };
    case 'failed':
      return { ...sent, outcome: 'failed', milliseconds: outcome.milliseconds, failure: outcome.failure };
  }
}

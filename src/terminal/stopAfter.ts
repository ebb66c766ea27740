import { ProblemError } from '../cluster/problem.ts';
import { comingStep } from '../tasks/intent.ts';
import type { RunState } from '../tasks/runState.ts';

/** Whether a run has the step behind it: ticked, skipped, or left out. */
export function isBehind(state: RunState, stepId: string): boolean {
  const next = comingStep(state);
  return next === undefined || state.steps.findIndex(({ id }) => id === stepId) < state.steps.indexOf(next);
}

/** A run stops only after a step that it has, with its steps bound, and that is still ahead. Throws ProblemError. */
export function refuseStopAfter(state: RunState, stepId: string | undefined): void {
  if (stepId === undefined) return;
  const has = state.steps.some(({ id }) => id === stepId);
  if (has && !isBehind(state, stepId)) return;
  const ahead = state.steps.map(({ id }) => id).filter((id) => !isBehind(state, id));
  throw new ProblemError({
    kind: 'input',
    message: has
      ? `--stop-after: the step ${JSON.stringify(stepId)} is done already, or is left out`
      : `--stop-after: this run of ${state.procedure.id} has no step ${JSON.stringify(stepId)}`,
    remedy:
      ahead.length === 0
        ? 'No step is left: leave --stop-after out.'
        : `The steps that are left: ${ahead.join(', ')}.`,
  });
}

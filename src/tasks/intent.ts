import { operationsOf } from './binding.ts';
import { currentStep, isDone, type RunState, type StepState } from './runState.ts';

/** What is to be done next; a function of the run's state alone. */
export type Intent =
  /** Evaluate the guards, then announce the step. */
  | { readonly kind: 'begin'; readonly step: StepState }
  /** Send the operation with this index. */
  | { readonly kind: 'send'; readonly step: StepState; readonly index: number }
  /** Look whether the step's expectations hold. */
  | { readonly kind: 'verify'; readonly step: StepState }
  /** A person decides: try again, verify again, skip, abort. */
  | { readonly kind: 'decide'; readonly step: StepState }
  /** Every step is done: record the end. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'none' };

/** Whether a step is left out: it was not begun, and the optional question that decides on it was not answered yes. */
export const isLeftOut = (state: RunState, { progress, step }: StepState): boolean =>
  progress === 'pending' &&
  step.onlyIf !== undefined &&
  state.steps.find(({ id }) => id === step.onlyIf)?.answer !== true;

/** The step that the run comes to next. What is left out is passed over, and is on record only once it was passed. */
export const comingStep = (state: RunState): StepState | undefined =>
  state.steps.find((step) => !isDone(step) && !isLeftOut(state, step));

/** The next thing to do. A change that may have happened is never repeated unseen: it is verified first. */
export function nextIntent(state: RunState): Intent {
  if (state.status !== 'active') return { kind: 'none' };
  const step = currentStep(state);
  if (step === undefined) return { kind: 'complete' };
  if (step.progress === 'failed') return { kind: 'decide', step };
  if (step.progress === 'pending') return { kind: 'begin', step };
  const last = step.operations.at(-1);
  if (last !== undefined && last.outcome.kind !== 'returned') return { kind: 'verify', step };
  if (step.operations.length < operationsOf(step.step).length)
    return { kind: 'send', step, index: step.operations.length };
  return { kind: 'verify', step };
}

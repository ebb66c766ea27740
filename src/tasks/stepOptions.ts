import type { StepState } from './runState.ts';

export type StepResult =
  | { readonly kind: 'ticked' | 'completed' | 'declined' }
  | { readonly kind: 'failed' | 'refused' | 'interrupted'; readonly reason: string };

export interface StepOptions {
  readonly signal: AbortSignal;
  /**
   * Asked before a step that changes something, and for the answer to a question; false leaves the step untouched.
   * Left out: the person has said yes to the whole run in advance, which is recorded so.
   */
  readonly confirm?: (step: StepState) => Promise<boolean>;
  /**
   * Asked for the answer to an optional question; undefined leaves it open. Left out, the answer is no: a yes to the
   * whole run is no request for what is done on request only.
   */
  readonly choose?: (step: StepState) => Promise<boolean | undefined>;
}

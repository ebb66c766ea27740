import type { Evidence } from '../cluster/evidence.ts';
import { contextOf, verificationOf } from './binding.ts';
import type { ClusterDoor } from './door.ts';
import { gatherReadings, judgeAll } from './gatherReadings.ts';
import { currentStep, type RunState } from './runState.ts';

/**
 * What the cluster says of the current step of a run at this moment: each expectation with what was seen. It writes
 * nothing to the journal and changes nothing, so that a run that was left in the middle can be looked at by anybody.
 */
export async function lookAt(
  state: RunState,
  door: ClusterDoor,
  signal: AbortSignal,
): Promise<readonly Evidence[]> {
  const step = currentStep(state);
  if (step === undefined) return [];
  const conditions = verificationOf(step.step);
  const context = contextOf(state, step);
  return judgeAll(conditions, await gatherReadings(door, conditions, context, { signal }), context);
}

import { sameName } from '../cluster/names.ts';
import { verificationOf } from '../tasks/binding.ts';
import type { RunState } from '../tasks/runState.ts';

/**
 * Whether this run has verified the package's file versions on the node; undefined when it has no package. It is only
 * ever told from evidence, so a node that somebody else has patched counts as not verified.
 */
export function isPatched(state: RunState, node: string): boolean | undefined {
  if (state.update === undefined) return undefined;
  return state.steps.some(
    (step) =>
      step.progress === 'ticked' &&
      verificationOf(step.step).some((condition) => condition.kind === 'files-at-version') &&
      step.evidence.some((line) => line.node !== undefined && sameName(line.node, node)),
  );
}

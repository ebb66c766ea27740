import { sameName } from '../cluster/names.ts';
import type { CallOptions, ClusterDoor } from './door.ts';
import type { StepState } from './runState.ts';

/** How often a step is begun in all; a person may still run it again. */
const mostAttempts = 5;
/** Seconds between two looks, and the longest wait before one further attempt. */
const pause = 60;
const longestWait = 1800;

/**
 * Waits until what was in the way of a failed step is over, such as another installation (1618). False when it failed
 * for any other reason, or has been tried often enough. Whoever tries again begins a new attempt, with its guards.
 */
export async function waitToTryAgain(
  step: StepState,
  door: Pick<ClusterDoor, 'wait' | 'snapshot'>,
  options: CallOptions,
): Promise<boolean> {
  const failed = step.evidence.filter((line) => !line.passed);
  const inTheWay = failed.filter((line) => line.again === true);
  if (inTheWay.length === 0 || step.attempt >= mostAttempts) return false;
  const nodes = inTheWay.flatMap(({ node }) => node ?? []);
  options.onOutput?.(
    `Another installation is in the way, and nothing was changed. Attempt ${step.attempt + 1} of ${mostAttempts} follows when it has ended.`,
  );
  for (let waited = 0; waited < longestWait; waited += pause) {
    await door.wait(pause, options);
    const snapshot = await door.snapshot(options);
    const free = nodes.every((name) =>
      snapshot.nodes.some((one) => one.kind === 'reached' && sameName(one.name, name) && !one.installRunning),
    );
    if (free) return true;
  }
  return false;
}

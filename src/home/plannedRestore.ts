import type { ClusterDefinition } from '../cluster/definition.ts';
import { ProblemError } from '../cluster/problem.ts';
import type { ClusterDoor } from '../tasks/door.ts';
import { planRestore, type Restore } from '../tasks/restore.ts';
import type { Home } from './home.ts';

/** What would bring a cluster back to its resting state; changes nothing. Throws ProblemError. */
export async function plannedRestore(
  definition: ClusterDefinition,
  { home, door, signal }: { readonly home: Home; readonly door: ClusterDoor; readonly signal: AbortSignal },
): Promise<Restore> {
  const snapshot = await door.snapshot({ signal });
  const unreached = snapshot.nodes.find((node) => node.kind === 'unreached');
  if (snapshot.state === undefined && unreached?.kind === 'unreached')
    throw new ProblemError({
      kind: 'unreachable',
      message: unreached.error.message,
      remedy: unreached.error.remedy,
    });
  const plan = planRestore(definition, snapshot, await home.recordedPolicies(definition.name));
  if (typeof plan !== 'string') return plan;
  throw new ProblemError({ kind: 'refused', message: plan, remedy: 'Nothing was changed.' });
}

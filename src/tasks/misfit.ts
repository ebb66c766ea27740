import type { ClusterDefinition } from '../cluster/definition.ts';
import { sameName } from '../cluster/names.ts';
import { protectedGroups } from '../cluster/ownership.ts';
import type { Problem } from '../cluster/problem.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import type { Procedure } from './procedure.ts';

/** Why a procedure cannot begin, and what a person mends. */
type Misfit = Pick<Problem, 'message' | 'remedy'>;

/**
 * What about the procedure, the definition and the cluster does not go together, so that no role can be bound safely;
 * undefined when all does. A cluster that nobody could read is no misfit.
 */
export function misfit(
  procedure: Procedure,
  definition: ClusterDefinition,
  snapshot: Snapshot,
): Misfit | undefined {
  return (
    wrongNumber(procedure, definition) ??
    otherNodes(definition, snapshot) ??
    splitGroups(definition, snapshot)
  );
}

const wrongNumber = ({ id, nodes }: Procedure, { name, nodes: defined }: ClusterDefinition) =>
  defined.length === nodes
    ? undefined
    : {
        message: `${id} is for ${nodes} nodes, and ${name} has ${defined.length}`,
        remedy: `Choose a procedure for ${defined.length} nodes, or write one ("nodes": ${defined.length}); a node that is left out could take the groups over in the middle. Nothing was changed.`,
      };

/** A node that the definition leaves out may take the groups over; one that the cluster does not have cannot be patched. */
function otherNodes({ name, nodes }: ClusterDefinition, { state }: Snapshot): Misfit | undefined {
  if (state === undefined) return undefined;
  const defined = nodes.map((node) => node.name);
  const present = state.nodes.map((node) => node.name);
  const without = (all: readonly string[], others: readonly string[]): readonly string[] =>
    all.filter((one) => !others.some((other) => sameName(one, other)));
  const strange = without(defined, present);
  const missing = without(present, defined);
  if (strange.length === 0 && missing.length === 0) return undefined;
  const parts = [
    ...(strange.length === 0 ? [] : [`names ${strange.join(', ')}, which the cluster does not have`]),
    ...(missing.length === 0 ? [] : [`leaves out ${missing.join(', ')}, which the cluster has`]),
  ];
  return {
    message: `the definition of ${name} ${parts.join(', and ')}`,
    remedy: `Correct "nodes" in the definition: the cluster has ${present.join(', ')} (its own names; a DNS name goes into "address"). Nothing was changed.`,
  };
}

function splitGroups(definition: ClusterDefinition, { state }: Snapshot): Misfit | undefined {
  const groups = protectedGroups(definition, state);
  const owners = new Set(groups.map(({ owner }) => owner.toLowerCase()));
  if (state === undefined || owners.size < 2) return undefined;
  const where = groups.map((group) => `${group.name} on ${group.owner}`).join(', ');
  return {
    message: `the protected groups of ${definition.name} are on more than one node: ${where}; so no node is active and none is passive`,
    remedy: `Move them to one node: cluster-patch restore --cluster ${definition.name} shows the way. Nothing was changed.`,
  };
}

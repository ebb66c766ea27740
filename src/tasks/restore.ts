import type { Roles } from '../cluster/conditions/condition.ts';
import type { ClusterDefinition } from '../cluster/definition.ts';
import { type Drift, driftOf, driftText } from '../cluster/drift.ts';
import { sameName } from '../cluster/names.ts';
import { protectedGroups } from '../cluster/ownership.ts';
import type { ClusterReading, Snapshot } from '../cluster/snapshot.ts';
import { filledIn } from './binding.ts';
import { type Procedure, procedure } from './procedure.ts';
import { restoreSteps } from './restoreSteps.ts';

/** What brings a cluster back to its resting state: a procedure of its own, and what is left for a person. */
export interface Restore {
  /** Undefined when there is nothing that the program can do safely. */
  readonly procedure: Procedure | undefined;
  /** Its steps, for a person. */
  readonly changes: readonly {
    readonly id: string;
    readonly title: string;
    readonly reason: string | null;
  }[];
  readonly roles: Roles;
  /** What the recorded policies are put back to. */
  readonly baseline: ClusterReading | undefined;
  /** What is not at rest now. */
  readonly drift: readonly Drift[];
  readonly byHand: readonly string[];
}

/** The smallest safe list of changes that leads from this snapshot to the resting state. A sentence when none can be told. */
export function planRestore(
  definition: ClusterDefinition,
  snapshot: Snapshot,
  recorded: ClusterReading | undefined,
): Restore | string {
  const cluster = snapshot.state;
  if (cluster === undefined) return `no node of ${definition.name} could read the cluster`;
  const [one, two, ...more] = definition.nodes.map((node) => node.name);
  if (one === undefined || two === undefined || more.length > 0)
    return `${definition.name} has ${definition.nodes.length} nodes, and restoring knows two: mend it by hand, by what status shows`;
  const busy = snapshot.nodes.find((node) => node.kind === 'reached' && node.installRunning);
  if (busy !== undefined) return `an installation is running on ${busy.name}: wait until it has ended`;
  const home = homeNode(definition, cluster, [one, two]);
  const other = sameName(home, one) ? two : one;
  const roles: Roles = { first: home, second: other, active: home, passive: other };
  const drift = driftOf(definition, snapshot);
  const { steps, byHand } = restoreSteps(definition, snapshot, cluster, roles, drift);
  const plan = steps.length === 0 ? undefined : restoreProcedure(steps, byHand.length === 0);
  return {
    procedure: plan,
    changes: (plan?.steps ?? []).map(({ id, title, prevents }) => ({
      id,
      title: filledIn(title, { roles, definition, update: undefined }),
      reason: prevents ?? null,
    })),
    roles,
    baseline: recorded ?? atRestPolicies(definition, cluster),
    drift,
    byHand,
  };
}

const restoreProcedure = (steps: readonly object[], whole: boolean): Procedure =>
  procedure.parse({
    id: 'restore',
    title: 'Restore the resting state',
    useFor: 'A cluster that a run, an installer or a person left in another state.',
    doNotUseFor: 'A cluster on which somebody is still at work.',
    downtime: 'None, unless the groups are offline or on two nodes already.',
    needsPackage: false,
    first: 'active',
    steps: whole ? [...steps, closingGate] : steps,
  });

const closingGate = {
  id: 'closing-gate',
  kind: 'gate',
  title: 'Check that {cluster} is at rest',
  verify: [{ check: 'at-rest' }],
  within: 60,
};

/** Where the groups belong: where most of them are and work, else the preferred owner, else where the first one is. */
function homeNode(
  definition: ClusterDefinition,
  cluster: ClusterReading,
  nodes: readonly [string, string],
): string {
  const groups = protectedGroups(definition, cluster);
  const weight = (node: string): number =>
    groups
      .filter((group) => sameName(group.owner, node))
      .reduce((sum, group) => sum + (group.state === 'Online' ? 3 : 2), 0) +
    (sameName(definition.preferredOwner ?? '', node) ? 1 : 0);
  return weight(nodes[1]) > weight(nodes[0]) ? nodes[1] : nodes[0];
}

/** The present cluster with the policies that the definition calls normal. */
const atRestPolicies = (definition: ClusterDefinition, cluster: ClusterReading): ClusterReading => ({
  ...cluster,
  resources: cluster.resources.map((resource) => ({ ...resource, restartAction: definition.restartAction })),
});

/** What a person reads before saying yes: what is not at rest, each change with its reason, and what is left. */
export const restoreLines = ({ changes, drift, byHand }: Restore): readonly string[] => [
  ...drift.map((line) => `not at rest: ${driftText(line)}`),
  ...changes.map(
    ({ title, reason }, index) => `${index + 1}. ${title}${reason === null ? '' : ` — ${reason}`}`,
  ),
  ...byHand.map((line) => `by hand: ${line}`),
];

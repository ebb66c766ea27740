import type { ClusterDefinition } from '../cluster/definition.ts';
import type { ClusterReading, NodeReading, ReachedNode, Snapshot, Unreachable } from '../cluster/snapshot.ts';
import type { OperationFailure } from '../tasks/door.ts';

/** What one read of one node gave. */
export type Reading<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: OperationFailure };

/** What every node is asked of the cluster; one of them tells the whole of it. */
export interface Ownership {
  readonly nodes: ClusterReading['nodes'];
  readonly groups: readonly Pick<ClusterReading['groups'][number], 'name' | 'owner' | 'state'>[];
}

/** The two reads of one node. */
export interface NodeReadings {
  readonly node: Reading<Omit<ReachedNode, 'kind' | 'name'>>;
  readonly cluster: Reading<ClusterReading | Ownership>;
}

const isWhole = (told: ClusterReading | Ownership): told is ClusterReading => 'resources' in told;

/** The cluster as the first node tells it that was asked for the whole of it and could tell. */
export const wholeOf = (readings: readonly NodeReadings[]): ClusterReading | undefined =>
  readings
    .map(({ cluster }) => (cluster.kind === 'returned' ? cluster.value : undefined))
    .find((told) => told !== undefined && isWhole(told));

/** An operation's failure as the reason why there is no reading. */
export function unreachable({ kind, message, remedy }: OperationFailure): Unreachable {
  switch (kind) {
    case 'denied':
    case 'timed-out':
    case 'failed':
      return { kind, message, remedy };
    case 'unreadable':
      return { kind: 'failed', message, remedy };
    case 'unreachable':
    case 'cancelled':
    case 'lost':
    case 'no-powershell':
      return { kind: 'unreachable', message, remedy };
  }
}

/**
 * Whether the readings of one snapshot are of different moments: two nodes tell the cluster differently, or a node has
 * fallen away while the others were reading.
 */
export function isTorn(readings: readonly NodeReadings[], fellAway: boolean): boolean {
  const told = readings.flatMap(({ cluster }) =>
    cluster.kind === 'returned' ? JSON.stringify(ownershipOf(cluster.value)) : [],
  );
  return fellAway || new Set(told).size > 1;
}

const ownershipOf = ({ nodes, groups }: Ownership): Ownership => ({
  nodes: nodes.map(({ name, state }) => ({ name, state })),
  groups: groups.map(({ name, owner, state }) => ({ name, owner, state })),
});

/** Puts the readings of all nodes together, in the order of the definition, with the cluster as one of them told it. */
export function snapshotOf(
  definition: ClusterDefinition,
  takenAt: string,
  readings: readonly NodeReadings[],
  state: ClusterReading | undefined,
): Snapshot {
  const nodes = definition.nodes.map(({ name }, index): NodeReading => {
    const reading = readings[index]?.node;
    if (reading === undefined) throw new RangeError(`no reading for ${name}`);
    if (reading.kind === 'failed') return { kind: 'unreached', name, error: unreachable(reading.failure) };
    return { ...reading.value, kind: 'reached', name };
  });
  return { cluster: definition.name, takenAt, nodes, state };
}

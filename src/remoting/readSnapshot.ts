import type { ClusterDefinition } from '../cluster/definition.ts';
import type { ClusterReading, NodeReading, ReachedNode, Snapshot, Unreachable } from '../cluster/snapshot.ts';
import type { OperationFailure } from '../tasks/door.ts';

/** What one read of one node gave. */
export type Reading<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: OperationFailure };

/** The two reads of one node. */
export interface NodeReadings {
  readonly node: Reading<Omit<ReachedNode, 'kind' | 'name'>>;
  readonly cluster: Reading<ClusterReading>;
}

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
    cluster.kind === 'returned' ? JSON.stringify(cluster.value) : [],
  );
  return fellAway || new Set(told).size > 1;
}

/** Puts the readings of all nodes together, in the order of the definition. The first node that tells the cluster wins. */
export function snapshotOf(
  definition: ClusterDefinition,
  takenAt: string,
  readings: readonly NodeReadings[],
): Snapshot {
  const nodes = definition.nodes.map(({ name }, index): NodeReading => {
    const reading = readings[index]?.node;
    if (reading === undefined) throw new RangeError(`no reading for ${name}`);
    if (reading.kind === 'failed') return { kind: 'unreached', name, error: unreachable(reading.failure) };
    return { ...reading.value, kind: 'reached', name };
  });
  const states = readings.map(({ cluster }) => cluster);
  const state = states.find((reading) => reading.kind === 'returned')?.value;
  return { cluster: definition.name, takenAt, nodes, state };
}

import type { Problem } from '../cluster/problem.ts';
import type { NodeReading, Snapshot } from '../cluster/snapshot.ts';

/** What is known of a cluster at this moment. An old snapshot stays on screen while a new one is taken, with its age. */
export interface ClusterState {
  readonly reading: boolean;
  readonly snapshot: Snapshot | undefined;
  /** The servers beside the cluster, where somebody has looked at them, with the time of the snapshot that they belong to. */
  readonly servers?: { readonly of: string; readonly readings: readonly NodeReading[] } | undefined;
  /** Why the last attempt gave no snapshot at all; what was seen before is then no longer known to be so. */
  readonly problem: Problem | undefined;
}

export const unreadCluster: ClusterState = { reading: false, snapshot: undefined, problem: undefined };

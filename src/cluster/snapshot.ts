import type { ServiceReading } from './service.ts';

export type NodeState = 'Up' | 'Down' | 'Paused' | 'Joining' | 'Unknown';
export type GroupState = 'Online' | 'Offline' | 'Failed' | 'PartialOnline' | 'Pending' | 'Unknown';
export type ResourceState = 'Online' | 'Offline' | 'Failed' | 'Pending' | 'Unknown';

/** Why a node could not be read, and what a person can do about it. */
export interface Unreachable {
  readonly kind: 'unreachable' | 'denied' | 'timed-out' | 'failed';
  readonly message: string;
  readonly remedy: string;
}

export interface ReachedNode {
  readonly kind: 'reached';
  readonly name: string;
  /** The node's own clock, UTC. */
  readonly time: string;
  readonly lastBoot: string;
  readonly osVersion: string;
  readonly osCaption: string;
  readonly powershellVersion: string;
  readonly languageMode: string;
  readonly elevated: boolean;
  /** Why a restart is pending; empty when none is. */
  readonly restartPending: readonly string[];
  readonly installRunning: boolean;
  readonly services: readonly ServiceReading[];
}

export interface UnreachedNode {
  readonly kind: 'unreached';
  readonly name: string;
  readonly error: Unreachable;
}

export type NodeReading = ReachedNode | UnreachedNode;

export interface GroupReading {
  readonly name: string;
  readonly owner: string;
  readonly state: GroupState;
  readonly core: boolean;
  readonly preferredOwners: readonly string[];
  /** 0 prevents failback, 1 allows it (AutoFailbackType). */
  readonly autoFailbackType: number;
}

export interface ResourceReading {
  readonly name: string;
  readonly group: string;
  readonly type: string;
  readonly state: ResourceState;
  readonly owner: string;
  /** The private property ServiceName of a Generic Service; empty for any other type. */
  readonly serviceName: string;
  /** 0 don't restart, 1 restart but never fail over, 2 restart and fail over past the threshold. */
  readonly restartAction: number;
  readonly restartThreshold: number;
  /** Milliseconds. */
  readonly restartPeriod: number;
  readonly possibleOwners: readonly string[];
}

/** The cluster service's own view, as one of the nodes reported it. */
export interface ClusterReading {
  readonly name: string;
  readonly nodes: readonly { readonly name: string; readonly state: NodeState }[];
  readonly groups: readonly GroupReading[];
  readonly resources: readonly ResourceReading[];
}

/** One reading of the whole cluster, with the time it was taken on this machine (UTC). */
export interface Snapshot {
  readonly cluster: string;
  readonly takenAt: string;
  readonly nodes: readonly NodeReading[];
  /** Missing when no node could tell. */
  readonly state: ClusterReading | undefined;
}

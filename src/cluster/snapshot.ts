import * as z from 'zod';
import type { NodeArchitecture } from './architecture.ts';
import type { ServiceReading } from './service.ts';

export const nodeStateName = z.enum(['Up', 'Down', 'Paused', 'Joining', 'Unknown']);
export type NodeState = z.infer<typeof nodeStateName>;
export const groupState = z.enum(['Online', 'Offline', 'Failed', 'PartialOnline', 'Pending', 'Unknown']);
export type GroupState = z.infer<typeof groupState>;
const resourceState = z.enum(['Online', 'Offline', 'Failed', 'Pending', 'Unknown']);
export type ResourceState = z.infer<typeof resourceState>;

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
  readonly architecture: NodeArchitecture;
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

const groupReading = z
  .object({
    name: z.string(),
    owner: z.string(),
    state: groupState,
    core: z.boolean(),
    preferredOwners: z.array(z.string()).readonly(),
    /** 0 prevents failback, 1 allows it (AutoFailbackType). */
    autoFailbackType: z.int(),
  })
  .readonly();
export type GroupReading = z.infer<typeof groupReading>;

const resourceReading = z
  .object({
    name: z.string(),
    group: z.string(),
    type: z.string(),
    state: resourceState,
    owner: z.string(),
    /** The private property ServiceName of a Generic Service; empty for any other type. */
    serviceName: z.string(),
    /** 0 don't restart, 1 restart but never fail over, 2 restart and fail over past the threshold. */
    restartAction: z.int(),
    restartThreshold: z.int(),
    /** Milliseconds. */
    restartPeriod: z.int(),
    possibleOwners: z.array(z.string()).readonly(),
  })
  .readonly();
export type ResourceReading = z.infer<typeof resourceReading>;

/** The cluster service's own view, as one of the nodes reported it; a run records the one that it started from. */
export const clusterReading = z
  .object({
    name: z.string(),
    nodes: z.array(z.object({ name: z.string(), state: nodeStateName }).readonly()).readonly(),
    groups: z.array(groupReading).readonly(),
    resources: z.array(resourceReading).readonly(),
  })
  .readonly();
export type ClusterReading = z.infer<typeof clusterReading>;

/** One reading of the whole cluster, with the time it was taken on this machine (UTC). */
export interface Snapshot {
  readonly cluster: string;
  readonly takenAt: string;
  readonly nodes: readonly NodeReading[];
  /** Missing when no node could tell. */
  readonly state: ClusterReading | undefined;
}

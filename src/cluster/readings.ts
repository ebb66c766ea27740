import type { ManagementGroupReading } from './managementGroup.ts';
import type { DatabaseCheck } from './package.ts';
import type { ReachedNode, Snapshot, Unreachable } from './snapshot.ts';

/** What a read gave: its value, or why there is none. Unknown is never taken for good. */
export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unread'; readonly error: Unreachable };

export interface FileReading {
  readonly path: string;
  readonly exists: boolean;
  /** Four numbers, `a.b.c.d`, from the numeric parts of the version resource; empty when there are none. */
  readonly version: string;
  /** A replacement waits for the node's next restart (PendingFileRenameOperations). */
  readonly pendingReplacement: boolean;
}

export interface EventReading {
  readonly log: string;
  readonly id: number;
  readonly source: string;
  readonly level: string;
  /** UTC. */
  readonly at: string;
  readonly message: string;
}

export interface PackageReading {
  readonly path: string;
  readonly exists: boolean;
  /** Bytes. */
  readonly length: number;
  /** Lower case hexadecimal. */
  readonly sha256: string;
}

/** The detached installation of one step of one run, as its folder on the node tells it. */
export type InstallReading =
  | { readonly state: 'none' }
  | ({ readonly state: 'running' } & InstallTrace)
  | ({ readonly state: 'finished'; readonly exitCode: number; readonly endedAt: string } & InstallTrace)
  /** It was started, has left no exit code, and its process is gone. */
  | ({ readonly state: 'lost' } & InstallTrace);

type InstallTrace = {
  /** UTC, by the node's clock; empty while it has not begun. */
  readonly startedAt: string;
  /** The last lines of its log. */
  readonly log: readonly string[];
  /** The line of its log that says what went wrong; empty when there is none. */
  readonly errorLine: string;
};

/** Everything that guards and verifications are judged on. The keys are `needKey` of what was asked. */
export interface Readings {
  readonly snapshot: Snapshot;
  readonly files: ReadonlyMap<string, Read<readonly FileReading[]>>;
  readonly events: ReadonlyMap<string, Read<readonly EventReading[]>>;
  readonly packages: ReadonlyMap<string, Read<PackageReading>>;
  readonly installs: ReadonlyMap<string, Read<InstallReading>>;
  /** The value that each database's query gave. */
  readonly databases: ReadonlyMap<string, Read<string>>;
  /** Machines that are no nodes of the cluster, as a snapshot has its nodes. */
  readonly machines: ReadonlyMap<string, Read<ReachedNode>>;
  readonly managementGroups: ReadonlyMap<string, Read<ManagementGroupReading>>;
}

/** One thing that a condition needs beside the snapshot. */
export type ReadingNeed =
  | { readonly kind: 'files'; readonly node: string; readonly paths: readonly string[] }
  | {
      readonly kind: 'events';
      readonly node: string;
      readonly logs: readonly string[];
      readonly after: string;
    }
  | { readonly kind: 'package'; readonly node: string; readonly path: string }
  | { readonly kind: 'database'; readonly node: string; readonly check: DatabaseCheck }
  | { readonly kind: 'install'; readonly node: string; readonly runId: string; readonly stepId: string }
  | { readonly kind: 'machine'; readonly node: string; readonly services: readonly string[] }
  | { readonly kind: 'management-group'; readonly node: string };

/** Two conditions may ask one node for different things: each finds its own answer. */
export const needKey = (need: ReadingNeed): string => JSON.stringify(need);

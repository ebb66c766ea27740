import type { ClusterDefinition } from '../cluster/definition.ts';
import type { ManagementGroupReading } from '../cluster/managementGroup.ts';
import type { UpdatePackage } from '../cluster/package.ts';
import type { EventReading, FileReading, PackageReading } from '../cluster/readings.ts';
import type { ClusterReading, NodeReading, Snapshot } from '../cluster/snapshot.ts';

/** What was read of one node or server beside the snapshot. What could not be read is missing. */
export interface NodeDetails {
  readonly name: string;
  readonly files: readonly FileReading[];
  readonly package: PackageReading | undefined;
  readonly events: readonly EventReading[];
}

/** What was read of the machines beside the cluster. */
export interface BesideReading {
  /** The management servers and gateways of the definition, each as it is now, or why it could not be read. */
  readonly servers: readonly NodeReading[];
  /** Undefined for a cluster that is no root management server. */
  readonly managementGroup: ManagementGroupReading | undefined;
}

/** Everything that a lab copy of a live cluster is made from. */
export interface CopySource {
  readonly definition: ClusterDefinition;
  readonly snapshot: Snapshot;
  /** The snapshot's own view of the cluster, which a copy cannot do without. */
  readonly cluster: ClusterReading;
  readonly update: UpdatePackage;
  readonly details: readonly NodeDetails[];
  /** What the package's database query gave; undefined when it could not be read. */
  readonly databaseVersion: string | undefined;
  /** Undefined for a copy of the nodes alone. */
  readonly beside: BesideReading | undefined;
  /** What could not be read, each with why and what the copy has instead. */
  readonly unread: readonly string[];
}

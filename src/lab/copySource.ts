import type { ClusterDefinition } from '../cluster/definition.ts';
import type { UpdatePackage } from '../cluster/package.ts';
import type { EventReading, FileReading, PackageReading } from '../cluster/readings.ts';
import type { ClusterReading, Snapshot } from '../cluster/snapshot.ts';

/** What was read of one node beside the snapshot. What could not be read is missing. */
export interface NodeDetails {
  readonly name: string;
  readonly files: readonly FileReading[];
  readonly package: PackageReading | undefined;
  readonly events: readonly EventReading[];
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
}

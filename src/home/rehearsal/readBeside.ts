import type { ClusterDefinition } from '../../cluster/definition.ts';
import { type ManagementGroupReading, sdkService } from '../../cluster/managementGroup.ts';
import { activeNode, resourceOfService } from '../../cluster/ownership.ts';
import { ProblemError } from '../../cluster/problem.ts';
import type { ClusterReading } from '../../cluster/snapshot.ts';
import type { BesideReading } from '../../lab/copySource.ts';
import type { CallOptions, ClusterDoor } from '../../tasks/door.ts';
import { readServers } from '../readServers.ts';

/**
 * Reads the servers beside a cluster and its management group, for a copy that has them. A server that does not answer
 * is data; without the management group there is no copy, since nobody could tell its agents. Throws ProblemError.
 */
export async function readBeside(
  door: ClusterDoor,
  definition: ClusterDefinition,
  cluster: ClusterReading,
  options: CallOptions,
): Promise<BesideReading> {
  const [servers, managementGroup] = await Promise.all([
    readServers(definition, door, options),
    readGroup(door, definition, cluster, options),
  ]);
  return { servers, managementGroup };
}

async function readGroup(
  door: ClusterDoor,
  definition: ClusterDefinition,
  cluster: ClusterReading,
  options: CallOptions,
): Promise<ManagementGroupReading | undefined> {
  if (resourceOfService(cluster, sdkService) === undefined) return undefined;
  const active = activeNode(definition, cluster);
  if (active === undefined)
    throw new ProblemError({
      kind: 'refused',
      message: `a copy needs the management group, which the active node tells, and it cannot be told which node of ${definition.name} is active`,
      remedy: 'Bring the protected groups to one node of the definition, then rehearse again.',
    });
  const read = await door.readManagementGroup(active, options);
  if (read.kind === 'read') return read.value;
  throw new ProblemError({
    kind: 'unreachable',
    message: `a copy needs the servers and agents of the management group, and ${active} did not give them: ${read.error.message}`,
    remedy: read.error.remedy,
  });
}

import type { ClusterDefinition } from './definition.ts';
import { sameName } from './names.ts';
import type { ClusterReading, GroupReading, ReachedNode, ResourceReading, Snapshot } from './snapshot.ts';

/** The Generic Service resource of a service; resource names are free text, so its private property tells. */
export const resourceOfService = (cluster: ClusterReading, service: string): ResourceReading | undefined =>
  cluster.resources.find((resource) => sameName(resource.serviceName, service));

/** The groups to protect: those that the definition names, else those that hold its services. */
export function protectedGroupNames(
  definition: ClusterDefinition,
  cluster: ClusterReading | undefined,
): readonly string[] {
  if (definition.protectedGroups !== undefined) return definition.protectedGroups;
  if (cluster === undefined) return [];
  const names = definition.services.flatMap(
    (service) => resourceOfService(cluster, service.name)?.group ?? [],
  );
  return names.filter((name, index) => names.findIndex((other) => sameName(other, name)) === index);
}

/** The protected groups as the cluster reports them; one that it does not have is left out. */
export function protectedGroups(
  definition: ClusterDefinition,
  cluster: ClusterReading | undefined,
): readonly GroupReading[] {
  return protectedGroupNames(definition, cluster).flatMap(
    (name) => cluster?.groups.find((group) => sameName(group.name, name)) ?? [],
  );
}

/** Whether the cluster brings the group home by itself as soon as a preferred owner is back. */
export const failbackAllowed = ({ autoFailbackType, preferredOwners }: GroupReading): boolean =>
  autoFailbackType !== 0 && preferredOwners.length > 0;

export type Role = 'active' | 'passive' | 'unknown';

/** The node that owns every protected group; undefined when there are none, or two nodes share them. */
export function activeNode(
  definition: ClusterDefinition,
  cluster: ClusterReading | undefined,
): string | undefined {
  const [first, ...rest] = protectedGroups(definition, cluster);
  if (first === undefined || first.owner === '') return undefined;
  if (rest.some((group) => !sameName(group.owner, first.owner))) return undefined;
  return definition.nodes.find((node) => sameName(node.name, first.owner))?.name ?? first.owner;
}

/**
 * Whether a node is active or passive now. A node that owns one of several protected groups is neither,
 * and nobody can be told passive while the owner of a group is not known.
 */
export function roleOf(
  definition: ClusterDefinition,
  cluster: ClusterReading | undefined,
  node: string,
): Role {
  const groups = protectedGroups(definition, cluster);
  if (groups.length === 0 || groups.some((group) => group.owner === '')) return 'unknown';
  if (groups.every((group) => sameName(group.owner, node))) return 'active';
  return groups.some((group) => sameName(group.owner, node)) ? 'unknown' : 'passive';
}

/** A node's reading, when the node answered. */
export function reachedNode(snapshot: Snapshot, name: string): ReachedNode | undefined {
  const node = snapshot.nodes.find((reading) => sameName(reading.name, name));
  return node?.kind === 'reached' ? node : undefined;
}

/** What the cluster says of a node; Unknown when no node could tell. */
export const nodeStateOf = (cluster: ClusterReading | undefined, name: string) =>
  cluster?.nodes.find((node) => sameName(node.name, name))?.state ?? 'Unknown';

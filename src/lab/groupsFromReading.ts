import { protectedResources } from '../cluster/conditions/resources.ts';
import { sdkService } from '../cluster/managementGroup.ts';
import { sameName } from '../cluster/names.ts';
import { resourceOfService } from '../cluster/ownership.ts';
import type { ClusterReading, GroupReading, ResourceReading } from '../cluster/snapshot.ts';
import type { CopySource } from './copySource.ts';
import { idOf } from './freshGroups.ts';
import { rootServerOf } from './managementGroupFromReading.ts';
import type { LabGroup, LabResource } from './world.ts';

/** The groups of the copy, each where the live one is. */
export const groupsFromReading = ({ cluster, definition }: CopySource): LabGroup[] =>
  cluster.groups.map((group) => ({
    name: group.name,
    id: idOf(`group/${group.name}`),
    core: group.core,
    owner: ownerOf(group, definition.nodes[0]?.name ?? ''),
    preferredOwners: [...group.preferredOwners],
    autoFailbackType: group.autoFailbackType,
    failbackWindowStart: -1,
    failbackWindowEnd: -1,
    leaving: false,
    target: '',
    cause: '',
    drainedFrom: '',
    failovers: [],
    parameters: [],
  }));

const ownerOf = ({ owner }: GroupReading, otherwise: string): string => (owner === '' ? otherwise : owner);

/** The resources of the copy, in the state and with the policies of the live ones. */
export function resourcesFromReading(source: CopySource): LabResource[] {
  const { cluster, definition } = source;
  const own = protectedResources(definition, cluster);
  return cluster.resources.map((resource) => {
    const group = cluster.groups.find((candidate) => sameName(candidate.name, resource.group));
    const state = stateOf(resource);
    return {
      name: resource.name,
      id: idOf(`resource/${resource.name}`),
      type: resource.type,
      group: resource.group,
      core: group?.core ?? false,
      state,
      wanted: state === 'Online',
      restartDue: false,
      turn: 0,
      dependsOn: providersOf(resource, cluster).map((provider) => provider.name),
      possibleOwners: [...resource.possibleOwners],
      restartAction: resource.restartAction,
      restartThreshold: resource.restartThreshold,
      restartPeriod: resource.restartPeriod,
      // At rest is what the definition says, whatever a run that came to no end has left behind.
      restAction: own.includes(resource) ? definition.restartAction : resource.restartAction,
      restThreshold: resource.restartThreshold,
      restPeriod: resource.restartPeriod,
      failures: [],
      parameters: parametersOf(resource, source),
    };
  });
}

/** The private properties that somebody asks for: the service, and the name under which its management group answers. */
function parametersOf(
  { serviceName, type, group }: ResourceReading,
  source: CopySource,
): LabResource['parameters'] {
  const text = (name: string, value: string) => ({ name, type: 'String' as const, value });
  if (serviceName !== '') return [text('ServiceName', serviceName), text('StartupParameters', '')];
  const root = rootServerOf(source);
  const sdk = resourceOfService(source.cluster, sdkService);
  return type === 'Network Name' && root !== undefined && sdk !== undefined && sameName(sdk.group, group)
    ? [text('Name', root.name)]
    : [];
}

/** What is neither online nor failed is taken as offline: the copy has nothing under way. */
const stateOf = ({ state }: ResourceReading): LabResource['state'] =>
  state === 'Online' || state === 'Failed' ? state : 'Offline';

/**
 * A snapshot does not say what depends on what. A clustered service usually depends on its disk and its network name,
 * and a name on its address. Source: Microsoft, "Resource dependencies" (Generic Service, Network Name).
 */
function providersOf(resource: ResourceReading, cluster: ClusterReading): readonly ResourceReading[] {
  const inGroup = (...types: readonly string[]) =>
    cluster.resources.filter(
      (other) => sameName(other.group, resource.group) && types.includes(other.type) && other !== resource,
    );
  const addresses = ['IP Address', 'IPv6 Address'];
  switch (resource.type) {
    case 'Physical Disk':
    case 'IP Address':
    case 'IPv6 Address':
      return [];
    case 'Network Name':
      return inGroup(...addresses);
    default: {
      const names = inGroup('Network Name');
      return [...(names.length > 0 ? names : inGroup(...addresses)), ...inGroup('Physical Disk')];
    }
  }
}

import { architectureOf } from '../../../src/cluster/architecture.ts';
import type { NodeReading, ResourceState, Snapshot } from '../../../src/cluster/snapshot.ts';
import type { LabGroup, LabNode, LabResource, World } from '../../../src/lab/world.ts';

/*
 * What a perfect reading of the lab would give: taken from the world itself, with nothing of the remoting, the node
 * scripts or the lab's cmdlets in between.
 */

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

const nodeState = (node: LabNode) => {
  if (!node.power || node.membership === 'Down') return 'Down';
  if (node.membership === 'Joining') return 'Joining';
  return node.paused ? 'Paused' : 'Up';
};

const groupState = (group: LabGroup, resources: readonly LabResource[]) => {
  const states = resources.filter((one) => one.group === group.name).map(({ state }) => state);
  if (group.leaving || states.some((state) => state.endsWith('Pending'))) return 'Pending';
  if (states.includes('Failed')) return 'Failed';
  if (!states.includes('Offline')) return 'Online';
  return states.includes('Online') ? 'PartialOnline' : 'Offline';
};

const resourceState = ({ state }: LabResource): ResourceState =>
  state === 'OnlinePending' || state === 'OfflinePending' ? 'Pending' : state;

const installs = (world: World, node: LabNode): boolean =>
  world.installs.some((one) => one.node === node.name && !['ended', 'lost', 'refused'].includes(one.stage));

/** A machine as it truly is, a node of the cluster or a server beside it. */
export function nodeReading(world: World, node: LabNode): NodeReading {
  if (!node.power)
    return {
      kind: 'unreached',
      name: node.name,
      error: { kind: 'unreachable', message: `${node.name} is down`, remedy: 'Start it.' },
    };
  return {
    kind: 'reached',
    name: node.name,
    time: instant(world.clock.now),
    lastBoot: instant(node.lastBoot),
    osVersion: node.osVersion,
    osCaption: node.osCaption,
    architecture: architectureOf(node.architecture),
    powershellVersion: node.powershellVersion,
    languageMode: 'FullLanguage',
    elevated: node.elevated,
    restartPending: [...node.restartPending, ...(node.replacements.length > 0 ? ['files in use'] : [])],
    installRunning: installs(world, node),
    services: node.services.map((service) => ({
      name: service.name,
      displayName: service.displayName,
      status: service.status,
      startType: service.startType,
      account: service.startName,
      exitCode: service.exitCode,
    })),
  };
}

/** The cluster as it truly is. */
export function worldSnapshot(world: World): Snapshot {
  const owner = (name: string): string => world.groups.find((group) => group.name === name)?.owner ?? '';
  const anyone = world.nodes.some((node) => node.power && node.membership === 'Up');
  return {
    cluster: world.cluster.name,
    takenAt: instant(world.clock.now),
    nodes: world.nodes.map((node) => nodeReading(world, node)),
    state: !anyone
      ? undefined
      : {
          name: world.cluster.name,
          nodes: world.nodes.map((node) => ({ name: node.name, state: nodeState(node) })),
          groups: world.groups.map((group) => ({
            name: group.name,
            owner: group.owner,
            state: groupState(group, world.resources),
            core: group.core,
            preferredOwners: group.preferredOwners,
            autoFailbackType: group.autoFailbackType,
          })),
          resources: world.resources.map((resource) => ({
            name: resource.name,
            group: resource.group,
            type: resource.type,
            state: resourceState(resource),
            owner: owner(resource.group),
            serviceName: resource.parameters.find(({ name }) => name === 'ServiceName')?.value ?? '',
            restartAction: resource.restartAction,
            restartThreshold: resource.restartThreshold,
            restartPeriod: resource.restartPeriod,
            possibleOwners: resource.possibleOwners,
          })),
        },
  };
}

import type { ClusterDefinition } from '../cluster/definition.ts';
import { defaultLabOptions, type LabOptions } from './freshWorld.ts';

/** The lab that a definition describes: its nodes, group and services, at rest, with the first node active. */
export function labOptionsOf(definition: ClusterDefinition): LabOptions {
  const usual = defaultLabOptions(Date.now());
  return {
    ...usual,
    clusterName: definition.name,
    nodes: definition.nodes.map((node) => node.name),
    servers: [
      ...definition.managementServers.map(({ name }) => ({ name, gateway: false })),
      ...definition.gateways.map(({ name }) => ({ name, gateway: true })),
    ],
    agents: [],
    groupName: definition.protectedGroups?.[0] ?? usual.groupName,
    clusterGroupName: definition.clusterGroup,
    services: definition.services.map((service) => ({
      name: service.name,
      displayName: service.displayName ?? service.name,
      resourceName: `${service.displayName ?? service.name} (resource)`,
      needsSharedDisk: service.needsSharedDisk,
    })),
    eventLogs: definition.eventLogs,
    durations: definition.durations ?? usual.durations,
    packages: usual.packages.map((item) => ({
      ...item,
      services: item.services.length === 0 ? [] : definition.services.map((service) => service.name),
    })),
  };
}

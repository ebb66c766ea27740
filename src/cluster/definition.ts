import * as z from 'zod';
import { durations } from './durations.ts';
import { clusterObjectName, hostName, serviceName } from './names.ts';
import { presets } from './presets.ts';
import { clusterName, nodeEntry, transport } from './transport.ts';

const clusteredService = z.strictObject({
  name: serviceName,
  displayName: z.string().min(1).max(256).optional(),
  needsSharedDisk: z
    .boolean()
    .default(false)
    .describe('It cannot start on a node that does not own the shared disk (on an RMS: HealthService).'),
});
export type ClusteredService = z.infer<typeof clusteredService>;

/** A cluster definition as a person writes it; the smallest useful one is a name, two nodes and a preset. */
export const definitionFile = z.strictObject({
  $schema: z.string().optional(),
  name: clusterName.describe('The name used on screen, in commands and in file names.'),
  address: hostName.optional().describe('The cluster name object, when it is not the name above.'),
  preset: z
    .enum(['rms-2007'])
    .optional()
    .describe('Fills in the services, the event log and the expectations of a known product.'),
  nodes: z.array(nodeEntry).min(2).max(16),
  managementServers: z
    .array(nodeEntry)
    .max(64)
    .default([])
    .describe('Management servers of the same management group that are no nodes of the cluster.'),
  gateways: z.array(nodeEntry).max(64).default([]).describe('Gateway servers of the management group.'),
  transport: transport.default({ kind: 'winrm', https: false, authentication: 'Default' }),
  parallelOpenings: z
    .int()
    .min(1)
    .max(16)
    .optional()
    .describe(
      'How many sessions to nodes of the cluster may be in the course of being opened at once; 8 when left out. Once open, all nodes are read at the same time.',
    ),
  protectedGroups: z
    .array(clusterObjectName)
    .min(1)
    .optional()
    .describe(
      'The groups to protect. Left out: the groups that hold a Generic Service resource of one of the services.',
    ),
  clusterGroup: clusterObjectName.default('Cluster Group'),
  services: z.array(clusteredService).min(1).optional(),
  eventLogs: z.array(z.string().min(1).max(128)).optional().describe('Event logs in which new errors count.'),
  preferredOwner: hostName.optional().describe('Where the protected groups belong when the work is done.'),
  restartAction: z
    .literal([0, 1, 2])
    .default(2)
    .describe('The failover policy at rest: 2 restart and fail over, 1 restart only, 0 neither.'),
  durations: durations
    .optional()
    .describe('Seconds that things take on this cluster, for rehearsals on a copy of it.'),
});
export type DefinitionFile = z.infer<typeof definitionFile>;

const nodeDefinition = z.object({ name: hostName, address: hostName, transport });
export type NodeDefinition = Readonly<z.infer<typeof nodeDefinition>>;

/**
 * A definition with its preset filled in and every node spelled out; what the rest of the program uses, and what a
 * run records, so that a later change of the file or of the preset does not change what the run was about.
 */
export const clusterDefinition = z.object({
  name: clusterName,
  address: hostName.optional(),
  preset: z.string().optional(),
  nodes: z.array(nodeDefinition).readonly(),
  parallelOpenings: z.int().optional(),
  // A run that was recorded before there were servers beside the nodes has none.
  managementServers: z.array(nodeDefinition).readonly().default([]),
  gateways: z.array(nodeDefinition).readonly().default([]),
  protectedGroups: z.array(clusterObjectName).readonly().optional(),
  clusterGroup: clusterObjectName,
  services: z.array(clusteredService).readonly(),
  eventLogs: z.array(z.string()).readonly(),
  preferredOwner: hostName.optional(),
  restartAction: z.literal([0, 1, 2]),
  durations: durations.optional(),
});
export type ClusterDefinition = Readonly<z.infer<typeof clusterDefinition>>;

/** Fills in what the file leaves to its preset. Returns a sentence instead when something is still missing. */
export function resolveDefinition(file: DefinitionFile): ClusterDefinition | string {
  const preset = file.preset === undefined ? undefined : presets[file.preset];
  const services = file.services ?? preset?.services;
  if (services === undefined)
    return 'names no services: add "services", or a "preset" that knows them (such as "rms-2007")';
  const spelledOut = (entries: DefinitionFile['nodes']): readonly NodeDefinition[] =>
    entries.map((node) => {
      const entry = typeof node === 'string' ? { name: node } : node;
      return {
        name: entry.name,
        address: entry.address ?? entry.name,
        transport: entry.transport ?? file.transport,
      };
    });
  const nodes = spelledOut(file.nodes);
  const managementServers = spelledOut(file.managementServers);
  const gateways = spelledOut(file.gateways);
  const names = nodes.map((node) => node.name.toLowerCase());
  const machines = [...nodes, ...managementServers, ...gateways].map(({ name }) => name.toLowerCase());
  const twice = machines.find((name, index) => machines.indexOf(name) !== index);
  if (twice !== undefined) return `names the machine ${twice} twice`;
  if (file.preferredOwner !== undefined && !names.includes(file.preferredOwner.toLowerCase()))
    return `names ${file.preferredOwner} as preferred owner, which is not one of its nodes`;
  return {
    name: file.name,
    address: file.address,
    preset: file.preset,
    nodes,
    ...(file.parallelOpenings === undefined ? {} : { parallelOpenings: file.parallelOpenings }),
    managementServers,
    gateways,
    protectedGroups: file.protectedGroups,
    clusterGroup: file.clusterGroup,
    services,
    eventLogs: file.eventLogs ?? preset?.eventLogs ?? [],
    preferredOwner: file.preferredOwner,
    restartAction: file.restartAction,
    ...(file.durations === undefined ? {} : { durations: file.durations }),
  };
}

/** What a machine of a definition is: a node of the cluster, or a server of the management group beside it. */
export type MachineRole = 'node' | 'management-server' | 'gateway';

/** Every machine of a definition with what it is: the nodes first. */
export const rolesOf = ({
  nodes,
  managementServers,
  gateways,
}: Pick<ClusterDefinition, 'nodes' | 'managementServers' | 'gateways'>): readonly {
  readonly role: MachineRole;
  readonly machine: NodeDefinition;
}[] => [
  ...nodes.map((machine) => ({ role: 'node' as const, machine })),
  ...managementServers.map((machine) => ({ role: 'management-server' as const, machine })),
  ...gateways.map((machine) => ({ role: 'gateway' as const, machine })),
];

/** Every machine that the definition names: the cluster's nodes, then the servers beside them. */
export const machinesOf = (
  definition: Pick<ClusterDefinition, 'nodes' | 'managementServers' | 'gateways'>,
): readonly NodeDefinition[] => rolesOf(definition).map(({ machine }) => machine);

/** Whether the whole cluster is a simulated one, with the servers beside it. */
export const isLab = (definition: ClusterDefinition): boolean =>
  machinesOf(definition).every((machine) => machine.transport.kind === 'lab');

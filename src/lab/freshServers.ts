import { sdkService } from '../cluster/managementGroup.ts';
import { freshNode } from './freshNode.ts';
import type { LabOptions, LabServerOptions } from './freshWorld.ts';
import type { LabAgent, LabNode, LabService, World } from './world.ts';

/** The service that every server of the management group and every agent has. */
const healthService = 'HealthService';

/** The servers beside the cluster, each in its role's resting state. */
export const freshServers = (options: LabOptions): LabNode[] =>
  options.servers.map((server, index) => {
    const node = freshNode(options, server.name, options.nodes.length + index);
    return {
      ...node,
      services: node.services.flatMap((service) => serviceAtRest(service, server)),
      logs: ['Application', 'System', ...options.eventLogs],
    };
  });

/**
 * On a secondary management server the SDK and Config services are disabled by design, and a gateway does not have them.
 * Source: "Crucial OpsMgr services explained" (2009).
 */
function serviceAtRest(service: LabService, { gateway }: LabServerOptions): LabService[] {
  if (service.name === 'ClusSvc') return [];
  if (service.name === 'msiserver') return [service];
  if (service.name === healthService)
    return [
      { ...service, needsSharedDisk: false, startType: 'Automatic', status: 'Running', processId: 2000 },
    ];
  return gateway ? [] : [{ ...service, startType: 'Disabled', status: 'Stopped', processId: 0 }];
}

/** A management group with no servers and no agents: that of a cluster that is no root management server. */
export const noManagementGroup: World['managementGroup'] = { servers: [], agents: [], pendingActions: [] };

/** The management group of the cluster, as its root management server knows it. */
export function freshManagementGroup(options: LabOptions): World['managementGroup'] {
  if (!options.services.some(({ name }) => name === sdkService)) return noManagementGroup;
  return {
    servers: options.servers.map(({ name, gateway }) => ({ name, gateway })),
    agents: options.agents.map((agent) => ({ ...agent, patchList: '' })),
    pendingActions: [],
  };
}

/** An agent as a lab is asked to have it; the server is the empty text for the root management server. */
export type LabAgentOptions = Omit<LabAgent, 'patchList'>;

const agent = (number: number, server: string, changes: Partial<LabAgentOptions> = {}): LabAgentOptions => ({
  name: `AGENT${String(number).padStart(2, '0')}`,
  server,
  manual: false,
  reachable: true,
  keepsOldFiles: false,
  ...changes,
});

/** Twelve agents: a third installed by hand, one that cannot be reached, one that reports success with old files. */
export const defaultAgents: readonly LabAgentOptions[] = [
  agent(1, ''),
  agent(2, ''),
  agent(3, '', { manual: true }),
  agent(4, 'MS1'),
  agent(5, 'MS1'),
  agent(6, 'MS1', { manual: true }),
  agent(7, 'MS1', { manual: true }),
  agent(8, 'MS1', { reachable: false }),
  agent(9, 'MS1', { keepsOldFiles: true }),
  agent(10, 'GW1'),
  agent(11, 'GW1', { manual: true }),
  agent(12, 'GW1'),
];

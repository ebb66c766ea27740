import { sameMachine } from '../cluster/managementGroup.ts';
import type { CopySource } from './copySource.ts';
import { noManagementGroup } from './freshServers.ts';
import type { World } from './world.ts';

/**
 * The management group of the copy, by the names that the live one has. That an agent would report success and keep its
 * old files cannot be read from anywhere: none does here. What waits for a machine that is no agent yet is left out.
 */
export function managementGroupFromReading(source: CopySource): World['managementGroup'] {
  const group = source.beside?.managementGroup;
  if (group === undefined) return noManagementGroup;
  const root = rootNames(source);
  const agents = new Set(group.agents.map(({ name }) => name.toLowerCase()));
  return {
    servers: group.servers.filter((server) => !server.root).map(({ name, gateway }) => ({ name, gateway })),
    agents: group.agents.map(({ name, managementServer, manuallyInstalled, available, patchList }) => ({
      name,
      server: root.some((known) => sameMachine(known, managementServer)) ? '' : managementServer,
      manual: manuallyInstalled,
      reachable: available,
      keepsOldFiles: false,
      patchList,
    })),
    pendingActions: group.pending
      .filter(({ agent }) => agents.has(agent.toLowerCase()))
      // An approval brings whatever lies on the agent's server: the update that was installed there last.
      .map(({ agent, type }) => ({ agent, type, package: source.update.id })),
  };
}

/** By what names the management group may know the cluster: its own, or that of a node. */
const rootNames = ({ beside, definition }: CopySource): readonly string[] => [
  ...(beside?.managementGroup?.servers ?? []).flatMap(({ root, name }) => (root ? name : [])),
  ...definition.nodes.map(({ name }) => name),
];

/** The network name of the root management server and its domain; undefined where nobody has read them. */
export function rootServerOf({ beside }: CopySource):
  | {
      readonly name: string;
      readonly domain: string | undefined;
    }
  | undefined {
  const root = beside?.managementGroup?.servers.find((server) => server.root);
  if (root === undefined) return undefined;
  const [name = root.name, ...domain] = root.name.split('.');
  return { name, domain: domain.length === 0 ? undefined : domain.join('.') };
}

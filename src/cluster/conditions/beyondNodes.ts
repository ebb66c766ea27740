import { agentPatchesPresent } from './agentPatches.ts';
import { agentsAccountedFor, agentsListed, batchDone, serversInDefinition } from './agents.ts';

/** The conditions about more than the cluster's nodes: the servers beside it, its management group, the agents. */
export const beyondNodes: readonly string[] = [
  agentPatchesPresent,
  agentsListed,
  agentsAccountedFor,
  batchDone,
  serversInDefinition,
].map(({ kind }) => kind);

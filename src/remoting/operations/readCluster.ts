import * as z from 'zod';
import type { GroupState, NodeState, ResourceState } from '../../cluster/snapshot.ts';
import { names } from '../nodeValues.ts';
import { defineOperation, seconds, single } from '../operation.ts';

const nodeStates: readonly NodeState[] = ['Up', 'Down', 'Paused', 'Joining'];
const groupStates: readonly GroupState[] = ['Online', 'Offline', 'Failed', 'PartialOnline', 'Pending'];

/**
 * The cluster has more words for a resource than a person needs: Inherited and Initializing, OnlinePending and
 * OfflinePending are on the way. Source: Microsoft, CLUSTER_RESOURCE_STATE enumeration.
 */
const resourceStates: { readonly [state: string]: ResourceState } = {
  Online: 'Online',
  Offline: 'Offline',
  Failed: 'Failed',
  Inherited: 'Pending',
  Initializing: 'Pending',
  Pending: 'Pending',
  OnlinePending: 'Pending',
  OfflinePending: 'Pending',
};

const nodeState = z
  .string()
  .transform((text): NodeState => nodeStates.find((state) => state === text) ?? 'Unknown');
const groupState = z
  .string()
  .transform((text): GroupState => groupStates.find((state) => state === text) ?? 'Unknown');
const resourceState = z.string().transform((text): ResourceState => resourceStates[text] ?? 'Unknown');

export const nodeInCluster = z.object({ name: z.string(), state: nodeState });
export const groupOwner = z.object({ name: z.string(), owner: z.string(), state: groupState });

/** The cluster as one node sees it. */
export const readCluster = defineOperation({
  name: 'read-cluster',
  kind: 'read',
  function: 'Get-PatchCluster',
  arguments: z.strictObject({}),
  parameters: () => ({ OwnersOnly: false }),
  result: single(
    z.object({
      name: z.string(),
      nodes: z.array(nodeInCluster),
      groups: z.array(
        groupOwner.extend({
          core: z.boolean(),
          preferredOwners: names,
          autoFailbackType: z.int(),
        }),
      ),
      resources: z.array(
        z.object({
          name: z.string(),
          group: z.string(),
          type: z.string(),
          state: resourceState,
          owner: z.string(),
          serviceName: z.string(),
          restartAction: z.int(),
          restartThreshold: z.int(),
          restartPeriod: z.int(),
          possibleOwners: names,
          dependsOn: z.string(),
        }),
      ),
    }),
  ),
  timeLimit: seconds(60),
});

import * as z from 'zod';
import { defineOperation, seconds, single } from '../operation.ts';
import { groupOwner, nodeInCluster, readCluster } from './readCluster.ts';

/**
 * The reading of the cluster, of which only the nodes' states and the groups' owners are asked for: enough to find that
 * two nodes tell it differently, without a call for each group and resource.
 */
export const readOwners = defineOperation({
  name: readCluster.name,
  kind: 'read',
  function: readCluster.function,
  arguments: z.strictObject({}),
  parameters: () => ({ OwnersOnly: true }),
  result: single(z.object({ nodes: z.array(nodeInCluster), groups: z.array(groupOwner) })),
  timeLimit: seconds(60),
});

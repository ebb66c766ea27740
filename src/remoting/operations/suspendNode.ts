import * as z from 'zod';
import { hostName } from '../../cluster/names.ts';
import { defineOperation, seconds, single } from '../operation.ts';

/** Pauses a node of the cluster, so that it takes no group; with `drain` its own groups leave it. */
export const suspendNode = defineOperation({
  name: 'suspend-node',
  kind: 'write',
  about: 'Pauses a node of the cluster, so that it takes no group.',
  recognisedBy: ['node-state'],
  function: 'Suspend-PatchNode',
  arguments: z.strictObject({
    node: hostName.describe('The node to pause.'),
    drain: z.boolean().default(false).describe('Whether its own groups are moved away.'),
  }),
  parameters: ({ node, drain }) => ({ Node: node, Drain: drain }),
  result: single(z.object({ name: z.string(), was: z.string(), state: z.string() })),
  timeLimit: seconds(600),
  showsWithin: 1,
});

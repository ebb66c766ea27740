import * as z from 'zod';
import { hostName } from '../../cluster/names.ts';
import { objectNames } from '../nodeValues.ts';
import { defineOperation } from '../operation.ts';

const longestMove = 300;

/** Moves groups to a node, one after the other, and waits for each. */
export const moveGroups = defineOperation({
  name: 'move-groups',
  kind: 'write',
  about: 'Moves groups to a node, one after the other, and waits for each.',
  recognisedBy: ['node-is-active', 'node-is-passive', 'groups-online', 'cluster-group-online'],
  function: 'Move-PatchGroup',
  arguments: z.strictObject({
    groups: objectNames.describe('The groups, in the order in which they are moved.'),
    node: hostName.describe('The node that shall own them.'),
  }),
  parameters: ({ groups, node }) => ({ Group: groups, Node: node, WaitSeconds: longestMove }),
  result: z.array(z.object({ group: z.string(), owner: z.string(), state: z.string() })),
  timeLimit: ({ groups }) => (groups.length * longestMove + 60) * 1000,
  showsWithin: 1,
});

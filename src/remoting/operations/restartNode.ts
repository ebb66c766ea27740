import * as z from 'zod';
import { time } from '../nodeValues.ts';
import { defineOperation, seconds, single } from '../operation.ts';

/** Restarts a node. The session may be gone before it answers; the time of the last start tells whether it did. */
export const restartNode = defineOperation({
  name: 'restart-node',
  kind: 'write',
  about: 'Restarts the node.',
  recognisedBy: ['no-restart-pending', 'node-state'],
  function: 'Restart-PatchNode',
  arguments: z.strictObject({}),
  parameters: () => ({}),
  result: single(z.object({ name: z.string(), lastBoot: time })),
  timeLimit: seconds(120),
  // A node that goes down slowly, to install updates on the way, stops its services or its network before that.
  showsWithin: 10,
});

import * as z from 'zod';
import { time } from '../nodeValues.ts';
import { defineOperation, single } from '../operation.ts';

/** Waits on a node, by its clock. */
export const waitNode = defineOperation({
  name: 'wait',
  kind: 'read',
  function: 'Wait-PatchNode',
  arguments: z.strictObject({ seconds: z.int().min(0).max(86_400) }),
  parameters: ({ seconds }) => ({ Seconds: seconds }),
  result: single(z.object({ time })),
  timeLimit: ({ seconds }) => (seconds + 60) * 1000,
});

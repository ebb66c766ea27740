import * as z from 'zod';
import { objectNames } from '../nodeValues.ts';
import { defineOperation } from '../operation.ts';

const longestWait = 300;

/** Takes cluster resources offline, each with those that depend on it. */
export const stopResources = defineOperation({
  name: 'stop-resources',
  kind: 'write',
  about: 'Takes cluster resources offline, each with those that depend on it.',
  recognisedBy: ['resources'],
  function: 'Stop-PatchResource',
  arguments: z.strictObject({ names: objectNames.describe('The resources.') }),
  parameters: ({ names }) => ({ Name: names, WaitSeconds: longestWait }),
  result: z.array(z.object({ name: z.string(), was: z.string(), state: z.string(), owner: z.string() })),
  timeLimit: ({ names }) => (names.length * longestWait + 60) * 1000,
  showsWithin: 1,
});

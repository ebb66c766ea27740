import * as z from 'zod';
import { objectNames } from '../nodeValues.ts';
import { defineOperation } from '../operation.ts';

const longestWait = 300;

/** Brings cluster resources online, each with those that it depends on. */
export const startResources = defineOperation({
  name: 'start-resources',
  kind: 'write',
  about: 'Brings cluster resources online, each with those that it depends on.',
  recognisedBy: ['groups-online', 'resources'],
  function: 'Start-PatchResource',
  arguments: z.strictObject({ names: objectNames.describe('The resources.') }),
  parameters: ({ names }) => ({ Name: names, WaitSeconds: longestWait }),
  result: z.array(z.object({ name: z.string(), was: z.string(), state: z.string(), owner: z.string() })),
  timeLimit: ({ names }) => (names.length * longestWait + 60) * 1000,
  showsWithin: 1,
});

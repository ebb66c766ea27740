import * as z from 'zod';
import { time } from '../nodeValues.ts';
import { defineOperation, seconds } from '../operation.ts';

const longestMessage = 2000;

/** Critical events and errors of event logs since a time. */
export const readEvents = defineOperation({
  name: 'read-events',
  kind: 'read',
  function: 'Get-PatchEvent',
  arguments: z.strictObject({
    logs: z.array(z.string().min(1).max(128)).min(1),
    after: z.iso.datetime({ offset: true }),
    max: z.int().min(1).max(1000).default(100),
  }),
  parameters: ({ logs, after, max }) => ({ Log: logs, After: after, Max: max }),
  result: z.array(
    z.object({
      log: z.string(),
      id: z.int(),
      source: z.string(),
      level: z.string(),
      at: time,
      message: z.string().transform((text) => text.slice(0, longestMessage)),
    }),
  ),
  // An event log of some hundred megabytes is searched from its end, but still slowly.
  timeLimit: seconds(120),
});

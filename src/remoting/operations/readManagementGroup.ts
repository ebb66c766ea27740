import * as z from 'zod';
import { time } from '../nodeValues.ts';
import { defineOperation, seconds, single } from '../operation.ts';

/** The management group, asked of the root management server. Its cmdlets alone take many seconds to load. */
export const readManagementGroup = defineOperation({
  name: 'read-management-group',
  kind: 'read',
  function: 'Get-PatchManagementGroup',
  arguments: z.strictObject({}),
  parameters: () => ({}),
  result: single(
    z.object({
      time,
      servers: z.array(z.object({ name: z.string(), root: z.boolean(), gateway: z.boolean() })),
      agents: z.array(
        z.object({
          name: z.string(),
          managementServer: z.string(),
          manuallyInstalled: z.boolean(),
          available: z.boolean(),
          patchList: z.string(),
        }),
      ),
      pending: z.array(z.object({ agent: z.string(), managementServer: z.string(), type: z.string() })),
    }),
  ),
  timeLimit: seconds(180),
});

import * as z from 'zod';
import { localPath } from '../../cluster/names.ts';
import { defineOperation, seconds, single } from '../operation.ts';

/** Whether a package lies on a node, and its hash. */
export const readPackage = defineOperation({
  name: 'read-package',
  kind: 'read',
  function: 'Get-PatchPackage',
  arguments: z.strictObject({ path: localPath }),
  parameters: ({ path }) => ({ Path: path }),
  result: single(
    z.object({
      path: z.string(),
      exists: z.boolean(),
      length: z.int(),
      sha256: z.string().transform((text) => text.toLowerCase()),
    }),
  ),
  timeLimit: seconds(120),
});

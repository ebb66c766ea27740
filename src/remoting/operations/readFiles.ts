import * as z from 'zod';
import { localPath } from '../../cluster/names.ts';
import { defineOperation, seconds } from '../operation.ts';

/** Existence and version of files on a node. */
export const readFiles = defineOperation({
  name: 'read-files',
  kind: 'read',
  function: 'Get-PatchFile',
  arguments: z.strictObject({ paths: z.array(localPath).min(1) }),
  parameters: ({ paths }) => ({ Path: paths }),
  result: z.array(
    z.object({
      path: z.string(),
      exists: z.boolean(),
      version: z.string(),
      pendingReplacement: z.boolean(),
    }),
  ),
  timeLimit: seconds(60),
});

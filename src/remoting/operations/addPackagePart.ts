import * as z from 'zod';
import { localPath } from '../../cluster/names.ts';
import { defineOperation, seconds, single } from '../operation.ts';

/** One part of a copy: the bytes from an offset, which is the length that the file on the node has. */
export const addPackagePart = defineOperation({
  name: 'copy-package',
  kind: 'write',
  about: 'Adds one part to the copy of a package.',
  recognisedBy: ['package-present'],
  function: 'Add-PatchPackagePart',
  arguments: z.strictObject({ path: localPath, offset: z.int().min(0), bytes: z.base64() }),
  parameters: ({ path, offset }) => ({ Path: path, Offset: offset }),
  bytes: ({ bytes }) => ({ Bytes: bytes }),
  result: single(z.object({ length: z.int() })),
  timeLimit: seconds(120),
});

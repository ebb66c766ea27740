import * as z from 'zod';
import { clusterObjectName } from '../../cluster/names.ts';
import { decodeLease } from '../leaseText.ts';
import { defineOperation, seconds, single } from '../operation.ts';

/** The lease that a run holds on a group; empty when there is none. */
export const readLease = defineOperation({
  name: 'read-lease',
  kind: 'read',
  function: 'Get-PatchLease',
  arguments: z.strictObject({ group: clusterObjectName }),
  parameters: ({ group }) => ({ Group: group }),
  result: single(z.object({ lease: z.string().transform(decodeLease) })),
  timeLimit: seconds(60),
});

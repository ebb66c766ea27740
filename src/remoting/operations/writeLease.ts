import * as z from 'zod';
import { clusterObjectName } from '../../cluster/names.ts';
import { decodeLease, encodeLease } from '../leaseText.ts';
import { defineOperation, seconds, single } from '../operation.ts';

const leaseText = z.string().max(4000);

/** Puts a lease on a group if it still holds what was read before. */
export const writeLease = defineOperation({
  name: 'write-lease',
  kind: 'write',
  about: 'Puts a lease on a group if it still holds what was read before.',
  // No procedure sends it: who takes a lease reads it back.
  recognisedBy: [],
  function: 'Set-PatchLease',
  arguments: z.strictObject({ group: clusterObjectName, lease: leaseText, previous: leaseText }),
  parameters: ({ group, lease, previous }) => ({
    Group: group,
    Lease: encodeLease(lease),
    Previous: encodeLease(previous),
  }),
  result: single(z.object({ written: z.boolean(), lease: z.string().transform(decodeLease) })),
  timeLimit: seconds(60),
});

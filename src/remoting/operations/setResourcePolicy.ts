import * as z from 'zod';
import { clusterObjectName } from '../../cluster/names.ts';
import { defineOperation, seconds } from '../operation.ts';

const dword = z.int().min(0).max(0xffffffff);

const policy = z.strictObject({
  name: clusterObjectName,
  restartAction: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  restartThreshold: dword.optional(),
  /** Milliseconds. */
  restartPeriod: dword.optional(),
});

/** Sets what the cluster does when a resource fails. */
export const setResourcePolicy = defineOperation({
  name: 'set-resource-policy',
  kind: 'write',
  about: 'Sets what the cluster does when a resource fails.',
  recognisedBy: ['failover-policy'],
  function: 'Set-PatchResourcePolicy',
  arguments: z.strictObject({
    policy: z.array(policy).min(1).describe('For each resource what shall be done when it fails.'),
  }),
  parameters: (values) => ({
    Policy: values.policy.map((each) => ({
      Name: each.name,
      RestartAction: each.restartAction,
      RestartThreshold: each.restartThreshold ?? null,
      RestartPeriod: each.restartPeriod ?? null,
    })),
  }),
  result: z.array(
    z.object({
      name: z.string(),
      was: z.int(),
      restartAction: z.int(),
      restartThreshold: z.int(),
      restartPeriod: z.int(),
    }),
  ),
  timeLimit: seconds(120),
  showsWithin: 1,
});

import { z } from 'zod';
import { condition } from '../cluster/conditions/catalogue.ts';
import { role } from '../cluster/conditions/condition.ts';
import { identifier } from '../cluster/names.ts';
import type { UpdatePackage } from '../cluster/package.ts';

/** Where an argument's value comes from when it is not written in the procedure. */
export const valueSource = z.strictObject({
  from: z.enum([
    'protected-services',
    'protected-groups',
    'protected-and-cluster-groups',
    'cluster-group',
    'run-id',
    'step-id',
    'installer-file',
    'installer-arguments',
    'node-first',
    'node-second',
  ]),
});
export type ValueSource = z.infer<typeof valueSource>['from'];

const argument = z.union([valueSource, z.string(), z.number(), z.boolean(), z.array(z.string())]);

export const operationStep = z.strictObject({
  operation: z.string().min(1).describe('Name of an operation, such as stop-services.'),
  node: role.describe('The node on which it runs.'),
  arguments: z.record(z.string(), argument).default({}),
});
export type OperationStep = z.infer<typeof operationStep>;

const stepBase = {
  id: identifier,
  title: z.string().min(1).max(120).describe('May name {first}, {second}, {update} and {cluster}.'),
  node: role.optional().describe('The node that the step is about.'),
  prevents: z.string().min(1).optional().describe('What goes wrong without this step.'),
  reconstructed: z
    .string()
    .min(1)
    .optional()
    .describe('Set when no source confirms the step: says what it was made from.'),
  appliesTo: z
    .enum(['attended-package', 'unattended-package'])
    .optional()
    .describe('Left out of a run whose package is of the other kind.'),
  guards: z.array(condition).default([]).describe('What must be true in the instant before the change.'),
  verify: z.array(condition).min(1).describe('What must be true before the step is ticked.'),
  within: z
    .number()
    .min(0)
    .max(86_400)
    .default(60)
    .describe('Seconds that the verification may take to become true.'),
};

export const step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gate'), ...stepBase, within: stepBase.within.default(0) }),
  z.strictObject({ kind: z.literal('action'), ...stepBase, operations: z.array(operationStep).min(1) }),
  z.strictObject({
    kind: z.literal('attended'),
    ...stepBase,
    instructions: z.array(z.string().min(1)).min(1).describe('What the person does, in order.'),
  }),
]);
export type Step = z.infer<typeof step>;

export const procedure = z.strictObject({
  $schema: z.string().optional(),
  id: identifier,
  title: z.string().min(1).max(120),
  sources: z.array(z.strictObject({ title: z.string().min(1), url: z.url() })).default([]),
  useFor: z.string().min(1),
  doNotUseFor: z.string().min(1),
  downtime: z.string().min(1).describe('The downtime to expect, in words.'),
  needsPackage: z.boolean().default(true),
  nodes: z.int().min(2).max(16).default(2).describe('How many nodes the cluster must have.'),
  first: z.enum(['active', 'passive']).describe('Which node is {first}; the other one is {second}.'),
  steps: z.array(step).min(1),
});
export type Procedure = z.infer<typeof procedure>;

/** The procedure without the steps that are for another kind of package. */
export function forPackage(whole: Procedure, update: UpdatePackage | undefined): Procedure {
  const kind = update?.installer.kind === 'attended' ? 'attended-package' : 'unattended-package';
  return { ...whole, steps: whole.steps.filter((candidate) => (candidate.appliesTo ?? kind) === kind) };
}

import * as z from 'zod';
import { beyondNodes } from '../cluster/conditions/beyondNodes.ts';
import { condition } from '../cluster/conditions/catalogue.ts';
import { type Roles, role } from '../cluster/conditions/condition.ts';
import type { ClusterDefinition } from '../cluster/definition.ts';
import { hostName, identifier, sameName, serviceName } from '../cluster/names.ts';
import { oneOf } from '../cluster/oneOf.ts';
import type { UpdatePackage } from '../cluster/package.ts';
import type { ClusterReading } from '../cluster/snapshot.ts';

/** Where an argument's value comes from when it is not written in the procedure. */
export const valueSource = z.strictObject({
  from: oneOf({
    'protected-services': 'The protected services of the cluster.',
    'protected-groups': 'The protected groups.',
    'protected-and-cluster-groups': "The protected groups, and the cluster's own group.",
    'cluster-group': "The cluster's own group.",
    'protected-resources': 'The resources of the protected services.',
    'policies-without-restart': "The protected resources' policies, with RestartAction 0.",
    'policies-recorded': "The protected resources' policies, as they were when the run started.",
    'run-id': 'The id of the run.',
    'step-id': 'The present attempt at the step.',
    'installer-file': "The package's installer.",
    'installer-arguments': "The arguments of the package's installer.",
    'installer-run-as': 'As whom the installer runs, as the package says.',
    'package-source': 'The file of the package on this machine.',
    'package-path': 'Where the package lies on a node.',
    'package-sha256': 'The SHA-256 of the package.',
    'node-first': 'The name of the node that is patched first.',
    'node-second': 'The name of the node that is patched second.',
    'agents-of-batch': 'The agents of the batch that the step is repeated for.',
  }).describe('Filled in from the cluster definition, the package and the run.'),
});
export type ValueSource = z.infer<typeof valueSource>['from'];

const argument = z.union([valueSource, z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** The operation that runs a script of one's own; every other one is a function that ships with the product. */
export const scriptOperation = 'script';

export const operationStep = z
  .strictObject({
    operation: z.string().min(1).describe('Name of an operation, such as stop-services.'),
    node: role.describe('The node on which it runs.'),
    script: identifier
      .optional()
      .describe(
        'For the operation "script": the name of a file of the folder "scripts" beside "procedures", without .ps1.',
      ),
    arguments: z
      .record(z.string(), argument)
      .default({})
      .describe('The arguments of the operation; of "script": the parameters of the script.'),
  })
  .superRefine(({ operation, script }, context) => {
    const own = operation === scriptOperation;
    if (own === (script !== undefined)) return;
    context.addIssue({
      code: 'custom',
      path: ['script'],
      message: own
        ? 'is missing: it names a file of the folder "scripts", without .ps1'
        : `belongs to the operation "${scriptOperation}" alone`,
    });
  });
export type OperationStep = z.infer<typeof operationStep>;

const repetition = oneOf({
  'management-servers': 'For each management server of the cluster definition.',
  gateways: 'For each gateway of the cluster definition.',
  'agent-batches': 'For each batch of the agents that the run found.',
});

/** What a repeated step stands for; filled in when a run starts, never written by an author. */
const bound = z.discriminatedUnion('each', [
  z.strictObject({ each: z.literal('management-servers'), machine: hostName }),
  z.strictObject({ each: z.literal('gateways'), machine: hostName }),
  z.strictObject({
    each: z.literal('agent-batches'),
    batch: z.int().min(1),
    of: z.int().min(1),
    agents: z.array(z.string()).min(1).readonly(),
  }),
]);
export type Bound = Readonly<z.infer<typeof bound>>;

const kindOfStep = <Kind extends string>(kind: Kind, about: string) => z.literal(kind).describe(about);

const stepBase = {
  id: identifier.describe('By which other steps and the journal name it; no two steps have the same.'),
  title: z
    .string()
    .min(1)
    .max(120)
    .describe(
      'May name {first}, {second}, {update} and {cluster}; a repeated step {machine} or {batch} too.',
    ),
  each: repetition
    .optional()
    .describe('The step is repeated for each of these; its role `machine` is the server that it is about.'),
  bound: bound.optional().describe('Filled in when a run starts; do not write it.'),
  onlyIf: identifier
    .optional()
    .describe('The id of an earlier optional question: the step is done only when it was answered yes.'),
  node: role.optional().describe('The node that the step is about.'),
  prevents: z.string().min(1).optional().describe('What goes wrong without this step.'),
  reconstructed: z
    .string()
    .min(1)
    .optional()
    .describe('Set when no source confirms the step: says what it was made from.'),
  appliesTo: oneOf({
    'attended-package': 'The installer of the package needs a person at its dialogs.',
    'unattended-package': 'The installer of the package asks nothing.',
    'copied-package': 'The package is copied to the nodes from this machine.',
    'database-package': 'The package changes the database.',
    'agent-package': 'The package brings patches for agents.',
    'first-is-preferred-owner': 'The node that is patched first is the preferred owner.',
    'first-is-not-preferred-owner': 'The node that is patched first is not the preferred owner.',
    'cluster-aware-updating': 'The cluster updates itself by Cluster-Aware Updating.',
  })
    .optional()
    .describe('The step is left out of a run to which this does not apply.'),
  guards: z.array(condition).default([]).describe('What must be true in the instant before the change.'),
  verify: z
    .array(condition)
    .min(1, 'verifies nothing: say what must be true on the live cluster before the step counts as done')
    .describe('What must be true before the step is ticked.'),
  within: z
    .number()
    .min(0)
    .max(86_400)
    .default(60)
    .describe('Seconds that the verification may take to become true.'),
  lookEvery: z
    .number()
    .min(1)
    .max(3600)
    .optional()
    .describe(
      'For what may take long: seconds between two looks at most. Left out: soon at first, then ever less often, once a minute in the end.',
    ),
};

export const step = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: kindOfStep('gate', 'Changes nothing: only its verification is done.'),
    ...stepBase,
    within: stepBase.within.default(0),
  }),
  z.strictObject({
    kind: kindOfStep('action', 'The program changes something, and verifies it.'),
    ...stepBase,
    operations: z.array(operationStep).min(1).describe('What is done, in order.'),
  }),
  // What no reading can tell: a person answers for it, by name, and the answer is part of the evidence.
  z.strictObject({
    kind: kindOfStep('question', 'A person answers, by name, for what no reading can tell.'),
    ...stepBase,
    verify: z.array(condition).max(0).default([]).describe('A question verifies nothing.'),
    question: z
      .string()
      .min(1)
      .describe('Answered yes before the run goes on; may name {first}, {second}, {update} and {cluster}.'),
    optional: z
      .boolean()
      .default(false)
      .describe('No is an answer too, and leaves out the steps that are done only if it is yes.'),
  }),
  z.strictObject({
    kind: kindOfStep('attended', 'A person acts on the server; the program watches and verifies.'),
    ...stepBase,
    instructions: z.array(z.string().min(1)).min(1).describe('What the person does, in order.'),
  }),
]);
export type Step = z.infer<typeof step>;

/** A run's records name steps by id: of two with one id, ticking one would tick both. */
function refuseSameIds(steps: readonly Step[], context: z.RefinementCtx): void {
  for (const [index, { id }] of steps.entries())
    if (steps.findIndex((other) => other.id === id) !== index)
      context.addIssue({
        code: 'custom',
        path: [index, 'id'],
        message: `is the id of an earlier step too: ${id}`,
      });
}

export const procedure = z.strictObject({
  $schema: z.string().optional().describe('The JSON Schema by which an editor checks this file.'),
  id: identifier.describe('By which the procedure is named; no two have the same.'),
  title: z.string().min(1).max(120).describe('What a person chooses it by.'),
  sources: z
    .array(
      z.strictObject({
        title: z.string().min(1).describe('Title and author of the page.'),
        url: z.url().describe('Its address.'),
      }),
    )
    .default([])
    .describe('What it was made from.'),
  useFor: z.string().min(1).describe('What it is the right choice for.'),
  doNotUseFor: z.string().min(1).describe('What it is the wrong choice for, and why.'),
  downtime: z.string().min(1).describe('The downtime to expect, in words.'),
  needsPackage: z.boolean().default(true).describe('Whether a run of it is a run with a package.'),
  updates: z
    .enum(['product', 'operating-system'])
    .default('product')
    .describe('What it is made to update; the advisor rehearses it for packages that update the same.'),
  nodes: z.int().min(2).max(16).default(2).describe('How many nodes the cluster must have.'),
  forServices: z
    .array(serviceName)
    .min(1)
    .optional()
    .describe('Only for a cluster whose protected services include all of these; left out: for any.'),
  first: z.enum(['active', 'passive']).describe('Which node is {first}; the other one is {second}.'),
  steps: z.array(step).min(1).superRefine(refuseSameIds).describe('What is done, in order.'),
});
export type Procedure = z.infer<typeof procedure>;

/**
 * Self-updating is a clustered role of this type. Source: Microsoft, clusapi.h (CLUS_RESTYPE_NAME_CAU); it came with
 * Windows Server 2012.
 */
const clusterAwareUpdating = 'ClusterAwareUpdatingResource';

/** The procedure without the steps that do not apply to this package and this cluster. */
export function applicable(
  whole: Procedure,
  definition: ClusterDefinition,
  update: UpdatePackage | undefined,
  roles: Roles,
  cluster?: ClusterReading | undefined,
): Procedure {
  const applies: { readonly [condition in NonNullable<Step['appliesTo']>]: boolean } = {
    'attended-package': update?.installer.kind === 'attended',
    'unattended-package': update?.installer.kind !== 'attended',
    'copied-package': update?.installer.source !== undefined,
    'database-package': update?.database !== undefined,
    'agent-package': update?.agents !== undefined,
    'first-is-preferred-owner': sameName(definition.preferredOwner ?? '', roles.first),
    'first-is-not-preferred-owner': !sameName(definition.preferredOwner ?? '', roles.first),
    'cluster-aware-updating': (cluster?.resources ?? []).some(({ type }) =>
      sameName(type, clusterAwareUpdating),
    ),
  };
  return {
    ...whole,
    steps: whole.steps.filter(({ appliesTo }) => appliesTo === undefined || applies[appliesTo]),
  };
}

/** Whether a run has to know the agents before it can tell its steps. */
export const asksForAgents = ({ steps }: Procedure, update: UpdatePackage | undefined): boolean =>
  update?.agents !== undefined && steps.some(({ each }) => each === 'agent-batches');

/** Whether it is about more than the cluster's nodes: the servers beside it, or the agents of its management group. */
export const reachesBeyondNodes = ({ steps }: Procedure): boolean =>
  steps.some(
    ({ each, guards, verify }) =>
      each !== undefined ||
      [...guards, ...verify].some(({ check }) => beyondNodes.some((kind) => kind === check)),
  );

/** Whether it changes the cluster's nodes, and not only what is beside them. */
export const changesNodes = ({ steps }: Procedure): boolean =>
  steps.some((step) => step.each === undefined && changesSomething(step));

/** Whether a step changes the cluster, by the program's hand or by a person's. */
export const changesSomething = ({ kind }: Step): boolean => kind === 'action' || kind === 'attended';

import * as z from 'zod';
import { sameName } from '../cluster/names.ts';
import { contradiction } from './contradictions.ts';
import type { JsonValue } from './door.ts';
import { scriptArguments } from './ownScript.ts';
import {
  type OperationStep,
  type Procedure,
  procedure,
  type Step,
  scriptOperation,
  type ValueSource,
} from './procedure.ts';

/** What a procedure may use, beside what its schema knows. */
export interface Vocabulary {
  /** The operations that change something. */
  readonly operations: readonly KnownOperation[];
  /** The services of the clusters that there are; undefined where there is no cluster yet. */
  readonly services: readonly string[] | undefined;
  /** The scripts of one's own beside the procedure. */
  readonly scripts: readonly string[];
}

export interface KnownOperation {
  readonly name: string;
  /** The conditions that tell whether it has happened. */
  readonly recognisedBy: readonly string[];
  /** What is wrong with its arguments. */
  problems(
    values: unknown,
  ): readonly { readonly path: readonly (string | number)[]; readonly message: string }[];
}

/** One thing that is wrong with a procedure, and where. */
interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * The schema of procedures with the checks that need to know the operations and the clusters. Its issues carry the path
 * of what is wrong, so that a problem names file, line and column.
 */
export const procedureSchema = (vocabulary: Vocabulary): z.ZodType<Procedure> =>
  procedure.superRefine((value, context) => {
    for (const { path, message } of faultsOf(value, vocabulary))
      context.addIssue({ code: 'custom', path: [...path], message });
  });

/** Everything that is wrong with a procedure that has passed its schema. */
function faultsOf(value: Procedure, vocabulary: Vocabulary): readonly Fault[] {
  return value.steps.flatMap((step, at) =>
    [
      ...operationFaults(step, vocabulary),
      ...unrecognised(step, vocabulary),
      ...serviceFaults(step, value, vocabulary),
      ...referenceFaults(step, value.steps.slice(0, at + 1)),
      ...repetitionFaults(step),
      ...requestFaults(step, value.steps.slice(0, at)),
      ...neverHolds(step, value),
    ].map(({ path, message }) => ({ path: ['steps', at, ...path], message })),
  );
}

function operationFaults(step: Step, { operations, scripts }: Vocabulary): readonly Fault[] {
  if (step.kind !== 'action') return [];
  return step.operations.flatMap((operation, at): readonly Fault[] => {
    const known = operations.find(({ name }) => name === operation.operation);
    if (known === undefined)
      return [
        {
          path: ['operations', at, 'operation'],
          message: `is not an operation that changes something: ${operation.operation}; there are ${operations.map(({ name }) => name).join(', ')}`,
        },
      ];
    const { script } = operation;
    // That it names none is said by the schema.
    if (known.name === scriptOperation)
      return script === undefined ? [] : scriptFaults(operation, script, scripts, known, at);
    return known.problems(exampleArguments(operation)).map(({ path, message }) => ({
      // A source is one field in the file, whatever it stands for.
      path: ['operations', at, 'arguments', ...(isSource(operation, path[0]) ? path.slice(0, 1) : path)],
      message: `${known.name}: ${message}`,
    }));
  });
}

/** A change whose answer is lost is looked for by the step's own verification: that must be able to tell. */
function unrecognised(step: Step, { operations }: Vocabulary): readonly Fault[] {
  if (step.kind !== 'action') return [];
  return step.operations.flatMap(({ operation }): readonly Fault[] => {
    const { recognisedBy = [] } = operations.find(({ name }) => name === operation) ?? {};
    if (recognisedBy.length === 0 || step.verify.some(({ check }) => recognisedBy.includes(String(check))))
      return [];
    return [
      {
        path: ['verify'],
        message: `could not tell whether ${operation} has happened when its answer is lost: it needs ${recognisedBy.join(' or ')}`,
      },
    ];
  });
}

function scriptFaults(
  operation: OperationStep,
  name: string,
  scripts: readonly string[],
  known: KnownOperation,
  at: number,
): readonly Fault[] {
  if (!scripts.includes(name))
    return [
      {
        path: ['operations', at, 'script'],
        message: `is not a script of the folder "scripts" beside "procedures": ${name}; ${scripts.length === 0 ? 'there is none' : `there are ${scripts.join(', ')}`}`,
      },
    ];
  const text = '#';
  return known
    .problems(scriptArguments({ name, text }, exampleArguments(operation)))
    .map(({ path, message }) => ({
      path: ['operations', at, 'arguments', ...path.slice(1, 2)],
      message: `${known.name}: ${message}`,
    }));
}

const isSource = ({ arguments: values }: OperationStep, name: string | number | undefined): boolean =>
  name !== undefined && typeof values[name] === 'object' && !Array.isArray(values[name]);

/** The arguments with something of the right form in the place of what a run fills in. */
const exampleArguments = ({ arguments: values }: OperationStep): { readonly [name: string]: JsonValue } =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) =>
      typeof value === 'object' && !Array.isArray(value) ? [name, examples[value.from]] : [name, value],
    ),
  );

const policies = [{ name: 'Resource', restartAction: 0, restartThreshold: 3, restartPeriod: 900_000 }];
const examples: { readonly [source in ValueSource]: JsonValue } = {
  'protected-services': ['Service'],
  'protected-groups': ['Group'],
  'protected-and-cluster-groups': ['Group', 'Cluster Group'],
  'cluster-group': 'Cluster Group',
  'protected-resources': ['Resource'],
  'policies-without-restart': policies,
  'policies-recorded': policies,
  'run-id': 'run',
  'step-id': 'step.1',
  'installer-file': 'msiexec.exe',
  'installer-arguments': ['/qn'],
  'installer-run-as': 'system',
  'package-source': 'C:\\Updates\\update.msp',
  'package-path': 'C:\\Updates\\update.msp',
  'package-sha256': '0'.repeat(64),
  'node-first': 'NODE1',
  'node-second': 'NODE2',
  'agents-of-batch': ['AGENT1'],
};

/** Services that a condition names must be services of a cluster that there is, or of those that it is made for. */
function serviceFaults(step: Step, { forServices }: Procedure, { services }: Vocabulary): readonly Fault[] {
  const known = forServices ?? services;
  if (known === undefined) return [];
  const where = forServices === undefined ? 'of any cluster here' : 'that the procedure is for';
  const named = z.looseObject({ services: z.array(z.string()).default([]) });
  return (['guards', 'verify'] as const).flatMap((list) =>
    step[list].flatMap((data, at) =>
      named.parse(data).services.flatMap((name, index) =>
        known.some((service) => sameName(service, name))
          ? []
          : {
              path: [list, at, 'services', index],
              message: `is not a service ${where}: ${name}; there are ${known.join(', ')}`,
            },
      ),
    ),
  );
}

/** A condition may look at an installation that this step or an earlier one has started. */
function referenceFaults(step: Step, soFar: readonly Step[]): readonly Fault[] {
  const reference = z.looseObject({ step: z.string().optional() });
  return (['guards', 'verify'] as const).flatMap((list) =>
    step[list].flatMap((data, at): readonly Fault[] => {
      const { step: id } = reference.parse(data);
      if (id === undefined || soFar.some((other) => other.id === id)) return [];
      return [{ path: [list, at, 'step'], message: `is not the id of this step or an earlier one: ${id}` }];
    }),
  );
}

/** The role `machine` and the agents of a batch are there only where a step is repeated for them. */
function repetitionFaults(step: Step): readonly Fault[] {
  const { each, bound } = step;
  const faults: Fault[] =
    bound === undefined ? [] : [{ path: ['bound'], message: 'is filled in by a run: leave it out' }];
  const named = z.looseObject({ node: z.string().optional() });
  const operations = step.kind === 'action' ? step.operations : [];
  const places: readonly (readonly [path: Fault['path'], node: string | undefined])[] = [
    [['node'], step.node],
    ...operations.map(({ node }, at): [Fault['path'], string] => [['operations', at, 'node'], node]),
    ...(['guards', 'verify'] as const).flatMap((list) =>
      step[list].map((data, at): [Fault['path'], string | undefined] => [
        [list, at, 'node'],
        named.parse(data).node,
      ]),
    ),
  ];
  if (each !== 'management-servers' && each !== 'gateways')
    for (const [path, node] of places)
      if (node === 'machine')
        faults.push({
          path,
          message:
            'is the server that a step is repeated for: add "each": "management-servers" or "gateways"',
        });
  for (const [at, { arguments: values }] of operations.entries())
    for (const [name, value] of Object.entries(values))
      if (
        typeof value === 'object' &&
        !Array.isArray(value) &&
        value.from === 'agents-of-batch' &&
        each !== 'agent-batches'
      )
        faults.push({
          path: ['operations', at, 'arguments', name],
          message: 'is there only in a step that is repeated: add "each": "agent-batches"',
        });
  return faults;
}

/** What is done only on request asks an earlier question to which no is an answer. */
function requestFaults({ onlyIf }: Step, before: readonly Step[]): readonly Fault[] {
  if (onlyIf === undefined) return [];
  const question = before.find(({ id }) => id === onlyIf);
  if (question?.kind === 'question' && question.optional) return [];
  return [{ path: ['onlyIf'], message: `is not the id of an earlier question that is optional: ${onlyIf}` }];
}

/** Conditions that contradict each other: the step would be refused, or fail, on any cluster. */
function neverHolds(step: Step, whole: Procedure): readonly Fault[] {
  return (['guards', 'verify'] as const).flatMap((list): readonly Fault[] => {
    const found = contradiction(step[list], whole);
    if (found === undefined) return [];
    const { index, earlier } = found;
    const what = list === 'guards' ? 'guard' : 'expectation';
    return [
      {
        path: [list, index],
        message: `can never hold: it contradicts ${what} ${earlier + 1} of the same step (${String(step[list][earlier]?.check)})`,
      },
    ];
  });
}

import type { ClusterDefinition } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import { ProblemError } from '../../cluster/problem.ts';
import type { CopySource } from '../../lab/copySource.ts';
import type { Rehearsed } from '../../tasks/advisor/rehearsed.ts';
import { suits } from '../../tasks/advisor/suits.ts';
import type { Advice } from '../../tasks/advisor/verdict.ts';
import type { CallOptions } from '../../tasks/door.ts';
import { type Procedure, reachesBeyondNodes } from '../../tasks/procedure.ts';
import { builtIn } from '../home.ts';
import type { Operator } from '../operator.ts';
import type { ApproveScript } from '../scriptApprovals.ts';
import { type AdviseOptions, advise, type Candidate, rehearsalOf } from './advise.ts';
import { checkProcedure, type ProcedureCheck } from './checkProcedure.ts';
import { readForCopy } from './readForCopy.ts';
import { type RehearsalOptions, rehearse } from './rehearse.ts';

export interface RehearsalRequest {
  readonly cluster: string;
  readonly update: string;
}

/** The advisor on a live cluster. Throws ProblemError. */
export async function adviseOn(
  operator: Operator,
  request: RehearsalRequest,
  options: AdviseOptions,
): Promise<Advice> {
  const source = await sourceOf(operator, request, { ...options, beside: false });
  return advise(source, await candidatesFor(operator, source), options);
}

/** One procedure on a copy of a live cluster, with faults. Throws ProblemError. */
export async function rehearseOn(
  operator: Operator,
  request: RehearsalRequest & { readonly procedure: string },
  faults: readonly string[],
  options: RehearsalOptions,
): Promise<Rehearsed> {
  const deadly = faults.find((spec) => spec.startsWith('killed'));
  if (deadly !== undefined)
    throw new ProblemError({
      kind: 'input',
      message: `${deadly} would end this program, which carries out the rehearsal`,
      remedy: 'Leave it out, or let it strike a run on a lab cluster in the terminal.',
    });
  const procedure = await operator.procedure(request.procedure);
  const shipped = await isBuiltIn(operator, procedure);
  const scripts = await operator.scriptsOf(procedure);
  const source = await sourceOf(operator, request, { ...options, beside: reachesBeyondNodes(procedure) });
  return rehearse({ ...rehearsalOf(source, { procedure, builtIn: shipped, scripts }), faults }, options);
}

export interface CheckOptions extends Omit<RehearsalOptions, 'open' | 'onDrift'> {
  readonly approveScript?: ApproveScript;
}

/** One procedure on a fresh lab with the nodes and services of a cluster, which is not even asked. Throws ProblemError. */
export async function checkOn(
  operator: Operator,
  request: { readonly cluster: string; readonly procedure: string; readonly update?: string | undefined },
  { approveScript, ...options }: CheckOptions & Pick<RehearsalOptions, 'open'>,
): Promise<ProcedureCheck> {
  const definition = await operator.definition(request.cluster);
  const procedure = await operator.procedure(request.procedure);
  const scripts = await operator.scriptsOf(procedure);
  await operator.approveScripts(scripts, approveScript);
  const update =
    request.update === undefined
      ? await exampleUpdate(operator, definition, procedure)
      : await operator.update(request.update);
  const builtIn = await isBuiltIn(operator, procedure);
  return checkProcedure({ procedure, builtIn, scripts }, { definition, update }, options);
}

/** The lab's package that the procedure is for, with the services of this cluster. */
async function exampleUpdate(
  operator: Operator,
  { services }: ClusterDefinition,
  { steps }: Procedure,
): Promise<UpdatePackage> {
  await operator.lab.ensure();
  const forDatabase = steps.some(({ appliesTo }) => appliesTo === 'database-package');
  const update = await operator.update(forDatabase ? 'lab-database' : 'lab-files');
  return { ...update, services: services.map(({ name }) => name) };
}

const isBuiltIn = async ({ home }: Operator, { id: wanted }: Procedure): Promise<boolean> =>
  (await home.procedures()).some(({ id, file }) => id === wanted && file === builtIn);

async function sourceOf(
  operator: Operator,
  { cluster, update }: RehearsalRequest,
  { signal, beside }: Pick<CallOptions, 'signal'> & { readonly beside: boolean },
): Promise<CopySource> {
  const definition = await operator.definition(cluster);
  const known = await operator.update(update);
  return readForCopy(operator.door(definition), { definition, update: known, beside }, { signal });
}

/** The procedures that suit, those that come with the product first. */
async function candidatesFor(
  operator: Operator,
  { definition, update }: Pick<CopySource, 'definition' | 'update'>,
): Promise<readonly Candidate[]> {
  const suitable = (await operator.home.procedures()).flatMap((entry) =>
    entry.kind === 'ok' && suits(entry.value, definition, update) ? entry : [],
  );
  return Promise.all(
    suitable.map(async ({ value, file }) => ({
      procedure: value,
      builtIn: file === builtIn,
      scripts: await operator.scriptsOf(value),
    })),
  );
}

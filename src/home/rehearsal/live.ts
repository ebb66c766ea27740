import { ProblemError } from '../../cluster/problem.ts';
import type { CopySource } from '../../lab/copySource.ts';
import type { Rehearsed } from '../../tasks/advisor/rehearsed.ts';
import { suits } from '../../tasks/advisor/suits.ts';
import type { Advice } from '../../tasks/advisor/verdict.ts';
import type { CallOptions } from '../../tasks/door.ts';
import { builtIn } from '../home.ts';
import type { Operator } from '../operator.ts';
import { type AdviseOptions, advise, type Candidate, rehearsalOf } from './advise.ts';
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
  const source = await sourceOf(operator, request, options);
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
  if (procedure.steps.some(({ each }) => each !== undefined))
    throw new ProblemError({
      kind: 'input',
      message: `${procedure.id} is about servers beside the cluster and their agents, and a copy of a cluster has none`,
      remedy: 'Rehearse it on the lab: run it with --cluster lab.',
    });
  const shipped = (await operator.home.procedures()).some(
    ({ id, file }) => id === procedure.id && file === builtIn,
  );
  const source = await sourceOf(operator, request, options);
  return rehearse({ ...rehearsalOf(source, { procedure, builtIn: shipped }), faults }, options);
}

async function sourceOf(
  operator: Operator,
  { cluster, update }: RehearsalRequest,
  { signal }: CallOptions,
): Promise<CopySource> {
  const definition = await operator.definition(cluster);
  const known = await operator.update(update);
  return readForCopy(operator.door(definition), definition, known, { signal });
}

/** The procedures that suit, those that come with the product first. */
async function candidatesFor(
  operator: Operator,
  { definition, update }: Pick<CopySource, 'definition' | 'update'>,
): Promise<readonly Candidate[]> {
  return (await operator.home.procedures()).flatMap((entry) =>
    entry.kind === 'ok' && suits(entry.value, definition, update)
      ? { procedure: entry.value, builtIn: entry.file === builtIn }
      : [],
  );
}

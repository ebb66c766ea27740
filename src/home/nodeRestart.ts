import type { ClusterDefinition } from '../cluster/definition.ts';
import { ProblemError } from '../cluster/problem.ts';
import { planOf } from '../tasks/plan.ts';
import { type NodeRestart, planNodeRestart, refusals } from '../tasks/restartNode.ts';
import { canGoOn } from './home.ts';
import type { Operator } from './operator.ts';

/** The restart of a node that a person has asked for. */
export interface RequestedRestart extends NodeRestart {
  readonly definition: ClusterDefinition;
  /** The unfinished run in whose course it happens. */
  readonly within: string | undefined;
}

/** What is to be done for the restart, if the node may be restarted now; changes nothing. Throws ProblemError. */
export async function requestedRestart(
  operator: Operator,
  cluster: string,
  node: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<RequestedRestart> {
  const definition = await operator.definition(cluster);
  const door = operator.door(definition);
  const plan = planNodeRestart(definition, await door.snapshot({ signal }), node);
  if (typeof plan === 'string')
    throw new ProblemError({ kind: 'input', message: plan, remedy: 'Name one of its nodes.' });
  const refused = refusals(await planOf({ definition, update: undefined, ...plan }, door, signal));
  if (refused.length > 0)
    throw new ProblemError({
      kind: 'refused',
      message: `${plan.roles.first} is not restarted: ${refused.join('; ')}`,
      remedy: 'Move its groups away, or wait until its installation has ended. Nothing was changed.',
    });
  const open = (await operator.home.runs()).findLast(
    (run) =>
      run.cluster === definition.name &&
      // What a newer version has the cluster for cannot be told here, so it lends nothing.
      canGoOn(run) &&
      run.procedure !== plan.procedure.id,
  );
  return { ...plan, definition, within: open?.runId };
}

import { problemText } from '../../cluster/problem.ts';
import { canGoOn } from '../../home/home.ts';
import { problemOf } from '../../home/operator.ts';
import { restoreLines } from '../../tasks/restore.ts';
import type { RunState } from '../../tasks/runState.ts';
import { ask, declined } from '../confirm.ts';
import { exitCode, exitCodeOfProblem } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';
import { workOn } from './carryOut.ts';

/** `restore`: shows what would bring the cluster back to its resting state and, on a yes, does it as a run of its own. */
export async function restore(
  session: Session,
  options: { readonly cluster: string; readonly yes?: boolean },
): Promise<number> {
  const { operator, output, signal } = session;
  const plan = await operator.planRestore(options.cluster, { signal });
  const { procedure, changes, drift, byHand } = plan;
  for (const line of restoreLines(plan)) output.line(printable(line));
  if (drift.length === 0) output.line(output.style('green', 'At rest: there is nothing to restore.'));
  const ends = procedure === undefined || (output.json && options.yes !== true);
  if (ends) {
    output.document({ cluster: options.cluster, drift, changes, byHand });
    return byHand.length === 0 ? exitCode.verified : exitCode.refused;
  }
  if (options.yes !== true && !(await ask('Make these changes? [y/N] ', signal))) return declined(output);
  const run = await operator.startRestore(options.cluster, plan, { signal });
  const { code, document } = await workOn(session, run, {
    yes: true,
    stopAfter: undefined,
    confirm: async () => true,
  });
  if (code === exitCode.verified) await tellLeftRuns(session, run.state);
  if (code !== exitCode.verified || byHand.length === 0) {
    output.document({ ...document, byHand });
    return code;
  }
  const left = await secondLook(session, options.cluster);
  if (left.kind === 'unread') {
    output.line(output.style('red', printable(`whether it is left by hand cannot be told: ${left.reason}`)));
    output.document({ ...document, reason: left.reason, byHand });
    return left.code;
  }
  for (const line of left.byHand) output.line(printable(`still by hand: ${line}`));
  output.document({ ...document, byHand: left.byHand });
  return left.byHand.length === 0 ? exitCode.verified : exitCode.refused;
}

/** A restore undoes what an unfinished run has done, and that run would not do it again. */
async function tellLeftRuns({ operator, output }: Session, { runId, definition }: RunState): Promise<void> {
  for (const open of await operator.home.runs())
    if (open.cluster === definition.name && canGoOn(open) && open.runId !== runId)
      output.line(
        output.style(
          'yellow',
          printable(
            `The run ${open.runId} is not over, and what it has done may be undone now: cluster-patch abort ${open.runId}, then start a new one.`,
          ),
        ),
      );
}

type SecondLook =
  | { readonly kind: 'read'; readonly byHand: readonly string[] }
  | { readonly kind: 'unread'; readonly reason: string; readonly code: number };

/**
 * What is left by hand once the changes are made. They may have done it: what was stuck before them may be at work now,
 * and must not be ended then.
 */
async function secondLook({ operator, signal }: Session, cluster: string): Promise<SecondLook> {
  try {
    return { kind: 'read', byHand: (await operator.planRestore(cluster, { signal })).byHand };
  } catch (error) {
    // The changes are made: their document is printed all the same.
    if (signal.aborted)
      return { kind: 'unread', reason: 'stopped by the operator', code: exitCode.interrupted };
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return { kind: 'unread', reason: problemText(problem), code: exitCodeOfProblem(problem) };
  }
}

import { restoreLines } from '../../tasks/restore.ts';
import { ask } from '../confirm.ts';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';
import { carryOut } from './carryOut.ts';

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
  if (options.yes !== true && !(await ask('Make these changes? [y/N] ', signal))) return exitCode.verified;
  const run = await operator.startRestore(options.cluster, plan, { signal });
  const code = await carryOut(session, run, { yes: true, stopAfter: undefined, confirm: async () => true });
  if (code !== exitCode.verified || byHand.length === 0) return code;
  // The changes may have done it: what was stuck before them may be at work now, and must not be ended then.
  const left = await operator.planRestore(options.cluster, { signal });
  for (const line of left.byHand) output.line(printable(`still by hand: ${line}`));
  return left.byHand.length === 0 ? exitCode.verified : exitCode.refused;
}

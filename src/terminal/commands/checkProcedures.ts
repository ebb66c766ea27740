import { type Problem, ProblemError, problemText } from '../../cluster/problem.ts';
import { builtIn } from '../../home/home.ts';
import { isSound, type ProcedureCheck } from '../../home/rehearsal/checkProcedure.ts';
import { approveScript } from '../approveScript.ts';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';

export interface CheckOptions {
  readonly cluster: string;
  readonly package?: string;
  readonly approveScript: readonly string[];
}

type Checked =
  | { readonly procedure: string; readonly file: string; readonly problem: Problem }
  | ({ readonly procedure: string; readonly file: string } & ProcedureCheck);

/**
 * `procedures check`: what is wrong with the file of a procedure, and then, by rehearsing it on a fresh lab, whether it
 * ends in the resting state. Without a name: every procedure of the home that does not come with the product.
 */
export async function checkProcedures(
  session: Session,
  id: string | undefined,
  options: CheckOptions,
): Promise<number> {
  const { operator, output } = session;
  await operator.definition(options.cluster);
  const entries = (await operator.home.procedures()).filter(({ id: each, file }) =>
    id === undefined ? file !== builtIn : each.toLowerCase() === id.toLowerCase(),
  );
  if (id !== undefined && entries.length === 0) await operator.procedure(id);
  if (entries.length === 0) output.line('This home has no procedure of its own.');
  const checks: Checked[] = [];
  for (const entry of entries) {
    const about = { procedure: entry.id, file: entry.file };
    const checked =
      entry.kind === 'bad'
        ? { ...about, problem: entry.problem }
        : await rehearsed(session, entry.id, options);
    checks.push({ ...about, ...checked });
    print(session, { ...about, ...checked });
  }
  output.document({ checks });
  if (checks.some((check) => 'problem' in check)) return exitCode.badInput;
  return checks.every((check) => !('problem' in check) && isSound(check))
    ? exitCode.verified
    : exitCode.stepFailed;
}

async function rehearsed(
  { operator, output, signal }: Session,
  id: string,
  { cluster, package: update, approveScript: hashes }: CheckOptions,
): Promise<{ readonly problem: Problem } | ProcedureCheck> {
  try {
    return await operator.checkProcedure(
      { procedure: id, cluster, update },
      {
        signal,
        approveScript: approveScript(hashes, signal),
        onStep: (title) => output.passing(`  … ${id}: ${title}`),
      },
    );
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.kind !== 'input') throw error;
    return { problem: error.problem };
  }
}

function print({ output }: Session, check: Checked): void {
  output.line(output.style('bold', printable(check.procedure)));
  if ('problem' in check) {
    output.line(output.style('red', printable(`  ${problemText(check.problem)}`)));
    return;
  }
  const { outcome, stopped, drift, hazards } = check;
  output.line(output.style(isSound(check) ? 'green' : 'yellow', `  rehearsed on a fresh lab: ${outcome}`));
  if (stopped !== undefined)
    output.line(output.style('red', printable(`  stopped at "${stopped.step}": ${stopped.reason}`)));
  for (const { text, since } of drift)
    output.line(output.style('red', printable(`  not at rest: ${text}, since "${since}"`)));
  for (const { kind, detail } of hazards)
    output.line(output.style('red', printable(`  hazard ${kind}: ${detail}`)));
}

import { ProblemError } from '../../cluster/problem.ts';
import { confirmStep } from '../confirm.ts';
import { printable } from '../output.ts';
import { stoppedLines } from '../runLines.ts';
import type { Session } from '../session.ts';
import { carryOut } from './carryOut.ts';
import type { ProcedureOptions } from './plan.ts';

export interface RunOptions extends ProcedureOptions {
  readonly yes?: boolean;
  readonly stopAfter?: string;
  readonly fault: readonly string[];
}

/** `run`: starts a run and carries it out. Faults are for the lab alone. */
export async function run(session: Session, options: RunOptions): Promise<number> {
  const { operator, output, signal } = session;
  const { cluster, procedure, package: update, stopAfter } = options;
  const definition = await operator.definition(cluster);
  const known = await operator.procedure(procedure);
  if (stopAfter !== undefined && !known.steps.some((step) => step.id === stopAfter))
    throw new ProblemError({
      kind: 'input',
      message: `${known.id} has no step ${JSON.stringify(stopAfter)}`,
      remedy: `Its steps are: ${known.steps.map((step) => step.id).join(', ')}.`,
    });
  await operator.injectFaults(definition, options.fault);
  const started = await operator.startRun({ cluster, procedure, update }, { signal });
  output.line(
    output.style(
      'bold',
      `${started.state.procedure.title}: ${started.state.update?.kb ?? 'no package'} on ${started.state.definition.name}`,
    ),
  );
  return carryOut(session, started, {
    yes: options.yes === true,
    stopAfter,
    confirm: (step) => confirmStep(step, signal),
  });
}

/** `resume`: goes on with a run; what was in flight is verified first. */
export async function resume(
  session: Session,
  runId: string,
  options: { readonly yes?: boolean; readonly stopAfter?: string },
): Promise<number> {
  const opened = await session.operator.openRun(runId);
  session.output.line(
    session.output.style(
      'bold',
      `${opened.state.procedure.title} on ${opened.state.definition.name}, run ${opened.state.runId}`,
    ),
  );
  for (const line of stoppedLines(opened.state))
    session.output.line(session.output.style('yellow', printable(line)));
  return carryOut(session, opened, {
    yes: options.yes === true,
    stopAfter: options.stopAfter,
    confirm: (step) => confirmStep(step, session.signal),
  });
}

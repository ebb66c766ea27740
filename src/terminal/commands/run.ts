import { ProblemError } from '../../cluster/problem.ts';
import { namesStep } from '../../tasks/expansion.ts';
import type { Procedure } from '../../tasks/procedure.ts';
import { approveScript } from '../approveScript.ts';
import { confirmStep } from '../confirm.ts';
import { printable } from '../output.ts';
import { stoppedLines } from '../runLines.ts';
import type { Session } from '../session.ts';
import { refuseStopAfter } from '../stopAfter.ts';
import { carryOut } from './carryOut.ts';
import type { ProcedureOptions } from './plan.ts';

export interface RunOptions extends ProcedureOptions {
  readonly yes?: boolean;
  readonly stopAfter?: string;
  readonly fault: readonly string[];
  readonly with: readonly string[];
  readonly approveScript: readonly string[];
}

export interface ResumeOptions {
  readonly yes?: boolean;
  readonly stopAfter?: string;
  readonly with: readonly string[];
  readonly approveScript: readonly string[];
}

/** What is asked for must be something that the procedure does only on request. Throws ProblemError. */
function refuseUnknown({ id, steps }: Procedure, requested: readonly string[]): void {
  const choices = steps.flatMap((step) => (step.kind === 'question' && step.optional ? step.id : []));
  const unknown = requested.find((name) => !choices.includes(name));
  if (unknown === undefined) return;
  throw new ProblemError({
    kind: 'input',
    message: `${id} does nothing on request that is named ${JSON.stringify(unknown)}`,
    remedy:
      choices.length === 0
        ? 'Leave --with out: it does nothing only on request.'
        : `It does on request: ${choices.join(', ')}.`,
  });
}

/** `run`: starts a run and carries it out. Faults are for the lab alone. */
export async function run(session: Session, options: RunOptions): Promise<number> {
  const { operator, output, signal } = session;
  const { cluster, procedure, package: update, stopAfter } = options;
  const definition = await operator.definition(cluster);
  const known = await operator.procedure(procedure);
  refuseUnknown(known, options.with);
  // A name that is none is told before faults are set; whether the bound run has the step, once it is bound.
  if (stopAfter !== undefined && !namesStep(known, stopAfter))
    throw new ProblemError({
      kind: 'input',
      message: `${known.id} has no step ${JSON.stringify(stopAfter)}`,
      remedy: `Its steps are: ${known.steps.map((step) => step.id).join(', ')}.`,
    });
  await operator.injectFaults(definition, options.fault);
  const started = await operator.startRun(
    { cluster, procedure, update },
    {
      signal,
      approveScript: approveScript(options.approveScript, signal),
      accept: (bound) => refuseStopAfter(bound, stopAfter),
    },
  );
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
    requested: options.with,
  });
}

/** `resume`: goes on with a run; what was in flight is verified first. */
export async function resume(session: Session, runId: string, options: ResumeOptions): Promise<number> {
  const opened = await session.operator.openRun(runId);
  try {
    refuseUnknown(opened.state.procedure, options.with);
    refuseStopAfter(opened.state, options.stopAfter);
    // The run's own scripts, as it recorded them when it began.
    const approve = approveScript(options.approveScript, session.signal);
    await session.operator.approveScripts(opened.state.scripts, approve);
  } catch (error) {
    await opened.close();
    throw error;
  }
  session.output.line(
    session.output.style(
      'bold',
      `${opened.state.procedure.title} on ${opened.state.definition.name}, run ${opened.state.runId}`,
    ),
  );
  for (const line of stoppedLines(opened))
    session.output.line(session.output.style('yellow', printable(line)));
  return carryOut(session, opened, {
    yes: options.yes === true,
    stopAfter: options.stopAfter,
    confirm: (step) => confirmStep(step, session.signal),
    requested: options.with,
  });
}

import { driftText } from '../../cluster/drift.ts';
import { comingStep } from '../../tasks/intent.ts';
import type { Run, StepResult } from '../../tasks/run.ts';
import { currentStep, type StepState } from '../../tasks/runState.ts';
import { exitCodeOfOutcome } from '../exitCodes.ts';
import { printable } from '../output.ts';
import { runDocument } from '../runDocument.ts';
import { claimLines, printInstructions, printRun } from '../runLines.ts';
import type { Session } from '../session.ts';
import { isBehind } from '../stopAfter.ts';

export interface CarryOutOptions {
  /** Ask nothing. */
  readonly yes: boolean;
  readonly stopAfter: string | undefined;
  /** Asked before each step that changes something, unless `yes`. */
  readonly confirm: (step: StepState) => Promise<boolean>;
  /** The optional questions that are answered yes in advance. */
  readonly requested?: readonly string[];
}

/** What the work on a run came to. */
export interface CarriedOut {
  readonly code: number;
  /** Not printed yet: a command prints one, and may have something to add. */
  readonly document: ReturnType<typeof runDocument>;
}

/** Carries a run on to its end, or to the first step that does not end well. Prints as it goes, and the document. */
export async function carryOut(session: Session, run: Run, options: CarryOutOptions): Promise<number> {
  const { code, document } = await workOn(session, run, options);
  session.output.document(document);
  return code;
}

/** The same, without the document. */
export async function workOn(
  session: Session,
  run: Run,
  { yes, stopAfter, confirm, requested = [] }: CarryOutOptions,
): Promise<CarriedOut> {
  const { operator, output, signal } = session;
  const end = printRun(run, output);
  let ended: StepResult;
  try {
    for (;;) {
      const step = run.state.status === 'active' ? comingStep(run.state) : undefined;
      if (step !== undefined) printInstructions(step, run.state, output);
      // A yes to all changes is no request: what is done on request only is asked for by its name, or by a person here.
      const choose = async (step: StepState): Promise<boolean> =>
        requested.includes(step.id) || (!yes && (await confirm(step)));
      const result = await run.runCurrent({ signal, choose, ...(yes ? {} : { confirm }) });
      ended = result;
      if (result.kind === 'refused')
        output.line(output.style('red', printable(`Refused: ${result.reason}.`)));
      if (result.kind === 'interrupted') output.line(output.style('yellow', printable(result.reason)));
      if (result.kind !== 'ticked') break;
      if (stopAfter !== undefined && isBehind(run.state, stopAfter)) break;
    }
  } finally {
    end();
    await run.close();
  }
  const lab = await operator.endLabRun(run.state, signal);
  const document = runDocument(run.state, lab, ended);
  printSummary(session, run, document);
  return { code: exitCodeOfOutcome(document.outcome), document };
}

function printSummary({ output }: Session, run: Run, { outcome, lab }: CarriedOut['document']): void {
  const { state } = run;
  const ticked = state.steps.filter((step) => step.progress === 'ticked').length;
  const skipped = state.steps.filter((step) => step.progress === 'skipped').length;
  output.line();
  output.line(
    `${output.style(outcome === 'completed' ? 'green' : 'yellow', outcome)}: ${ticked} of ${state.steps.length} steps verified${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  for (const drift of state.driftAfter ?? []) output.line(`  not at rest: ${printable(driftText(drift))}`);
  if (lab !== undefined) {
    output.line(
      `  downtime ${lab.downtimeSeconds} s (the lab's clock), unplanned failovers ${lab.failovers}, planned moves ${lab.moves}, hazards ${lab.hazards.length}`,
    );
    for (const hazard of lab.hazards)
      output.line(
        output.style('red', `  hazard ${hazard.kind} at ${hazard.at}: ${printable(hazard.detail)}`),
      );
  }
  for (const step of state.steps)
    for (const line of step.progress === 'ticked' ? step.evidence : [])
      if (line.attention === true) {
        const what = line.noted === true ? 'look at' : 'to do';
        const where = line.node === undefined ? '' : `${line.node}: `;
        output.line(
          output.style('yellow', printable(`  ${what}: ${where}${line.expected} — ${line.observed}`)),
        );
      }
  output.line(`  run ${state.runId}`);
  claimLines(run, output);
  if (outcome === 'completed') return;
  const current = currentStep(state);
  if (current?.reason !== undefined) output.line(printable(`  ${current.title}: ${current.reason}`));
  if (state.status === 'active')
    output.line(`  Next: cluster-patch resume ${state.runId}, or cluster-patch abort ${state.runId}`);
}

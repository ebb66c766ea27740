import * as vscode from 'vscode';
import type { Run, StepResult } from '../../tasks/run.ts';
import { currentStep } from '../../tasks/runState.ts';
import { chooseStep, confirmStep } from '../confirmStep.ts';
import { inform } from '../messages.ts';
import { waitFor } from '../progress.ts';
import type { Services } from '../services.ts';
import { stepScripts } from '../stepScripts.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { tellClaimLeft } from './claimLeft.ts';
import { showOutcome } from './outcome.ts';

/**
 * Works on the shown run for a person: progress with cancel, then one word on how it ended. What is to be done as soon as
 * it has ended, `ended`, does not wait until that word has been read.
 */
export async function workOnRun(
  services: Services,
  { runId, step }: Target,
  title: string,
  action: (run: Run, signal: AbortSignal) => Promise<StepResult>,
  ended: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { run, runs } = services;
  if (!(await mayChange())) return;
  const shown = run.state;
  if (shown === undefined) {
    void inform(vscode.l10n.t('No run is open. Start a procedure first.'));
    return;
  }
  if (run.busy || (runId !== undefined && runId !== shown.runId)) return;
  const result = await waitFor(
    {
      title: `${shown.definition.name}: ${title}`,
      cancel: () => run.stop(),
      follow: (report) => run.onDidChange(() => report(run.activity?.text ?? '')),
    },
    run.work(step, async (opened, signal) => {
      const done = await action(opened, signal);
      tellClaimLeft(opened);
      return done;
    }),
  );
  await runs.reload();
  const state = run.state;
  if (result === undefined) void inform(vscode.l10n.t('The run has gone on meanwhile. Nothing was done.'));
  else if (state !== undefined) await Promise.all([showOutcome(services, state, result), ended()]);
}

/** Runs the current step and, while `goOn` says so, those after it. Asks before each change. */
export async function runSteps(
  services: Services,
  run: Run,
  signal: AbortSignal,
  goOn: (finished: string) => boolean,
): Promise<StepResult> {
  const { operator, clusters, checklist } = services;
  const answered = checklist.answered.bind(checklist);
  await operator.approveScripts(run.state.scripts, services.scripts.approve);
  for (;;) {
    const step = currentStep(run.state);
    const result = await run.runCurrent({
      signal,
      choose: (asked) => chooseStep(run.state, asked, answered),
      confirm: async (asked) =>
        confirmStep(
          run.state,
          asked,
          await stepScripts(operator, clusters, run.state, asked.id),
          services.run.agreed,
          answered,
        ),
    });
    if (result.kind !== 'ticked') return result;
    // With the last step the run is over; recording that changes nothing on the cluster.
    if (currentStep(run.state) === undefined) return run.runCurrent({ signal });
    if (step === undefined || !goOn(step.id)) return result;
  }
}

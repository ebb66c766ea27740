import * as vscode from 'vscode';
import { allPassed } from '../../cluster/evidence.ts';
import { currentStep } from '../../tasks/runState.ts';
import { takesOver } from '../checklist/attention.ts';
import { warn } from '../messages.ts';
import { newerText } from '../newerText.ts';
import { cancellable } from '../progress.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { pickRun } from './picks.ts';
import { verifyCurrentStep } from './verifyStep.ts';

/**
 * Resume Run…: shows an unfinished run with what is true of the cluster now. For a step that was left in the middle the
 * cluster is asked whether it is done. If it is, the step is verified and ticked; if not, or if that cannot be told, the
 * next thing to do stands at the top of the checklist.
 */
export async function resumeRun(services: Services, { runId }: Target): Promise<void> {
  const { run, runs, operator } = services;
  if (run.busy || !(await mayChange())) return;
  await runs.reload();
  const chosen = runId ?? (await pickRun(runs.open, vscode.l10n.t('Resume Run')));
  if (chosen === undefined) return;
  await showChecklist(services, { runId: chosen });
  const { state } = run;
  const step = state === undefined ? undefined : currentStep(state);
  if (state === undefined || step?.progress !== 'started') return;
  const seen = await cancellable(
    vscode.l10n.t('{0}: asking the cluster how the interrupted step stands', state.definition.name),
    (signal) => operator.look(state, { signal }),
  );
  if (seen === undefined) return;
  run.saw(state, seen);
  // Somebody else's run is taken over by a person's own decision, not by looking at it; and whether a person at a node has
  // done the last part of an installation, one look cannot tell.
  if (allPassed(seen) && step.step.kind !== 'attended' && !takesOver(state, operator.author))
    await verifyCurrentStep(services, { runId: chosen, step: step.id });
}

/** Show Checklist, for the run that is open or for the one of the row. */
export async function showChecklist(services: Services, { runId }: Target): Promise<void> {
  const { run, runs, clusters, checklist } = services;
  if (runId !== undefined && !(await run.show(runId))) {
    void warn(
      run.busy
        ? vscode.l10n.t('Another run is under way. Stop it first.')
        : runs.all.some((one) => one.runId === runId && one.outcome === 'newer')
          ? newerText(runId, vscode.l10n)
          : vscode.l10n.t('The journal of {0} cannot be read.', runId),
    );
    return;
  }
  checklist.reveal();
  const name = run.state?.definition.name ?? clusters.selected?.name;
  if (name !== undefined) await clusters.refresh(name);
}

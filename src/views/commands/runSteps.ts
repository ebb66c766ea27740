import * as vscode from 'vscode';
import { currentStep } from '../../tasks/runState.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { runSteps, workOnRun } from './workOnRun.ts';

/** Run Next Step. */
export function runNextStep(services: Services, target: Target): Promise<void> {
  const { state } = services.run;
  const title =
    (state === undefined ? undefined : currentStep(state)?.title) ?? vscode.l10n.t('Finishing the run');
  return workOnRun(services, target, title, (run, signal) => runSteps(services, run, signal, () => false));
}

/** Run All Remaining. */
export function runAllRemaining(services: Services, target: Target): Promise<void> {
  return workOnRun(services, target, vscode.l10n.t('Running all remaining steps'), (run, signal) =>
    runSteps(services, run, signal, () => true),
  );
}

/** Run Step…: a step is only ever run after those before it, so the choice is how far to go. */
export async function runStep(services: Services): Promise<void> {
  const { state } = services.run;
  const current = state === undefined ? undefined : currentStep(state);
  if (state === undefined || current === undefined) return runNextStep(services, {});
  const first = state.steps.indexOf(current);
  const picks = state.steps.slice(first).map((step, index) => ({
    label: `${first + index + 1}. ${step.title}`,
    ...(step.node === undefined ? {} : { description: step.node }),
    detail:
      index === 0
        ? vscode.l10n.t('The next step')
        : index === 1
          ? vscode.l10n.t('Runs the step before it too')
          : vscode.l10n.t('Runs the {0} steps before it too', index),
    id: step.id,
  }));
  const chosen = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Run Step'),
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t('Run up to and with which step?'),
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  await workOnRun(services, { runId: state.runId, step: current.id }, chosen.label, (run, signal) =>
    runSteps(services, run, signal, (finished) => finished !== chosen.id),
  );
}

import * as vscode from 'vscode';
import { attentionText } from '../checklist/state.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { pickRun } from './picks.ts';

/** Resume Run…: shows an unfinished run with what is true of the cluster now; the next thing to do is one button. */
export async function resumeRun(services: Services, { runId }: Target): Promise<void> {
  const { run, runs } = services;
  if (run.busy) return;
  await runs.reload();
  const chosen = runId ?? (await pickRun(runs.open, vscode.l10n.t('Resume Run')));
  if (chosen === undefined) return;
  await showChecklist(services, { runId: chosen });
  const { state } = run;
  const attention = state === undefined ? undefined : attentionText(state, vscode.l10n);
  if (attention !== undefined) void vscode.window.showInformationMessage(attention);
}

/** Show Checklist, for the run that is open or for the one of the row. */
export async function showChecklist(services: Services, { runId }: Target): Promise<void> {
  const { run, clusters, checklist } = services;
  if (runId !== undefined && !(await run.show(runId))) {
    void vscode.window.showWarningMessage(
      run.busy
        ? vscode.l10n.t('Another run is under way. Stop it first.')
        : vscode.l10n.t('The journal of {0} cannot be read.', runId),
    );
    return;
  }
  checklist.reveal();
  const name = run.state?.definition.name ?? clusters.selected?.name;
  if (name !== undefined) await clusters.refresh(name);
}

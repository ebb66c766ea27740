import * as vscode from 'vscode';
import { checklistPanelType, commandIds } from './contributions.ts';
import type { CurrentRun } from './currentRun.ts';
import type { Runs } from './runs.ts';

/**
 * After a start of VS Code: a run that was left in the middle is on screen again, as its journal has it, and one
 * notification leads to it. Nothing is done to the cluster.
 */
export async function showUnfinished(runs: Runs, run: CurrentRun): Promise<void> {
  const [latest] = runs.open;
  if (latest === undefined || run.state !== undefined || !(await run.show(latest.runId))) return;
  // The checklist comes back by itself where it was open, and says it all.
  if (hasChecklistTab()) return;
  const resume = vscode.l10n.t('Resume');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('There is an unfinished run on {0}.', latest.cluster),
    resume,
  );
  if (chosen === resume) await vscode.commands.executeCommand(commandIds.resumeRun, { runId: latest.runId });
}

const hasChecklistTab = (): boolean =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .some(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(checklistPanelType),
    );

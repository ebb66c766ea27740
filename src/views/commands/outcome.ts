import * as vscode from 'vscode';
import type { StepResult } from '../../tasks/run.ts';
import type { RunState } from '../../tasks/runState.ts';
import { commandIds } from '../contributions.ts';
import { sentence } from '../sentence.ts';
import type { Services } from '../services.ts';

/** Tells how it ended, once. A ticked step tells itself: in the checklist, the tree and the status bar. */
export async function showOutcome(services: Services, state: RunState, result: StepResult): Promise<void> {
  const { log } = services;
  const cluster = state.definition.name;
  const [checklist, showLog, report] = [
    vscode.l10n.t('Show Checklist'),
    vscode.l10n.t('Show Log'),
    vscode.l10n.t('Export Report…'),
  ];
  const answer = async (chosen: string | undefined): Promise<void> => {
    if (chosen === checklist) services.checklist.reveal();
    if (chosen === showLog) log.show();
    if (chosen === report)
      await vscode.commands.executeCommand(commandIds.exportReport, { runId: state.runId });
  };
  switch (result.kind) {
    case 'ticked':
    case 'declined':
      return;
    case 'completed':
      log.info(`${state.runId}: completed`);
      return answer(
        await vscode.window.showInformationMessage(
          vscode.l10n.t('{0}: every step is done. The run is complete.', cluster),
          report,
          checklist,
        ),
      );
    case 'interrupted':
      log.warn(`${state.runId}: interrupted: ${result.reason}`);
      return answer(
        await vscode.window.showWarningMessage(`${cluster}: ${sentence(result.reason)}`, checklist, showLog),
      );
    case 'refused':
      log.warn(`${state.runId}: refused: ${result.reason}`);
      return answer(
        await vscode.window.showWarningMessage(
          vscode.l10n.t('{0}: refused, nothing was changed. {1}', cluster, result.reason),
          checklist,
          showLog,
        ),
      );
    case 'failed':
      log.error(`${state.runId}: failed: ${result.reason}`);
      return answer(
        await vscode.window.showErrorMessage(
          vscode.l10n.t('{0}: the step failed. {1}', cluster, result.reason),
          checklist,
          showLog,
        ),
      );
  }
}

import * as vscode from 'vscode';
import type { StepResult } from '../../tasks/run.ts';
import type { RunState } from '../../tasks/runState.ts';
import { commandIds } from '../contributions.ts';
import { alarm, inform, warn } from '../messages.ts';
import type { Services } from '../services.ts';
import { outcomeMessage } from './outcomeMessage.ts';

/** Tells how it ended, once. A ticked step tells itself: in the checklist, the tree and the status bar. */
export async function showOutcome(services: Services, state: RunState, result: StepResult): Promise<void> {
  const { log } = services;
  const [checklist, showLog, report] = [
    vscode.l10n.t('Show Checklist'),
    vscode.l10n.t('Show Log'),
    vscode.l10n.t('Export Report…'),
  ];
  const buttons = result.kind === 'completed' ? [report, checklist] : [checklist, showLog];
  const answer = async (chosen: string | undefined): Promise<void> => {
    if (chosen === checklist) services.checklist.reveal();
    if (chosen === showLog) log.show();
    if (chosen === report)
      await vscode.commands.executeCommand(commandIds.exportReport, { runId: state.runId });
  };
  const told = outcomeMessage(state, result, vscode.l10n);
  if (told === undefined) return;
  const { look, text } = told;
  const line = `${state.runId}: ${result.kind}${'reason' in result ? `: ${result.reason}` : ''}`;
  switch (look) {
    case 'information':
      log.info(line);
      return answer(await inform(text, ...buttons));
    case 'warning':
      log.warn(line);
      return answer(await warn(text, ...buttons));
    case 'error':
      log.error(line);
      return answer(await alarm(text, ...buttons));
  }
}

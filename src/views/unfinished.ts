import * as vscode from 'vscode';
import { commandIds } from './contributions.ts';
import { inform } from './messages.ts';
import type { Services } from './services.ts';
import { unfinishedText } from './unfinishedText.ts';

/**
 * After a start of VS Code: a run that was left in the middle is on screen again, as its journal has it, and one
 * notification leads to it, also where the checklist came back by itself, and counts the others. Nothing is done to the
 * cluster.
 */
export async function showUnfinished({ runs, run, operator }: Services): Promise<void> {
  const { unfinished } = runs;
  const latest = runs.open[0] ?? unfinished[0];
  if (latest === undefined) return;
  if (latest.outcome === 'newer') {
    await inform(unfinishedText(latest.runId, unfinished, operator.author, vscode.l10n));
    return;
  }
  // A checklist that came back shows the run that a person chose for it.
  if (run.state === undefined) await run.show(latest.runId);
  const state = await operator.home.runState(latest.runId);
  if (state === undefined) return;
  const [resume, show] = [vscode.l10n.t('Resume'), vscode.l10n.t('Show')];
  const text = unfinishedText(state, unfinished, operator.author, vscode.l10n);
  const chosen = await inform(text, resume, show);
  const target = { runId: state.runId };
  if (chosen === resume) await vscode.commands.executeCommand(commandIds.resumeRun, target);
  if (chosen === show) await vscode.commands.executeCommand(commandIds.showChecklist, target);
}

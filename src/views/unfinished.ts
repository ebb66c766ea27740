import * as vscode from 'vscode';
import { handOverText } from './checklist/attention.ts';
import { commandIds } from './contributions.ts';
import { inform } from './messages.ts';
import { newerText } from './newerText.ts';
import type { Services } from './services.ts';

/**
 * After a start of VS Code: a run that was left in the middle is on screen again, as its journal has it, and one
 * notification leads to it, also where the checklist came back by itself. Nothing is done to the cluster.
 */
export async function showUnfinished({ runs, run, operator }: Services): Promise<void> {
  const latest = runs.open[0] ?? runs.unfinished[0];
  if (latest === undefined) return;
  if (latest.outcome === 'newer') {
    await inform(newerText(latest.runId, vscode.l10n));
    return;
  }
  // A checklist that came back shows the run that a person chose for it.
  if (run.state === undefined) await run.show(latest.runId);
  const state = await operator.home.runState(latest.runId);
  if (state === undefined) return;
  const [resume, show] = [vscode.l10n.t('Resume'), vscode.l10n.t('Show')];
  const words = [
    vscode.l10n.t(
      'There is an unfinished run on {0}: {1}.',
      state.definition.name,
      state.update === undefined ? state.procedure.title : `${state.update.kb}, ${state.procedure.title}`,
    ),
    handOverText(state, operator.author, vscode.l10n),
  ].filter((part) => part !== undefined);
  const chosen = await inform(words.join(' '), resume, show);
  const target = { runId: state.runId };
  if (chosen === resume) await vscode.commands.executeCommand(commandIds.resumeRun, target);
  if (chosen === show) await vscode.commands.executeCommand(commandIds.showChecklist, target);
}

import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import { commandIds } from '../contributions.ts';
import { momentText } from '../moment.ts';
import { newerText } from '../newerText.ts';
import type { Services } from '../services.ts';
import { abortRun } from './leaveStep.ts';

/** One run at a time on a cluster: an unfinished one is gone on with, or ended, before another begins. */
export async function mayBegin(services: Services, definition: ClusterDefinition): Promise<boolean> {
  const { run, runs } = services;
  await runs.reload();
  const unfinished = runs.unfinished.find(({ cluster }) => cluster === definition.name);
  if (unfinished === undefined) return true;
  const { runId, procedure, startedAt, outcome } = unfinished;
  if (outcome === 'newer') {
    // Only the version that wrote it can go on with it or abort it.
    await vscode.window.showWarningMessage(
      vscode.l10n.t('There is an unfinished run on {0}.', definition.name),
      { modal: true, detail: newerText(runId, vscode.l10n) },
    );
    return false;
  }
  const [resume, abort] = [vscode.l10n.t('Resume It'), vscode.l10n.t('Abort It…')];
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('There is an unfinished run on {0}.', definition.name),
    {
      modal: true,
      detail: vscode.l10n.t('{0}, started {1}', procedure, momentText(startedAt)),
    },
    resume,
    abort,
  );
  if (chosen === resume) await vscode.commands.executeCommand(commandIds.resumeRun, { runId });
  if (chosen !== abort || !(await run.show(runId))) return false;
  await abortRun(services, { runId });
  return run.state?.status === 'aborted';
}

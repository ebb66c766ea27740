import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import { commandIds } from '../contributions.ts';
import type { Services } from '../services.ts';

/** One run at a time on a cluster: an unfinished one is offered first. */
export async function mayBegin({ runs }: Services, definition: ClusterDefinition): Promise<boolean> {
  await runs.reload();
  const unfinished = runs.open.find((run) => run.cluster === definition.name);
  if (unfinished === undefined) return true;
  const [resume, begin] = [vscode.l10n.t('Resume It'), vscode.l10n.t('Start a New One')];
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('There is an unfinished run on {0}.', definition.name),
    {
      modal: true,
      detail: vscode.l10n.t(
        '{0}, started {1}',
        unfinished.procedure,
        new Date(unfinished.startedAt).toLocaleString(),
      ),
    },
    resume,
    begin,
  );
  if (chosen === resume)
    await vscode.commands.executeCommand(commandIds.resumeRun, { runId: unfinished.runId });
  return chosen === begin;
}

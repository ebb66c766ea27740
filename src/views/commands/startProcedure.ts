import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import { commandIds } from '../contributions.ts';
import { waitFor } from '../progress.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { pickCluster, pickPackage, pickProcedure } from './picks.ts';

/** Start Procedure…: which cluster, which procedure, which package; then the checklist. */
export async function startProcedure(services: Services, target: Target): Promise<void> {
  const { operator, clusters, run, runs, checklist } = services;
  if (run.busy || !(await mayChange())) return;
  await clusters.reload();
  const definition = clusters.definition(target.cluster) ?? (await pickCluster(clusters));
  if (definition === undefined || !(await mayBegin(services, definition))) return;
  const procedure = await pickProcedure(operator, definition);
  if (procedure === undefined) return;
  const update = procedure.needsPackage ? await pickPackage(operator) : undefined;
  if (procedure.needsPackage && update === undefined) return;
  const starting = new AbortController();
  const started = await waitFor(
    {
      title: vscode.l10n.t('{0}: reading the cluster and binding the nodes', definition.name),
      cancel: () => starting.abort(new Error('cancelled')),
    },
    operator
      .startRun(
        { cluster: definition.name, procedure: procedure.id, update: update?.id },
        { signal: starting.signal },
      )
      .catch((error: unknown) => {
        if (starting.signal.aborted) return undefined;
        throw error;
      }),
  );
  if (started === undefined) return;
  clusters.select(definition.name);
  await started.close();
  await run.show(started.state.runId);
  checklist.reveal();
  await Promise.all([runs.reload(), clusters.refresh(definition.name)]);
}

/** One run at a time on a cluster: an unfinished one is offered first. */
async function mayBegin({ runs }: Services, definition: ClusterDefinition): Promise<boolean> {
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

import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import { driftOf, driftText } from '../../cluster/drift.ts';
import { commandIds } from '../contributions.ts';
import { cancellable } from '../progress.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { askCluster, askRequest } from './askRequest.ts';
import { mayBegin } from './mayBegin.ts';

/** Start Procedure…: which cluster, which procedure, which package; then the checklist. */
export async function startProcedure(services: Services, target: Target): Promise<void> {
  const { operator, clusters, run, runs, checklist } = services;
  if (run.busy || !(await mayChange())) return;
  const definition = await askCluster(services, target);
  if (definition === undefined || !(await mayBegin(services, definition))) return;
  const request = await askRequest(services, definition, target);
  if (request === undefined || !(await mayStartFrom(services, definition))) return;
  const { procedure, update } = request;
  const started = await cancellable(
    vscode.l10n.t('{0}: reading the cluster and binding the nodes', definition.name),
    (signal) =>
      operator.startRun(
        { cluster: definition.name, procedure: procedure.id, update: update?.id },
        { signal, approveScript: services.scripts.approve },
      ),
  );
  if (started === undefined) return;
  clusters.select(definition.name);
  await started.close();
  await run.show(started.state.runId);
  checklist.reveal();
  await Promise.all([runs.reload(), clusters.refresh(definition.name)]);
}

/** A cluster that is not at rest fails the opening gate: restoring it first is offered before anything begins. */
async function mayStartFrom({ clusters }: Services, definition: ClusterDefinition): Promise<boolean> {
  const { name } = definition;
  const read = await cancellable(vscode.l10n.t('{0}: reading the cluster', name), async () => {
    await clusters.refresh(name);
    return clusters.state(name);
  });
  if (read === undefined) return false;
  // What cannot be read is told by the start itself, with its remedy.
  const drift = read.snapshot === undefined ? [] : driftOf(definition, read.snapshot);
  if (read.problem !== undefined || drift.length === 0) return true;
  const [restore, begin] = [vscode.l10n.t('Restore First…'), vscode.l10n.t('Start All the Same')];
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} is not at rest.', name),
    { modal: true, detail: drift.map(driftText).join('\n') },
    restore,
    begin,
  );
  if (chosen === restore) await vscode.commands.executeCommand(commandIds.restore, { cluster: name });
  return chosen === begin;
}

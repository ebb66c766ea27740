import * as vscode from 'vscode';
import { cancellable } from '../progress.ts';
import type { Services } from '../services.ts';
import { previewSheet } from '../sheet/previewSheet.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { askCluster, askRequest } from './askRequest.ts';

/** Preview Procedure…: what a run would do, from the live cluster; starts nothing. Of an open run: in its checklist. */
export async function previewProcedure(services: Services, target: Target): Promise<void> {
  const { operator, sheets } = services;
  if (!(await mayChange())) return;
  if (target.runId !== undefined) return previewRun(services, target.runId);
  const definition = await askCluster(services, target);
  const request = definition === undefined ? undefined : await askRequest(services, definition, target);
  if (request === undefined) return;
  const { procedure, update } = request;
  const cluster = request.definition.name;
  const plan = await cancellable(vscode.l10n.t('{0}: looking at every guard', cluster), (signal) =>
    operator.plan({ cluster, procedure: procedure.id, update: update?.id }, { signal }),
  );
  if (plan !== undefined)
    sheets.show('preview', previewSheet({ ...request, plan, at: new Date() }, vscode.l10n));
}

async function previewRun({ operator, run, checklist }: Services, runId: string): Promise<void> {
  const { state } = run;
  if (state === undefined || state.runId !== runId || state.status !== 'active' || run.busy) return;
  const plan = await cancellable(
    vscode.l10n.t('{0}: looking at every guard', state.definition.name),
    (signal) => operator.planOfRun(state, { signal }),
  );
  if (plan === undefined) return;
  run.preview(state, plan);
  checklist.reveal();
}

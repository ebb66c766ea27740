import * as vscode from 'vscode';
import { cancellable } from '../progress.ts';
import type { Services } from '../services.ts';
import { adviceSheet } from '../sheet/adviceSheet.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { askCluster, askPackage } from './askRequest.ts';

/** Choose a Procedure…: every procedure that suits is rehearsed on a copy of the cluster, and one is recommended. */
export async function chooseProcedure(services: Services, target: Target): Promise<void> {
  const { operator, sheets } = services;
  if (!(await mayChange())) return;
  const definition = await askCluster(services, target);
  if (definition === undefined) return;
  const update = await askPackage(services, target);
  if (update === undefined) return;
  const at = new Date();
  const advice = await cancellable(
    vscode.l10n.t('{0}: rehearsing procedures for {1} on a copy', definition.name, update.kb),
    (signal, report) => {
      report(vscode.l10n.t('reading the cluster'));
      return operator.advise(
        { cluster: definition.name, update: update.id },
        {
          signal,
          onProgress: ({ done, total, procedure, text }) =>
            report(vscode.l10n.t('{0} of {1} done · {2}: {3}', done, total, procedure, text), done / total),
        },
      );
    },
  );
  if (advice === undefined) return;
  const titles = new Map(
    (await operator.home.procedures()).flatMap((entry) =>
      entry.kind === 'ok' ? [[entry.id, entry.value.title] as const] : [],
    ),
  );
  sheets.show('advice', adviceSheet({ definition, update, advice, titles, at }, vscode.l10n));
}

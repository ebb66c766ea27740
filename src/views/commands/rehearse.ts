import * as vscode from 'vscode';
import { ProblemError } from '../../cluster/problem.ts';
import { type FaultChoice, faultChoices } from '../../lab/faultChoices.ts';
import { bindRoles } from '../../tasks/binding.ts';
import { faultText } from '../faultWords.ts';
import { cancellable } from '../progress.ts';
import type { Services } from '../services.ts';
import { rehearsalSheet } from '../sheet/rehearsalSheet.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { askCluster, askPackage, askRequest, type Request } from './askRequest.ts';

/** Rehearse on a Copy of This Cluster…: one procedure, with faults to choose from. */
export async function rehearse(services: Services, target: Target): Promise<void> {
  const { operator, sheets } = services;
  if (!(await mayChange())) return;
  const definition = await askCluster(services, target);
  const request = definition === undefined ? undefined : await askRequest(services, definition, target);
  if (request === undefined) return;
  const { procedure } = request;
  const cluster = request.definition.name;
  // The copy's lab has to know which update it is about, also for a procedure that installs none.
  const update = request.update ?? (await askPackage(services, target));
  if (update === undefined) return;
  const chosen = await pickFaults(services, { ...request, update });
  if (chosen === undefined) return;
  await operator.approveScripts(await operator.scriptsOf(procedure), services.scripts.approve);
  const at = new Date();
  const rehearsed = await cancellable(
    vscode.l10n.t('{0}: rehearsing {1} on a copy', cluster, procedure.id),
    (signal, report) => {
      report(vscode.l10n.t('reading the cluster'));
      let begun = 0;
      return operator.rehearse(
        { cluster, update: update.id, procedure: procedure.id },
        chosen.map(({ spec }) => spec),
        {
          signal,
          onStep: (title) => {
            report(title, begun / procedure.steps.length);
            begun += 1;
          },
        },
      );
    },
  );
  if (rehearsed === undefined) return;
  const faults = chosen.map((choice) => `${faultText(choice, vscode.l10n)} (${choice.step})`);
  sheets.show(
    'rehearsal',
    rehearsalSheet({ definition: request.definition, procedure, update, rehearsed, faults, at }, vscode.l10n),
  );
}

/** Asks which faults shall strike; none is an answer too. The nodes are those that would play the roles now. */
async function pickFaults(
  { operator }: Services,
  { definition, procedure, update }: Required<Request>,
): Promise<readonly FaultChoice[] | undefined> {
  if (update === undefined) return [];
  const snapshot = await cancellable(vscode.l10n.t('{0}: reading the cluster', definition.name), (signal) =>
    operator.snapshot(definition.name, { signal }),
  );
  if (snapshot === undefined) return undefined;
  const roles = bindRoles(procedure, definition, snapshot);
  if (typeof roles === 'string')
    throw new ProblemError({
      kind: 'refused',
      message: roles,
      remedy: vscode.l10n.t('Nothing was changed.'),
    });
  let step = '';
  const picks = faultChoices(procedure, definition, update, roles).flatMap((choice) => {
    const item = { label: faultText(choice, vscode.l10n), description: choice.spec, choice };
    if (choice.step === step) return [item];
    step = choice.step;
    const separator = {
      label: step,
      kind: vscode.QuickPickItemKind.Separator,
      choice: undefined,
    };
    return [separator, item];
  });
  const chosen = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Faults to Let In'),
    placeHolder: vscode.l10n.t('Choose what shall go wrong, or nothing, and press Enter'),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return chosen?.flatMap(({ choice }) => (choice === undefined ? [] : [choice]));
}

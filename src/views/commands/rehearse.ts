import * as vscode from 'vscode';
import type { Roles } from '../../cluster/conditions/condition.ts';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import { ProblemError } from '../../cluster/problem.ts';
import { type FaultChoice, faultChoices } from '../../lab/faultChoices.ts';
import { bindRoles, filledIn } from '../../tasks/binding.ts';
import { applicable, type Procedure, reachesBeyondNodes } from '../../tasks/procedure.ts';
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
  const about = await readRoles(services, { ...request, update });
  if (about === undefined) return;
  const answers = await pickAnswers(about);
  if (answers === undefined) return;
  const chosen = await pickFaults(about);
  if (chosen === undefined) return;
  await operator.approveScripts(await operator.scriptsOf(procedure), services.scripts.approve);
  const at = new Date();
  const rehearsed = await cancellable(
    vscode.l10n.t('{0}: rehearsing {1} on a copy', cluster, procedure.id),
    (signal, report) => {
      report(
        reachesBeyondNodes(procedure)
          ? vscode.l10n.t('reading the cluster, the servers beside it and its agents')
          : vscode.l10n.t('reading the cluster'),
      );
      return operator.rehearse(
        { cluster, update: update.id, procedure: procedure.id },
        chosen.map(({ spec }) => spec),
        {
          signal,
          answerYes: answers,
          onStep: report,
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

/** What is asked about a rehearsal before it begins. */
interface About {
  readonly definition: ClusterDefinition;
  readonly procedure: Procedure;
  readonly update: UpdatePackage;
  /** The nodes that would play the roles now. */
  readonly roles: Roles;
}

async function readRoles(
  { operator }: Services,
  { definition, procedure, update }: Request & { readonly update: UpdatePackage },
): Promise<About | undefined> {
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
  return { definition, procedure, update, roles };
}

/** Asks which optional questions are answered yes on the copy; none is an answer too. */
async function pickAnswers(about: About): Promise<readonly string[] | undefined> {
  const { procedure, definition, update, roles } = about;
  const picks = applicable(procedure, definition, update, roles).steps.flatMap((step) =>
    step.kind === 'question' && step.optional
      ? { label: filledIn(step.title, about), detail: filledIn(step.question, about), id: step.id }
      : [],
  );
  if (picks.length === 0) return [];
  const chosen = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Questions to Answer Yes on the Copy'),
    placeHolder: vscode.l10n.t('Choose what shall be done on the copy too, or nothing, and press Enter'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return chosen?.map(({ id }) => id);
}

/** Asks which faults shall strike; none is an answer too. */
async function pickFaults({
  definition,
  procedure,
  update,
  roles,
}: About): Promise<readonly FaultChoice[] | undefined> {
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

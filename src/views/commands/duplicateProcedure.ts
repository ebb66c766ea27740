import * as vscode from 'vscode';
import { identifier } from '../../cluster/names.ts';
import { copyProcedure } from '../../home/copyProcedure.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';

/** Duplicate Procedure…: a copy of a procedure in the workspace, opened to be changed. */
export async function duplicateProcedure(services: Services, target: Target): Promise<void> {
  const { operator, definitionsFolder } = services;
  if (!(await mayChange())) return;
  const entries = await operator.home.procedures();
  const id = target.procedure ?? (await pickSource(entries));
  if (id === undefined) return;
  const taken = new Set(entries.map((entry) => entry.id.toLowerCase()));
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Duplicate Procedure'),
    prompt: vscode.l10n.t('Id of the copy; its file is named after it'),
    value: `my-${id}`,
    ignoreFocusOut: true,
    validateInput: (text) =>
      taken.has(text.toLowerCase())
        ? vscode.l10n.t('There is a procedure with this id.')
        : identifier.safeParse(text).success
          ? undefined
          : vscode.l10n.t('Use letters, digits, hyphens, dots and underscores.'),
  });
  if (name === undefined) return;
  const file = await copyProcedure(operator.home, id, name, definitionsFolder);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
}

async function pickSource(
  entries: Awaited<ReturnType<Services['operator']['home']['procedures']>>,
): Promise<string | undefined> {
  const picks = entries.flatMap((entry) =>
    entry.kind === 'bad'
      ? []
      : [{ label: entry.value.title, description: entry.id, detail: entry.value.useFor, id: entry.id }],
  );
  return (
    await vscode.window.showQuickPick(picks, {
      title: vscode.l10n.t('Procedure to Duplicate'),
      ignoreFocusOut: true,
      matchOnDescription: true,
    })
  )?.id;
}

import * as vscode from 'vscode';
import { warn } from '../messages.ts';

/** Whether anything may be changed here. Menus hide what is not; a command can be called all the same. */
export async function mayChange(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  await warn(
    vscode.l10n.t('This workspace is not trusted. Only reading the lab is possible until you trust it.'),
  );
  return false;
}

import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { setting } from './settings.ts';

export interface HomeFolder {
  /** Where clusters, packages, procedures and runs are kept; the terminal's `--home`. */
  readonly folder: string;
  /** Further folders in which a person may have put definitions. */
  readonly alsoIn: readonly string[];
}

/** The home of this window: the setting, else `.cluster-patch` of the workspace, else the extension's own storage. */
export function homeFolder(context: vscode.ExtensionContext): HomeFolder {
  const workspace = vscode.workspace.workspaceFolders?.find((folder) => folder.uri.scheme === 'file')?.uri
    .fsPath;
  const chosen = setting('clusterPatch.home').trim();
  const alsoIn = workspace === undefined ? [] : [workspace];
  if (chosen !== '')
    return {
      folder: isAbsolute(chosen) ? chosen : join(workspace ?? context.globalStorageUri.fsPath, chosen),
      alsoIn,
    };
  return {
    folder: workspace === undefined ? context.globalStorageUri.fsPath : join(workspace, '.cluster-patch'),
    alsoIn,
  };
}

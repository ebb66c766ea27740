import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { userFolder } from './server.ts';

/** VS Code's settings by their full names. */
export type Settings = Readonly<Record<string, unknown>>;

/** A workbench that shows the extension and the workspace, and nothing that asks, invites or phones out. */
export const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.agentHost.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'window.commandCenter': false,
  // Asked about trust, nobody would see the lab at once; the folders are ours.
  'security.workspace.trust.enabled': false,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code's own variables.
  'window.title': '${activeEditorShort}${separator}${rootName}',
};

/**
 * Changes some of the user's settings in a workbench's data folder. A page sees it when it is opened or
 * reloaded: VS Code's server does not watch this folder.
 */
export async function changeUserSettings(dataDir: string, changes: Settings): Promise<void> {
  const folder = userFolder(dataDir);
  const file = join(folder, 'settings.json');
  await mkdir(folder, { recursive: true });
  const before: unknown = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {};
  const after = { ...(typeof before === 'object' ? before : {}), ...changes };
  // The page may read at any moment, and must never see half a file.
  await writeFile(`${file}.new`, JSON.stringify(after, undefined, 2));
  await rename(`${file}.new`, file);
}

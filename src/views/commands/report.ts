import { join } from 'node:path';
import * as vscode from 'vscode';
import { reportUri } from '../documents.ts';
import { inform } from '../messages.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { pickRun } from './picks.ts';

const formats = [
  { format: 'html', ending: 'html', name: 'HTML' },
  { format: 'md', ending: 'md', name: 'Markdown' },
  { format: 'json', ending: 'json', name: 'JSON' },
  { format: 'junit', ending: 'xml', name: 'JUnit XML' },
] as const;

/** Export Report…: the evidence of a run as a file. */
export async function exportReport(services: Services, target: Target): Promise<void> {
  const runId = await chosenRun(services, target, vscode.l10n.t('Export Report'));
  if (runId === undefined) return;
  const picks = formats.map((format) => ({ label: format.name, description: `.${format.ending}`, format }));
  const format = (
    await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Report Format'), ignoreFocusOut: true })
  )?.format;
  if (format === undefined) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? services.operator.home.folder;
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(join(folder, `${runId}.${format.ending}`)),
    filters: { [format.name]: [format.ending] },
    title: vscode.l10n.t('Export Report'),
  });
  if (file === undefined) return;
  const text = await services.operator.report(runId, format.format);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const [open, reveal] = [vscode.l10n.t('Open'), vscode.l10n.t('Reveal in File Explorer')];
  const chosen = await inform(
    vscode.l10n.t('The report is in {0}.', file.fsPath),
    open,
    // Where VS Code runs in a browser, the file is on another machine.
    ...(vscode.env.uiKind === vscode.UIKind.Desktop ? [reveal] : []),
  );
  if (chosen === reveal) await vscode.commands.executeCommand('revealFileInOS', file);
  if (chosen === open) await openReportFile(file);
}

/** A page is for a browser; everything else, and a file that no browser here can reach, is for the editor. */
async function openReportFile(file: vscode.Uri): Promise<void> {
  const inBrowser = file.path.endsWith('.html') && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (inBrowser && (await vscode.env.openExternal(file))) return;
  await vscode.commands.executeCommand('vscode.open', file);
}

/** Open Report of a row: read-only, as a preview. */
export async function openReport(services: Services, target: Target): Promise<void> {
  const runId = await chosenRun(services, target, vscode.l10n.t('Open Report'));
  if (runId !== undefined) await vscode.commands.executeCommand('markdown.showPreview', reportUri(runId));
}

async function chosenRun(
  { run, runs }: Services,
  { runId }: Target,
  title: string,
): Promise<string | undefined> {
  const known = runId ?? run.state?.runId;
  if (known !== undefined) return known;
  await runs.reload();
  return pickRun(runs.all, title);
}

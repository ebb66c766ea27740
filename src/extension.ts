import * as vscode from 'vscode';
import * as z from 'zod';
import { thisAuthor } from './home/author.ts';
import { Home } from './home/home.ts';
import { Operator } from './home/operator.ts';
import { ChecklistPanel } from './views/checklist/panel.ts';
import { pageTextOf } from './views/checklist/text.ts';
import { Clusters } from './views/clusters.ts';
import { ClusterTree } from './views/clusterTree/view.ts';
import { registerCommands } from './views/commands/all.ts';
import { Connections } from './views/connection/connections.ts';
import { keepContextKeys, setContextKeys } from './views/contextKeys.ts';
import { CurrentRun } from './views/currentRun.ts';
import { Diagnostics } from './views/diagnostics.ts';
import { registerDocuments } from './views/documents.ts';
import { refreshAfterChanges, watchDocuments, watchRuns } from './views/following.ts';
import { homeFolder } from './views/homeFolder.ts';
import { inform } from './views/messages.ts';
import { actOnPage } from './views/pageRequests.ts';
import { Runs } from './views/runs.ts';
import { RunsTree } from './views/runsTree/view.ts';
import { ScriptQuestion } from './views/scriptQuestion.ts';
import { SecretStore } from './views/secretStore.ts';
import type { Services } from './views/services.ts';
import { setting } from './views/settings.ts';
import { sheetText } from './views/sheet/protocol.ts';
import { Sheets } from './views/sheet/sheets.ts';
import { StatusBar } from './views/statusBar.ts';
import { showUnfinished } from './views/unfinished.ts';

let operator: Operator | undefined;

/** Builds the parts and registers them; what they do is theirs. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { subscriptions, extensionPath: root, extensionUri } = context;
  const { folder, alsoIn } = homeFolder(context);
  const { version } = z.object({ version: z.string() }).parse(context.extension.packageJSON);
  const powershell = setting('clusterPatch.powershellPath').trim();
  const log = vscode.window.createOutputChannel('Cluster Patch', { log: true });
  const secrets = new SecretStore(context.secrets);
  operator = new Operator({
    home: new Home(folder, alsoIn),
    root,
    powershell: powershell === '' ? undefined : powershell,
    author: thisAuthor(version),
    credentials: secrets,
    log,
  });
  const clusters = new Clusters(operator);
  const connections = new Connections();
  const runs = new Runs(operator.home);
  const run = new CurrentRun(operator);
  const checklist = new ChecklistPanel({ root: extensionUri, operator, clusters, run, log, act: actOnPage });
  const diagnostics = new Diagnostics(operator.home);
  const scripts = new ScriptQuestion();
  const sheets = new Sheets(extensionUri, sheetText.parse(pageTextOf(vscode.l10n)));
  const services: Services = {
    operator,
    clusters,
    runs,
    run,
    checklist,
    connections,
    secrets,
    sheets,
    scripts,
    log,
    root,
    definitionsFolder: alsoIn[0] ?? folder,
  };
  subscriptions.push(
    log,
    clusters,
    runs,
    run,
    checklist,
    connections,
    sheets,
    scripts,
    registerCommands(services),
    registerDocuments(operator, clusters),
    new ClusterTree(clusters, run),
    new RunsTree(runs, run),
    new StatusBar(clusters, run),
    keepContextKeys(clusters, runs, run),
    refreshAfterChanges(clusters, run),
    diagnostics,
    watchDocuments([folder, ...alsoIn], () => void Promise.all([clusters.reload(), diagnostics.reload()])),
    watchRuns(runs, run, operator.home.runsFolder),
    offerReload(),
  );
  log.info(`home ${folder}`);
  await Promise.all([clusters.reload(), runs.reload(), diagnostics.reload()]);
  setContextKeys({ 'clusterPatch.ready': true });
  // What it says is from the workspace's files, and what it offers changes the cluster.
  if (vscode.workspace.isTrusted) void showUnfinished(services);
  else subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(() => void showUnfinished(services)));
}

/** Gives the nodes' sessions and the local PowerShell back. */
export async function deactivate(): Promise<void> {
  await operator?.dispose();
}

/** The home and the PowerShell are chosen at the start: a change of either takes effect with a reload. */
function offerReload(): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(async (change) => {
    if (
      !change.affectsConfiguration('clusterPatch.home') &&
      !change.affectsConfiguration('clusterPatch.powershellPath')
    )
      return;
    const reload = vscode.l10n.t('Reload Window');
    const chosen = await inform(vscode.l10n.t('The setting takes effect after a reload.'), reload);
    if (chosen === reload) await vscode.commands.executeCommand('workbench.action.reloadWindow');
  });
}

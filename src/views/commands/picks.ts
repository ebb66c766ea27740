import * as vscode from 'vscode';
import { type ClusterDefinition, isLab } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import type { RunSummary } from '../../home/home.ts';
import type { Operator } from '../../home/operator.ts';
import type { Procedure } from '../../tasks/procedure.ts';
import type { Clusters } from '../clusters.ts';
import { commandIds } from '../contributions.ts';
import { inform } from '../messages.ts';
import { momentText } from '../moment.ts';

/** Asks which cluster; with one alone there is nothing to ask. */
export async function pickCluster(clusters: Clusters): Promise<ClusterDefinition | undefined> {
  const all = clusters.entries.flatMap((entry) =>
    entry.kind === 'ok' && clusters.isAllowed(entry.value) ? [entry.value] : [],
  );
  const [only, ...others] = all;
  if (only === undefined) {
    const [lab, add] = [vscode.l10n.t('Try It on the Lab'), vscode.l10n.t('Add Cluster…')];
    const chosen = await inform(vscode.l10n.t('There is no cluster yet.'), lab, add);
    if (chosen === lab) await vscode.commands.executeCommand(commandIds.tryLab);
    if (chosen === add) await vscode.commands.executeCommand(commandIds.addCluster);
    return undefined;
  }
  if (others.length === 0) return only;
  const picks = all.map((definition) => ({
    label: definition.name,
    description: definition.nodes.map((node) => node.name).join(', '),
    ...(isLab(definition) ? { detail: vscode.l10n.t('Simulated: nothing real is changed') } : {}),
    definition,
  }));
  return (await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Cluster'), ignoreFocusOut: true }))
    ?.definition;
}

/** Asks which procedure, with what each is for and not for, or whether the advisor shall find out. */
export async function pickProcedure(
  operator: Operator,
  definition: ClusterDefinition,
): Promise<Procedure | 'advise' | undefined> {
  const procedures = (await operator.home.procedures()).flatMap((entry) =>
    entry.kind === 'ok' ? [entry.value] : [],
  );
  const picks = procedures
    .filter((procedure) => procedure.nodes === definition.nodes.length)
    .map((procedure) => ({
      label: procedure.title,
      description: procedure.id,
      detail: `${procedure.useFor} ${vscode.l10n.t('Not for: {0}', procedure.doNotUseFor)}`,
      procedure,
    }));
  const advise = {
    label: vscode.l10n.t('Choose by Rehearsal…'),
    detail: vscode.l10n.t(
      'Carries out every procedure on a simulated copy of this cluster and recommends one. Changes nothing.',
    ),
    iconPath: new vscode.ThemeIcon('beaker'),
    procedure: 'advise' as const,
  };
  const separator = {
    label: '',
    kind: vscode.QuickPickItemKind.Separator,
    procedure: undefined,
  };
  return (
    await vscode.window.showQuickPick([advise, separator, ...picks], {
      title: vscode.l10n.t('Procedure for {0}', definition.name),
      ignoreFocusOut: true,
      matchOnDescription: true,
      matchOnDetail: true,
    })
  )?.procedure;
}

/** Asks which package. */
export async function pickPackage(operator: Operator): Promise<UpdatePackage | undefined> {
  const packages = (await operator.home.packages()).flatMap((entry) =>
    entry.kind === 'ok' ? [entry.value] : [],
  );
  if (packages.length === 0) {
    void inform(
      vscode.l10n.t(
        'There is no package yet. Add one as packages/<name>.package.json; the editor completes and checks it.',
      ),
    );
    return undefined;
  }
  const picks = packages.map((update) => ({
    label: `${update.kb} · ${update.title}`,
    description: update.id,
    detail: update.changesDatabase
      ? vscode.l10n.t('Changes the database')
      : vscode.l10n.t('Changes files only'),
    update,
  }));
  return (
    await vscode.window.showQuickPick(picks, {
      title: vscode.l10n.t('Package'),
      ignoreFocusOut: true,
      matchOnDescription: true,
    })
  )?.update;
}

/** Asks which run. */
export async function pickRun(runs: readonly RunSummary[], title: string): Promise<string | undefined> {
  const picks = runs.map((run) => ({
    label: `${run.cluster} · ${momentText(run.startedAt)}`,
    description: run.procedure,
    runId: run.runId,
  }));
  return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.runId;
}

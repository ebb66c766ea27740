import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import { sameName } from '../../cluster/names.ts';
import { cancellable } from '../progress.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { askCluster } from './askRequest.ts';
import { runAgreed } from './runAgreed.ts';

/** Restart Node…: a passive node is restarted as a run of its own, and watched until the cluster has it back. */
export async function restartNode(services: Services, target: Target): Promise<void> {
  const { operator, run } = services;
  if (run.busy || !(await mayChange())) return;
  const definition = await askCluster(services, target);
  if (definition === undefined) return;
  const node = await askNode(definition, target);
  if (node === undefined) return;
  const plan = await cancellable(vscode.l10n.t('{0}: reading the cluster', definition.name), (signal) =>
    operator.planNodeRestart(definition.name, node, { signal }),
  );
  if (plan === undefined || !(await agreed(definition, node))) return;
  const { within } = plan;
  await runAgreed(services, {
    cluster: definition.name,
    beginning: vscode.l10n.t('{0}: restarting {1}', definition.name, node),
    title: vscode.l10n.t('Restarting {0}', node),
    start: (options) => operator.startNodeRestart(plan, options),
    // Back to the run that waits for the restart.
    ended: async () => {
      if (within !== undefined && run.state?.status === 'completed') await run.show(within);
    },
  });
}

async function askNode({ name, nodes }: ClusterDefinition, { node }: Target): Promise<string | undefined> {
  const known = nodes.find((one) => sameName(one.name, node ?? ''));
  if (known !== undefined) return known.name;
  return vscode.window.showQuickPick(
    nodes.map((one) => one.name),
    { title: vscode.l10n.t('Node of {0}', name), ignoreFocusOut: true },
  );
}

async function agreed({ name }: ClusterDefinition, node: string): Promise<boolean> {
  const yes = vscode.l10n.t('Restart');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Restart {0} of {1}?', node, name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It is refused unless the node is passive, owns no group that is online, and no installation is running there.',
      ),
    },
    yes,
  );
  return chosen === yes;
}

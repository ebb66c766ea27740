import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import type { Restore } from '../../tasks/restore.ts';
import { warn } from '../messages.ts';
import { cancellable } from '../progress.ts';
import { sentence } from '../sentence.ts';
import type { Services } from '../services.ts';
import { restoreSheet } from '../sheet/restoreSheet.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { askCluster } from './askRequest.ts';
import { runAgreed } from './runAgreed.ts';

/** Restore Resting State…: shows what is not at rest, what would be changed and why, and what is left by hand. */
export async function restore(services: Services, target: Target): Promise<void> {
  if (!(await mayChange())) return;
  const definition = await askCluster(services, target);
  if (definition === undefined) return;
  const plan = await planned(services, definition);
  if (plan === undefined) return;
  show(services, definition, plan);
}

const show = ({ sheets }: Services, definition: ClusterDefinition, plan: Restore): void =>
  sheets.show('restore', restoreSheet(definition, plan, new Date(), vscode.l10n));

/** The button of that page: on a yes, the changes are made as a run of its own. */
export async function startRestore(services: Services, target: Target): Promise<void> {
  const { operator, run } = services;
  if (run.busy || !(await mayChange())) return;
  const definition = await askCluster(services, target);
  if (definition === undefined) return;
  // What is agreed to is what is true now, not what the page was made from.
  const plan = await planned(services, definition);
  if (plan === undefined) return;
  if (plan.procedure === undefined) return show(services, definition, plan);
  if (!(await agreed(definition, plan))) return;
  await runAgreed(services, {
    cluster: definition.name,
    beginning: vscode.l10n.t('{0}: beginning the restore', definition.name),
    title: vscode.l10n.t('Restoring'),
    start: (options) => operator.startRestore(definition.name, plan, options),
    ended: async () => {
      tellReplacedRun(services, definition);
      if (plan.byHand.length === 0) return;
      // What was stuck before the changes may be at work after them, and must not be ended then.
      const left = await planned(services, definition);
      if (left !== undefined) show(services, definition, left);
    },
  });
}

/** A restore undoes what an unfinished run has done, and that run would not do it again. */
function tellReplacedRun({ run, runs }: Services, { name }: ClusterDefinition): void {
  const replaced = runs.open.find(({ cluster, runId }) => cluster === name && runId !== run.state?.runId);
  if (replaced === undefined || run.state?.status !== 'completed') return;
  void warn(
    vscode.l10n.t(
      '{0}: the run {1} is not over, and what it has done may be undone now. Abort it, and start a new one.',
      name,
      replaced.runId,
    ),
  );
}

const planned = ({ operator }: Services, { name }: ClusterDefinition): Promise<Restore | undefined> =>
  cancellable(vscode.l10n.t('{0}: reading the cluster', name), (signal) =>
    operator.planRestore(name, { signal }),
  );

async function agreed({ name }: ClusterDefinition, { changes, byHand }: Restore): Promise<boolean> {
  const yes = vscode.l10n.t('Restore');
  const lines = [
    ...changes.map(
      ({ title, reason }, index) => `${index + 1}. ${title}${reason === null ? '' : ` (${reason})`}`,
    ),
    ...(byHand.length === 0 ? [] : ['', vscode.l10n.t('Left to do by hand:'), ...byHand.map(sentence)]),
  ];
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Bring {0} back to its resting state?', name),
    { modal: true, detail: lines.join('\n') },
    yes,
  );
  return chosen === yes;
}

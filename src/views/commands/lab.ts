import * as vscode from 'vscode';
import { viewIds } from '../contributions.ts';
import type { Services } from '../services.ts';
import { mayChange } from './allowed.ts';

const labName = 'lab';

/** Try It on the Lab: makes the simulated cluster where there is none, and shows it. */
export async function tryLab(services: Services): Promise<void> {
  if (!(await mayChange())) return;
  await services.operator.lab.ensure();
  await showLab(services);
}

/** Reset Lab: a fresh simulated cluster. */
export async function resetLab(services: Services): Promise<void> {
  const { operator, run } = services;
  if (!(await mayChange())) return;
  if (run.busy && run.state?.definition.name === labName) return;
  const reset = vscode.l10n.t('Reset Lab');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Reset the lab?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The simulated cluster starts afresh: nothing is patched, NODE1 is active. Runs and reports are kept.',
      ),
    },
    reset,
  );
  if (chosen !== reset) return;
  await operator.lab.reset();
  // What a run has seen was the lab as it was before.
  if (run.state?.definition.name === labName) run.leave();
  await showLab(services);
}

async function showLab({ clusters, checklist }: Services): Promise<void> {
  await clusters.reload();
  clusters.select(labName);
  await vscode.commands.executeCommand(`${viewIds.clusters}.focus`);
  checklist.reveal();
  await clusters.refresh(labName);
}

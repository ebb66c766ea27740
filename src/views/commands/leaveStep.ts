import * as vscode from 'vscode';
import { driftText } from '../../cluster/drift.ts';
import { currentStep } from '../../tasks/runState.ts';
import { inform, warn } from '../messages.ts';
import { plainText } from '../plainText.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { tellClaimLeft } from './claimLeft.ts';
import { workOnRun } from './workOnRun.ts';

/** Skip Step…: only with a reason, which is shown as a skip for ever. */
export async function skipStep(services: Services, target: Target): Promise<void> {
  const { state } = services.run;
  const current = state === undefined ? undefined : currentStep(state);
  if (state === undefined || current === undefined || !(await mayChange())) return;
  if (target.step !== undefined && target.step !== current.id) return;
  const reason = await askReason(
    vscode.l10n.t('Skip Step'),
    vscode.l10n.t(
      'Why is “{0}” skipped? The reason is kept in the journal and in the report.',
      current.title,
    ),
  );
  if (reason === undefined) return;
  await workOnRun(
    services,
    { runId: state.runId, step: current.id },
    vscode.l10n.t('Skipping'),
    async (run, signal) => {
      await run.skip(reason, { signal });
      return currentStep(run.state) === undefined ? run.runCurrent({ signal }) : { kind: 'ticked' };
    },
  );
}

/** Abort Run…: ends it, and says what is not at rest. */
export async function abortRun(services: Services, target: Target): Promise<void> {
  const { run, runs } = services;
  const { state } = run;
  if (state === undefined || state.status !== 'active' || run.busy || !(await mayChange())) return;
  if (target.runId !== undefined && target.runId !== state.runId) return;
  const reason = await askReason(
    vscode.l10n.t('Abort Run'),
    vscode.l10n.t(
      'Why is the run on {0} aborted? It cannot be resumed; the cluster stays as it is.',
      state.definition.name,
    ),
  );
  if (reason === undefined) return;
  const drift = await run.work(undefined, async (opened, signal) => {
    const left = await opened.abort(reason, { signal });
    tellClaimLeft(opened);
    return left;
  });
  await runs.reload();
  if (drift === undefined) return;
  const name = state.definition.name;
  if (drift.length === 0)
    void inform(vscode.l10n.t('{0}: the run is aborted. The cluster is at rest.', name));
  else
    void warn(
      vscode.l10n.t('{0}: the run is aborted. Not at rest: {1}', name, drift.map(driftText).join('; ')),
    );
}

async function askReason(title: string, prompt: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: plainText(prompt),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A reason is needed.') : undefined),
  });
}

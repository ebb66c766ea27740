import * as vscode from 'vscode';
import type { PlannedOperation } from '../tasks/plan.ts';
import type { RunState, StepState } from '../tasks/runState.ts';
import { effectOf } from './effects.ts';
import { setting } from './settings.ts';

/** Waits for the answer to a dialog. */
type Answered = <Answer>(dialog: Thenable<Answer>) => Promise<Answer>;

/**
 * Asks before a step changes the cluster, naming the node and what will happen. `agreed` holds the steps that a person
 * has agreed to before in this run.
 */
export async function confirmStep(
  run: RunState,
  step: StepState,
  operations: readonly PlannedOperation[],
  agreed: Set<string>,
  answered: Answered,
): Promise<boolean> {
  if (step.step.kind === 'question') return askQuestion(run.definition.name, step.step.question, answered);
  const wish = setting('clusterPatch.confirmChanges');
  if (wish === 'never' || (wish === 'once-per-step' && agreed.has(step.id))) return true;
  const go = step.node === undefined ? vscode.l10n.t('Run') : vscode.l10n.t('Run on {0}', step.node);
  const effects = operations.map((operation) => `• ${effectOf(operation, run.update, vscode.l10n)}`);
  const chosen = await answered(
    vscode.window.showWarningMessage(
      vscode.l10n.t('{0}?', step.title),
      { modal: true, detail: [vscode.l10n.t('Cluster {0}', run.definition.name), ...effects].join('\n') },
      go,
    ),
  );
  if (chosen !== go) return false;
  agreed.add(step.id);
  return true;
}

/** Asks what is done only on request. Closing the dialog leaves the question open; no is an answer, and is kept too. */
export async function chooseStep(
  run: RunState,
  step: StepState,
  answered: Answered,
): Promise<boolean | undefined> {
  if (step.step.kind !== 'question') return undefined;
  const [yes, no] = [vscode.l10n.t('Yes'), vscode.l10n.t('No, Leave It Out')];
  const detail = vscode.l10n.t(
    'Cluster {0}. Your answer is kept in the journal with your name.',
    run.definition.name,
  );
  const chosen = await answered(
    vscode.window.showInformationMessage(step.step.question, { modal: true, detail }, yes, no),
  );
  return chosen === undefined ? undefined : chosen === yes;
}

/** A question that no reading can answer is always put to the person: the answer is evidence. */
async function askQuestion(cluster: string, question: string, answered: Answered): Promise<boolean> {
  const yes = vscode.l10n.t('Yes');
  const detail = vscode.l10n.t('Cluster {0}. Your answer is kept in the journal with your name.', cluster);
  return (
    (await answered(vscode.window.showInformationMessage(question, { modal: true, detail }, yes))) === yes
  );
}

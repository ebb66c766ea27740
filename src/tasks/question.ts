import { isLeftOut } from './intent.ts';
import type { LiveRun } from './liveRun.ts';
import type { Step } from './procedure.ts';
import { currentStep, type StepState } from './runState.ts';
import type { StepOptions, StepResult } from './stepOptions.ts';

export type Question = Extract<Step, { kind: 'question' }>;

/** Asks the person, and records the answer. */
export async function answer(
  run: LiveRun,
  step: StepState,
  { question, optional }: Question,
  { confirm, choose }: StepOptions,
): Promise<StepResult> {
  if (optional) return choice(run, step, question, choose);
  if (confirm !== undefined && !(await confirm(step))) return { kind: 'declined' };
  const observed =
    confirm === undefined ? 'yes, given in advance for the whole run' : 'yes, answered by the operator';
  await recordAnswer(run, step, question, observed);
  return { kind: 'ticked' };
}

/** Either answer is one, and is recorded; what is done only on request is left out at once when the answer is no. */
async function choice(
  run: LiveRun,
  step: StepState,
  question: string,
  choose: StepOptions['choose'],
): Promise<StepResult> {
  const chosen = choose === undefined ? false : await choose(step);
  if (chosen === undefined) return { kind: 'declined' };
  await recordAnswer(run, step, question, chosen ? 'yes: on request' : 'no: not requested', chosen);
  await leaveOut(run);
  return { kind: 'ticked' };
}

async function recordAnswer(
  run: LiveRun,
  step: StepState,
  question: string,
  observed: string,
  chosen?: boolean,
): Promise<void> {
  await run.record({ type: 'step-started', step: step.id, guards: [] });
  await run.record({
    type: 'step-verified',
    step: step.id,
    evidence: [{ expected: question, observed, passed: true }],
    ...(chosen === undefined ? {} : { answer: chosen }),
  });
}

/** Records the steps that are next and are left out by an optional question. */
export async function leaveOut(run: LiveRun): Promise<void> {
  for (;;) {
    const step = currentStep(run.state);
    const question = step?.step.onlyIf;
    if (step === undefined || question === undefined || !isLeftOut(run.state, step)) return;
    const reason = `not requested: the answer to “${run.step(question).title}” was not yes`;
    await run.record({ type: 'step-skipped', step: step.id, reason, question });
  }
}

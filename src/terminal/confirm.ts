import { ProblemError } from '../cluster/problem.ts';
import { operationsOf } from '../tasks/binding.ts';
import type { StepState } from '../tasks/runState.ts';
import { askLine } from './askLine.ts';
import { exitCode } from './exitCodes.ts';
import { type Output, printable } from './output.ts';

/** Asks before a step that changes something; anything but a clear yes is no. Needs a terminal. */
export async function confirmStep(step: StepState, signal: AbortSignal): Promise<boolean> {
  if (step.step.kind === 'question') return ask(`${printable(step.step.question)} [y/N] `, signal);
  const what = operationsOf(step.step)
    .map(({ operation, script }) => (script === undefined ? operation : `${operation} ${script}`))
    .join(', ');
  return ask(
    `${printable(step.title)}\n  This changes ${step.node ?? 'the cluster'}: ${what}. Go on? [y/N] `,
    signal,
  );
}

/** One question whose safe answer is no. Throws ProblemError where nobody can answer. */
export async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  if (process.stdin.isTTY !== true)
    throw new ProblemError({
      kind: 'input',
      message: 'a change needs a yes, and nobody is there to give it',
      remedy: 'Run it in a terminal, or with --yes. Nothing was changed.',
    });
  const answer = await askLine(question, { signal });
  return /^y(es)?$/i.test(answer?.trim() ?? '');
}

/** The end of a command to which the answer was no. It has not done its work, so that nothing goes on after it. */
export function declined(output: Output): number {
  const reason = 'Declined: nothing was changed.';
  output.line(reason);
  output.document({ outcome: 'interrupted', reason });
  return exitCode.interrupted;
}

import { currentStep, outcomeOf, type RunState, type StepState } from '../tasks/runState.ts';
import type { ReportDocument } from './json.ts';
import { count } from './words.ts';

export function countsOf({ steps }: RunState): ReportDocument['counts'] {
  const number = (progress: StepState['progress']) =>
    steps.filter((step) => step.progress === progress).length;
  return {
    total: steps.length,
    ticked: number('ticked'),
    skipped: number('skipped'),
    failed: number('failed'),
    started: number('started'),
    pending: number('pending'),
  };
}

/** The outcome in a few words, and what it rests on. A run with a skip is never called plainly completed. */
export function headlineOf(state: RunState): { readonly headline: string; readonly explanation: string } {
  const { skipped } = countsOf(state);
  const tally = tallyOf(state);
  if (state.status === 'completed')
    return {
      headline: skipped === 0 ? 'Completed' : `Completed with ${count(skipped, 'step')} skipped`,
      explanation: tally,
    };
  if (state.status === 'aborted') return { headline: 'Aborted', explanation: tally };
  const current = currentStep(state);
  if (current === undefined) return { headline: 'Not finished', explanation: tally };
  const step = `Step ${state.steps.indexOf(current) + 1}, “${current.title}”,`;
  switch (outcomeOf(state)) {
    case 'failed':
      return { headline: 'Failed', explanation: `${tally} ${step} failed.` };
    case 'refused':
      return {
        headline: 'Refused by a guard',
        explanation: `${tally} ${step} was refused${current.progress === 'pending' ? ': it changed nothing' : ''}.`,
      };
    default:
      return {
        headline: 'Not finished',
        explanation: `${tally} ${step} ${current.progress === 'started' ? 'has begun; its outcome is not on record' : 'is next'}.`,
      };
  }
}

function tallyOf(state: RunState): string {
  const { ticked, skipped, total } = countsOf(state);
  const answers = state.steps.filter(
    ({ progress, step }) => progress === 'ticked' && step.kind === 'question',
  ).length;
  const basis = `a verification that passed on the live cluster${answers === 0 ? '' : `, but for ${count(answers, 'question')} that a person answered`}`;
  return `${ticked} of ${count(total, 'step')} ticked${skipped === 0 ? '' : `, ${skipped} skipped`}.${ticked === 0 ? '' : ` Each tick is ${basis}.`}`;
}

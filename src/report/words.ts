import type { Evidence } from '../cluster/evidence.ts';
import type { StepState } from '../tasks/runState.ts';
import type { ReportAttempt, ReportAuthor, SpanEnding } from './json.ts';
import { durationText } from './time.ts';

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

export const authorText = ({ user, machine }: ReportAuthor): string => `${user} on ${machine}`;

/** How a line of evidence was judged. */
export function verdictText({ passed, attention, noted }: Evidence): string {
  if (!passed) return 'Fail';
  if (attention !== true) return 'Pass';
  return noted === true ? 'Pass, look at it' : 'Pass, to do';
}

/** A step's state as a person says it. */
export function stateText({
  progress: state,
  refused,
  leftOut,
  answer,
  step: { kind },
}: Pick<StepState, 'progress' | 'refused' | 'leftOut' | 'answer' | 'step'>): string {
  const then = refused ? ', then refused by a guard' : '';
  switch (state) {
    case 'ticked':
      return kind !== 'question' ? 'Verified' : answer === false ? 'Answered no' : 'Answered yes';
    case 'failed':
      return `Failed${then}`;
    case 'skipped':
      return leftOut ? 'Left out' : 'Skipped';
    case 'started':
      return refused ? `Begun${then}` : 'Begun, outcome unknown';
    case 'pending':
      return refused ? 'Refused by a guard' : 'Not run';
  }
}

export const endingText: Readonly<Record<SpanEnding, string>> = {
  ticked: 'ticked',
  failed: 'failed',
  skipped: 'skipped',
  refused: 'refused',
  interrupted: 'interrupted',
  'in-flight': 'outcome unknown',
};

/** How an operation ended, with the time that it took. */
export function outcomeText({ outcome, milliseconds }: ReportAttempt['operations'][number]): string {
  if (outcome === 'in-flight') return 'sent, no answer on record';
  return `${outcome} after ${durationText(milliseconds)}`;
}

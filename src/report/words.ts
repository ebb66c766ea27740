import type { ReportAttempt, ReportAuthor, ReportStep, SpanEnding } from './json.ts';
import { durationText } from './time.ts';

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

export const authorText = ({ user, machine }: ReportAuthor): string => `${user} on ${machine}`;

/** A step's state as a person says it. */
export function stateText(state: ReportAttempt['state'], refused: boolean, kind: ReportStep['kind']): string {
  const then = refused ? ', then refused by a guard' : '';
  switch (state) {
    case 'ticked':
      return kind === 'question' ? 'Answered yes' : 'Verified';
    case 'failed':
      return `Failed${then}`;
    case 'skipped':
      return 'Skipped';
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

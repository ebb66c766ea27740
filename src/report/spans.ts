import type { JournalRecord } from '../tasks/events.ts';
import type { ReportSpan, SpanEnding } from './json.ts';

interface OpenSpan {
  readonly step: string;
  readonly from: string;
  /** The step was gone on with, and nothing of it has been recorded since. */
  readonly idle: boolean;
}

/** When each step was worked on, in order. A span of no length is a moment: a refusal, a skip, a late tick. */
export function spansOf(records: readonly JournalRecord[]): ReadonlyMap<string, readonly ReportSpan[]> {
  const spans = new Map<string, ReportSpan[]>();
  let open: OpenSpan | undefined;
  /** The step that an interruption, or a refusal when it was to go on, cut off. */
  let cut: string | undefined;
  let previous = records[0];
  const add = (step: string, from: string, to: string, ending: SpanEnding) => {
    const known = spans.get(step);
    if (known === undefined) spans.set(step, [{ from, to, ending }]);
    else known.push({ from, to, ending });
  };
  const close = (to: string, ending: SpanEnding) => {
    if (open === undefined) return;
    add(open.step, open.from, to, ending);
    cut = open.step;
    open = undefined;
  };
  // A program that was killed, or could not write, left no word: the record before is its last sign of life.
  const breakOff = () => {
    if (open === undefined) return;
    if (!open.idle) return close(previous?.at ?? open.from, 'interrupted');
    cut = open.step;
    open = undefined;
  };
  for (const record of records) {
    const { event, at } = record;
    switch (event.type) {
      case 'step-started':
        // What was gone on with, looked at and then begun anew is one stretch of work.
        if (open?.step === event.step && open.idle) open = { ...open, idle: false };
        else {
          breakOff();
          open = { step: event.step, from: at, idle: false };
        }
        break;
      case 'operation-sent':
        if (open?.step === event.step) open = { ...open, idle: false };
        else if (cut === event.step) open = { step: event.step, from: at, idle: false };
        break;
      case 'step-verified':
      case 'step-failed': {
        const ending = event.type === 'step-verified' ? 'ticked' : 'failed';
        if (open?.step === event.step) close(at, ending);
        else add(event.step, at, at, ending);
        cut = undefined;
        break;
      }
      case 'step-skipped':
        // A person skips what nobody is at work on.
        breakOff();
        add(event.step, at, at, 'skipped');
        cut = undefined;
        break;
      case 'step-refused':
        if (open?.step === event.step) close(at, 'refused');
        else add(event.step, at, at, 'refused');
        break;
      case 'run-interrupted':
        // One that names no step tells what was found later, not when it happened.
        if (event.step === undefined) breakOff();
        else close(at, 'interrupted');
        break;
      case 'run-aborted':
        breakOff();
        break;
      case 'run-resumed':
        breakOff();
        if (cut !== undefined) open = { step: cut, from: at, idle: true };
        break;
      case 'lease-taken':
        // Work begins with it, so none was under way, even where no record says that the run was resumed.
        if (open === undefined || previous?.event.type === 'run-resumed') break;
        breakOff();
        if (cut !== undefined) open = { step: cut, from: at, idle: true };
        break;
    }
    previous = record;
  }
  close(previous?.at ?? '', 'in-flight');
  return spans;
}

import type { JournalRecord } from '../tasks/events.ts';
import type { ReportSpan, SpanEnding } from './json.ts';

/** When each step was worked on, in order. A span of no length is a moment: a refusal, a skip, a late tick. */
export function spansOf(records: readonly JournalRecord[]): ReadonlyMap<string, readonly ReportSpan[]> {
  const spans = new Map<string, ReportSpan[]>();
  let open: { readonly step: string; readonly from: string } | undefined;
  /** The step that an interruption cut off. */
  let cut: string | undefined;
  let previous = records[0]?.at ?? '';
  const add = (step: string, from: string, to: string, ending: SpanEnding) => {
    const known = spans.get(step);
    if (known === undefined) spans.set(step, [{ from, to, ending }]);
    else known.push({ from, to, ending });
  };
  const close = (to: string, ending: SpanEnding) => {
    if (open !== undefined) add(open.step, open.from, to, ending);
    cut = open?.step;
    open = undefined;
  };
  for (const { event, at } of records) {
    switch (event.type) {
      case 'step-started':
        close(previous, 'interrupted');
        open = { step: event.step, from: at };
        break;
      case 'step-verified':
      case 'step-failed':
      case 'step-skipped': {
        const ending =
          event.type === 'step-verified' ? 'ticked' : event.type === 'step-failed' ? 'failed' : 'skipped';
        if (open?.step === event.step) close(at, ending);
        else add(event.step, at, at, ending);
        cut = undefined;
        break;
      }
      case 'step-refused':
        if (open?.step !== event.step) add(event.step, at, at, 'refused');
        break;
      case 'run-interrupted':
      case 'run-aborted':
        close(at, 'interrupted');
        break;
      case 'run-resumed':
        // A program that was killed left no word: the record before this one is its last sign of life.
        if (open !== undefined) close(previous, 'interrupted');
        if (cut !== undefined) open = { step: cut, from: at };
        break;
    }
    previous = at;
  }
  close(previous, 'in-flight');
  return spans;
}

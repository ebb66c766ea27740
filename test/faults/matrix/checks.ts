import { isDeepStrictEqual } from 'node:util';
import type { JournalRecord } from '../../../src/tasks/events.ts';
import type { JournalText } from '../../../src/tasks/journalText.ts';
import { replay } from '../../../src/tasks/replay.ts';
import type { RunState } from '../../../src/tasks/runState.ts';
import { type FaultCase, kindOf } from './faultCase.ts';
import { changesUnderTheReading, isUnavoidable } from './unavoidable.ts';
import type { Untruth } from './witness.ts';

/* Each check returns a sentence for everything that is wrong; none when all is well. */

type Hazards = readonly { readonly kind: string; readonly detail: string }[];

/** The lab saw nothing that the procedure could have prevented; `atOnce` is what it had seen as the fault struck. */
export const noHazard = (one: FaultCase, hazards: Hazards, atOnce: Hazards): readonly string[] =>
  hazards
    .filter(({ kind, detail }) => {
      const early = atOnce.some((seen) => seen.kind === kind && seen.detail === detail);
      return !isUnavoidable(kindOf(one), one.operation, kind, early ? 'at-once' : 'later');
    })
    .map(({ kind, detail }) => `hazard ${kind}: ${detail}`);

/** What was ticked was true, and what was sent was allowed, in the world itself. */
export const nothingUntrue = (untruths: readonly Untruth[], one?: FaultCase): readonly string[] =>
  untruths
    .filter(
      ({ kind, step }) =>
        !(kind === 'sent' && one !== undefined && step === one.step && changesUnderTheReading(one)),
    )
    .map(
      ({ kind, step, failures }) =>
        `${step} was ${kind === 'ticked' ? 'ticked while it was not true' : 'sent while a guard did not hold'}: ${failures.join('; ')}`,
    );

/** By the journal's own order: each change was announced by a start of its step with every guard passed. */
export function guardsFirst(records: readonly JournalRecord[]): readonly string[] {
  const wrong: string[] = [];
  let open: string | undefined;
  for (const { seq, event } of records) {
    if (event.type === 'step-started') {
      open = event.step;
      for (const guard of event.guards)
        if (!guard.passed)
          wrong.push(`record ${seq} starts ${event.step} although ${guard.expected} did not hold`);
    }
    if (event.type === 'step-refused' || event.type === 'step-failed' || event.type === 'step-verified')
      open = event.type === 'step-refused' && event.step === open ? open : undefined;
    if (event.type === 'operation-sent' && event.step !== open)
      wrong.push(`record ${seq} sends ${event.operation} of ${event.step}, which was not started`);
  }
  return wrong;
}

/** The journal is whole, and replaying it gives what the screen showed. */
export function journalWhole(
  { records, torn, damage }: JournalText,
  shown: RunState | undefined,
): readonly string[] {
  const wrong: string[] = [];
  if (damage !== undefined) wrong.push(`the journal is damaged: line ${damage.line} ${damage.message}`);
  if (torn !== '') wrong.push('the journal ends in a torn line');
  if (shown !== undefined && !isDeepStrictEqual(replay(records), shown))
    wrong.push('the replay of the journal is not what the screen showed');
  return wrong;
}

/** Whatever is not at rest was said. */
export function driftIsSaid(truth: readonly string[], said: readonly string[]): readonly string[] {
  const unsaid = truth.filter((line) => !said.includes(line));
  return unsaid.length === 0 ? [] : [`not at rest, and the program did not say so: ${unsaid.join('; ')}`];
}

/** The cluster is at rest, or the program has said exactly what is not, and what is left to a person. */
export function endIsKnown(
  truth: readonly string[],
  said: { readonly drift: readonly string[]; readonly byHand: readonly string[] },
): readonly string[] {
  if (truth.length === 0) return [];
  const unsaid = driftIsSaid(truth, said.drift);
  if (unsaid.length > 0) return unsaid;
  return said.byHand.length > 0 ? [] : [`not at rest, and no way left: ${truth.join('; ')}`];
}

/** A fault that was laid and never struck proves nothing. */
export const struck = (happened: boolean): readonly string[] => (happened ? [] : ['the fault never struck']);

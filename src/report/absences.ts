import type { JournalRecord, RunEvent } from '../tasks/events.ts';

/** A time in which an order of the run kept protected groups from being Online. */
export interface Absence {
  readonly kind: 'moving' | 'offline';
  readonly step: string;
  readonly from: string;
  readonly to: string;
}

type Judged = Extract<RunEvent, { type: 'step-verified' | 'step-failed' | 'step-skipped' }>;

const isJudged = (event: RunEvent): event is Judged =>
  event.type === 'step-verified' || event.type === 'step-failed' || event.type === 'step-skipped';

/**
 * When groups were moving or resources were offline: from the order until the step that moved them, or brought them
 * online again, was judged. The cluster's own downtime by these orders lies inside. What an installer stops by itself
 * is not in it: no record tells when the cluster had it back.
 */
export function absencesOf(records: readonly JournalRecord[]): readonly Absence[] {
  const absences: Absence[] = [];
  let open: Omit<Absence, 'to'> | undefined;
  /** The step whose judgement ends the absence. */
  let endsWith: string | undefined;
  for (const { event, at } of records) {
    if (event.type === 'operation-sent') {
      const { operation, step } = event;
      if (operation === 'move-groups' && open === undefined) {
        open = { kind: 'moving', step, from: at };
        endsWith = step;
      } else if (operation === 'stop-resources') open ??= { kind: 'offline', step, from: at };
      else if (operation === 'start-resources' && open?.kind === 'offline') endsWith = step;
    } else if (open !== undefined && isJudged(event) && event.step === endsWith) {
      absences.push({ ...open, to: at });
      open = undefined;
      endsWith = undefined;
    }
  }
  if (open !== undefined) absences.push({ ...open, to: records.at(-1)?.at ?? open.from });
  return absences;
}

import { type GroupsSeen, groupsInDrift, groupsInEvidence } from '../cluster/groupsSeen.ts';
import type { OperationFailure } from '../tasks/door.ts';
import type { RunEvent } from '../tasks/events.ts';
import type { RunState } from '../tasks/runState.ts';
import type { ReportInput } from './input.ts';

/** A time in which an order of the run kept protected groups from being Online. */
export interface Absence {
  readonly kind: 'moving' | 'offline';
  readonly step: string;
  readonly from: string;
  readonly to: string;
  /** A record shows that it was over; where none does, `to` is the time of the last record. */
  readonly over: boolean;
}

interface OpenAbsence extends Omit<Absence, 'to' | 'over'> {
  /** The place of its order among the operations of the step, until that is answered or another one is sent. */
  readonly awaited: number | undefined;
  /** Its order failed, and no record shows that it had begun. */
  readonly doubted: boolean;
  /** The steps whose verification ends it. */
  readonly endsWith: readonly string[];
}

type Sent = Extract<RunEvent, { type: 'operation-sent' }>;

/**
 * When groups were moving or resources were offline: from the order until a record shows them Online again, by the
 * verification of the step that moved them or brought them online, or by any other look at the cluster. A step that
 * failed or was skipped shows nothing of the kind. The cluster's own downtime by these orders lies inside. What an
 * installer stops by itself is not in it: no record tells when the cluster had it back.
 */
export function absencesOf({ records, state }: Pick<ReportInput, 'records' | 'state'>): readonly Absence[] {
  const absences: Absence[] = [];
  let open: OpenAbsence | undefined;
  const end = (to: string, over: boolean) => {
    if (open === undefined) return;
    const { kind, step, from } = open;
    absences.push({ kind, step, from, to, over });
    open = undefined;
  };
  for (const { event, at } of records) {
    if (event.type === 'operation-sent') open = ordered(open, event, at);
    else if (open === undefined) continue;
    else if (event.type === 'operation-returned') {
      if (event.step !== open.step || event.index !== open.awaited) continue;
      const failure = event.result.kind === 'failed' ? event.result.failure : undefined;
      open =
        failure?.kind !== undefined && neverBegun.has(failure.kind) ? undefined : answered(open, failure);
    } else {
      const seen = seenIn(event, state);
      const verified = event.type === 'step-verified' && open.endsWith.includes(event.step);
      if (seen === 'away') open = { ...open, doubted: false };
      else if (verified || (seen === 'online' && !open.doubted)) end(at, true);
      else if (seen === 'online') open = undefined;
    }
  }
  // What failed and was never seen to have begun is no absence.
  if (open?.doubted === false) end(records.at(-1)?.at ?? open.from, false);
  return absences;
}

/** With these the order has not reached the cluster, or was turned away there before anything was done. */
const neverBegun: ReadonlySet<OperationFailure['kind']> = new Set(['unreachable', 'denied', 'no-powershell']);

/** An order that failed may have begun: of several resources the first ones may be offline. */
const answered = (open: OpenAbsence, failure: OperationFailure | undefined): OpenAbsence => ({
  ...open,
  awaited: undefined,
  doubted: failure !== undefined && failure.kind !== 'lost' && failure.kind !== 'timed-out',
});

function ordered(open: OpenAbsence | undefined, event: Sent, at: string): OpenAbsence | undefined {
  const { operation, step, index } = event;
  const kind =
    operation === 'move-groups' ? 'moving' : operation === 'stop-resources' ? 'offline' : undefined;
  if (kind !== undefined && (open === undefined || open.doubted))
    return {
      kind,
      step,
      from: at,
      awaited: index,
      doubted: false,
      endsWith: kind === 'moving' ? [step] : [],
    };
  if (open === undefined) return undefined;
  const endsWith = operation === 'start-resources' ? [...open.endsWith, step] : open.endsWith;
  return { ...open, awaited: undefined, endsWith };
}

/** How the look at the cluster that a record tells of shows the groups. */
function seenIn(event: RunEvent, state: RunState): GroupsSeen | undefined {
  if ('guards' in event) return groupsInEvidence(event.guards, state);
  if ('evidence' in event) return groupsInEvidence(event.evidence, state);
  return event.type === 'run-aborted' || event.type === 'run-completed'
    ? groupsInDrift(event.drift)
    : undefined;
}

import type { UpdatePackage } from '../../cluster/package.ts';
import type { Outcome, StepProgress } from '../runState.ts';

export interface Hazard {
  readonly kind: string;
  /** UTC, by the clock of the copy. */
  readonly at: string;
  readonly detail: string;
}

/** One line of the advisor's table. */
export interface AdviceRow {
  readonly procedure: string;
  readonly outcome: Outcome;
  readonly downtimeSeconds: number;
  /** Unplanned ones. */
  readonly failovers: number;
  /** Planned ones. */
  readonly moves: number;
  readonly hazards: readonly Hazard[];
  readonly databaseChanged: boolean;
  readonly attendedSteps: number;
  /** Operations that change something. */
  readonly changes: number;
}

/** A step as the rehearsal left it. */
export interface RehearsedStep {
  readonly title: string;
  readonly node: string | undefined;
  readonly progress: StepProgress;
  /** Why it failed or was refused. */
  readonly reason: string | undefined;
  /** What holds, and leaves something for a person to do all the same. */
  readonly remarks: readonly string[];
}

/** What became of one procedure on one copy of the cluster. */
export interface Rehearsed {
  readonly row: AdviceRow;
  /** Every node and server of the copy has the package's files at their versions. */
  readonly patched: boolean;
  /** The copy is at rest. */
  readonly atRest: boolean;
  /** The step that stopped it, and why; undefined when nothing did. */
  readonly stopped: { readonly step: string; readonly reason: string } | undefined;
  /** Empty when it was refused before its first step. */
  readonly steps: readonly RehearsedStep[];
  /** What could not be read of the live cluster, each with why and what the copy had instead. */
  readonly unread: readonly string[];
}

/** Whether a procedure may be recommended for this package: nothing unverified, nothing hazardous, nothing left out. */
export const isSafe = ({ row, patched, atRest }: Rehearsed, { changesDatabase }: UpdatePackage): boolean =>
  row.outcome === 'completed' &&
  row.hazards.length === 0 &&
  row.failovers === 0 &&
  patched &&
  atRest &&
  (row.databaseChanged || !changesDatabase);

/** The safe ones, the best first: least downtime, then fewest changes, then in the order in which they came. */
export const ranked = (rehearsals: readonly Rehearsed[], update: UpdatePackage): readonly Rehearsed[] =>
  rehearsals
    .filter((rehearsed) => isSafe(rehearsed, update))
    .toSorted(({ row: a }, { row: b }) => a.downtimeSeconds - b.downtimeSeconds || a.changes - b.changes);

import type { JournalRecord } from '../tasks/events.ts';
import type { RunState } from '../tasks/runState.ts';

/** Everything that a report is made from. Whoever asks for one reads the files; the report itself reads none. */
export interface ReportInput {
  readonly state: RunState;
  readonly records: readonly JournalRecord[];
  /** SHA-256 to the exact script text. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly integrity: {
    readonly whole: boolean;
    readonly lastHash: string;
    readonly message?: string;
    /** Nothing is wrong with what is not read: a newer version wrote it. */
    readonly newer?: boolean;
  };
  /** What the simulated cluster saw, when the run was a rehearsal. */
  readonly lab?: {
    readonly hazards: readonly { readonly kind: string; readonly at: string; readonly detail: string }[];
    readonly downtimeSeconds: number;
    readonly failovers: number;
    readonly moves: number;
  };
}

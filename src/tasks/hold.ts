import type { Lease } from './lease.ts';

/** What became of the claim of a run on its cluster. */
export type Hold =
  | { readonly kind: 'held' }
  /** It is ours from now on; `from` had it before. */
  | { readonly kind: 'taken'; readonly from: Lease | undefined }
  | {
      readonly kind: 'refused';
      /** Somebody has it; or it could not be written, or asked for. */
      readonly why: 'held' | 'unwritten' | 'unreached';
      /** The run that has it, where that can be told. */
      readonly runId: string | undefined;
      readonly reason: string;
    };

/** Somebody has it. */
export const heldBy = (reason: string, runId: string | undefined): Hold => ({
  kind: 'refused',
  why: 'held',
  runId,
  reason,
});
/** It could not be written, or asked for. */
export const notClaimed = (why: 'unwritten' | 'unreached', reason: string): Hold => ({
  kind: 'refused',
  why,
  runId: undefined,
  reason,
});

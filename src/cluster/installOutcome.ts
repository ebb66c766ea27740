/**
 * What the end of an installer amounts to. Cluster-Aware Updating's hotfix plug-in tells the same classes apart.
 * - done: it says that it has installed; already: what it brings, or something later, is there. The files are the proof
 * - restart-pending: installed, and a restart is for a person to decide; restarting: it has begun one itself
 * - busy: it has changed nothing because another installation was in progress
 */
export type InstallOutcome =
  | { readonly kind: 'done' | 'already' | 'restart-pending' | 'restarting' }
  | { readonly kind: 'busy' | 'not-applicable' | 'cancelled' | 'failed'; readonly remedy: string };

/** One exit code of an installer. */
export interface ExitCodeMeaning {
  /** As its maker names it. */
  readonly name: string;
  readonly meaning: string;
  readonly outcome: InstallOutcome;
}

export type ExitCodeTable = { readonly [exitCode: number]: ExitCodeMeaning };

/** A row for a code that leaves nothing to be mended. */
export const settledCode = (
  name: string,
  kind: 'done' | 'already' | 'restart-pending' | 'restarting',
  meaning: string,
): ExitCodeMeaning => ({ name, meaning, outcome: { kind } });

/** A row for a code after which somebody has to do something. */
export const openCode = (
  name: string,
  kind: 'busy' | 'not-applicable' | 'cancelled' | 'failed',
  meaning: string,
  remedy: string,
): ExitCodeMeaning => ({ name, meaning, outcome: { kind, remedy } });

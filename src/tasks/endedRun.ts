import { basename, join } from 'node:path';
import { readJournal } from './journal.ts';
import { replay } from './replay.ts';

/**
 * Tells of a run whether its journal, in this folder of runs, says that it has ended. False for one that is not there or
 * cannot be read whole: then nothing is known. One that another run had lent its claim to has not the last word: the
 * lender may not be over.
 */
export const endedIn =
  (runs: string) =>
  async (runId: string): Promise<boolean> => {
    // The name is from the cluster, where anybody may have written it.
    if (basename(runId) !== runId) return false;
    try {
      const { records, damage } = await readJournal(join(runs, runId));
      const state = damage === undefined ? replay(records) : undefined;
      return state !== undefined && state.status !== 'active' && state.lender === undefined;
    } catch {
      return false;
    }
  };

import { join } from 'node:path';
import { ProblemError } from '../cluster/problem.ts';
import type { LabSummary } from '../lab/summary.ts';
import { type ReportFormat, renderReport } from '../report/report.ts';
import { damaged, journalPath, readJournal } from '../tasks/journal.ts';
import { replay } from '../tasks/replay.ts';
import type { RunState } from '../tasks/runState.ts';
import { keptScripts } from '../tasks/scriptStore.ts';
import type { Home } from './home.ts';

/**
 * The evidence of a run, from its journal; `labSummary` gives what the lab saw, where there is one. Throws ProblemError,
 * JournalError.
 */
export async function runReport(
  home: Home,
  runId: string,
  format: ReportFormat,
  labSummary: (state: RunState) => Promise<LabSummary | undefined>,
): Promise<string> {
  const folder = join(home.runsFolder, runId);
  const { records, lastHash, damage } = await readJournal(folder);
  const state = replay(records);
  if (state === undefined && damage?.newer === true) throw damaged(journalPath(folder), damage);
  if (state === undefined)
    throw new ProblemError({
      kind: 'input',
      message: `nothing of the run ${runId} can be read: ${damage?.message ?? 'its journal is empty'}`,
      remedy: 'There is nothing to report.',
    });
  // A lab's figures go from the start of a run to the lab's present: only its latest run has them to itself.
  const latest = (await home.runs()).findLast((run) => run.cluster === state.definition.name);
  const lab = latest?.runId === runId ? await labSummary(state) : undefined;
  const integrity = {
    whole: damage === undefined,
    lastHash,
    ...(damage === undefined ? {} : { message: `line ${damage.line} ${damage.message}` }),
    ...(damage?.newer === true ? { newer: true } : {}),
  };
  const scripts = await keptScripts(folder);
  return renderReport({ state, records, scripts, integrity, ...(lab === undefined ? {} : { lab }) }, format);
}

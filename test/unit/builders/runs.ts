import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { UpdatePackage } from '../../../src/cluster/package.ts';
import type { RunEvent } from '../../../src/tasks/events.ts';
import { type OpenJournalFile, openJournalFile, readJournal } from '../../../src/tasks/journal.ts';
import { leaseText } from '../../../src/tasks/lease.ts';
import type { Procedure } from '../../../src/tasks/procedure.ts';
import { replay } from '../../../src/tasks/replay.ts';
import type { Run, StepOptions, StepResult } from '../../../src/tasks/run.ts';
import type { Author } from '../../../src/tasks/runState.ts';
import { openRun, startRun } from '../../../src/tasks/startRun.ts';
import { aDefinition, aPackage } from './clusters.ts';
import { PaperCluster } from './paperCluster.ts';
import { aProcedure, type StepInput } from './procedures.ts';

export const author: Author = { user: 'CONTOSO\\admin', machine: 'JUMP1', version: '1.0.0' };

/** Somebody else, at work on another machine. */
export const colleague = { ...author, user: 'CONTOSO\\colleague', machine: 'JUMP2', processId: 1 };

/** What they have written into the cluster then, as their claim for a run. */
export const leaseOf = (runId: string, at: Date): string =>
  leaseText({ ...colleague, runId, session: 'theirs' }, at.toISOString(), at);

/** A signal that nobody aborts. */
export const unstopped = (): { signal: AbortSignal } => ({ signal: new AbortController().signal });

/** A folder of the test's own, gone when the test has ended. */
export async function aFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-patch-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Stage {
  readonly paper: PaperCluster;
  readonly run: Run;
}

interface StageOptions {
  /** The folder of the runs; a new one when left out. */
  readonly runs?: string;
  readonly procedure?: Procedure;
  readonly update?: UpdatePackage;
  readonly paper?: PaperCluster;
  readonly openFile?: OpenJournalFile;
}

/** A run that has just begun on paper, with the steps given. The first node is NODE2, which is passive. */
export async function aRun(
  test: TestContext,
  steps: readonly StepInput[],
  {
    paper = new PaperCluster(),
    openFile = openJournalFile,
    procedure,
    update = aPackage(),
    runs: given,
  }: StageOptions = {},
): Promise<Stage> {
  const request = {
    definition: aDefinition(),
    procedure: procedure ?? aProcedure({ steps: [...steps] }),
    update,
  };
  const runs = given ?? join(await aFolder(test), 'runs');
  const run = await startRun(request, { runs, door: paper, author, openFile, ...unstopped() });
  test.after(() => run.close().catch(() => undefined));
  return { paper, run };
}

/** The program ends, at whatever instant this is, and is started again. */
export async function reopened(test: TestContext, { paper, run }: Stage): Promise<Stage> {
  await run.close();
  const again = await openRun(run.folder, async () => paper, { author, openFile: openJournalFile });
  test.after(() => again.close().catch(() => undefined));
  return { paper, run: again };
}

/** The events on the disk. */
export async function journalled(run: Run): Promise<readonly RunEvent[]> {
  const { records, damage } = await readJournal(run.folder);
  assert.equal(damage, undefined);
  return records.map((record) => record.event);
}

/** What the screen shows is what the journal gives. Belongs at the end of every scenario. */
export async function assertReplayIsLive(run: Run): Promise<void> {
  assert.deepEqual(replay((await readJournal(run.folder)).records), run.state);
}

export const kinds = (events: readonly RunEvent[]): readonly string[] => events.map((event) => event.type);

/** Runs until the procedure has ended or a step did not tick. */
export async function runAll(run: Run, options: StepOptions = unstopped()): Promise<StepResult> {
  for (;;) {
    const result = await run.runCurrent(options);
    if (result.kind !== 'ticked') return result;
  }
}

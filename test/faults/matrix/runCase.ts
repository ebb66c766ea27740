import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { machinesOf } from '../../../src/cluster/definition.ts';
import { driftText } from '../../../src/cluster/drift.ts';
import { parseFault } from '../../../src/lab/faultSpec.ts';
import { onFullDisk } from '../../../src/lab/fullDisk.ts';
import type { LabFault } from '../../../src/lab/world.ts';
import { operations } from '../../../src/remoting/catalogue.ts';
import {
  journalPath,
  type OpenJournalFile,
  openJournalFile,
  readJournal,
} from '../../../src/tasks/journal.ts';
import type { Run } from '../../../src/tasks/run.ts';
import { forShortWork } from '../../../tools/lab-host/warmSessions.ts';
import { onFullDisk as onFullDiskAt } from '../../unit/builders/journals.ts';
import { begin, carryOn, restore, type Story, trueDrift } from './administrator.ts';
import type { Bench, Opening } from './bench.ts';
import type { CleanRun } from './checkpoints.ts';
import {
  driftIsSaid,
  endIsKnown,
  guardsFirst,
  journalWhole,
  noHazard,
  nothingUntrue,
  struck,
} from './checks.ts';
import { caseText, type FaultCase, kindOf } from './faultCase.ts';
import { hurried } from './hurried.ts';
import { placeOf, placeOfRestore } from './walked.ts';
import { Witness } from './witness.ts';

export interface CaseResult {
  readonly text: string;
  readonly procedure: string;
  readonly kind: string;
  /** How the run came out. */
  readonly end: string;
  readonly problems: readonly string[];
  readonly story: readonly string[];
}

const program = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');

function faultOf(one: FaultCase, bench: Bench, controller: number): LabFault {
  const parsed = parseFault(`${one.fault}@${one.operation}:${one.node}`, {
    operations: operations.map(({ name }) => name),
    nodes: machinesOf(bench.definition).map(({ name }) => name),
    controller,
  });
  if (parsed.kind === 'wrong') throw new Error(parsed.message);
  return parsed.fault;
}

const lay = (bench: Bench, fault: LabFault): void =>
  bench.change((present) => ({ ...present, faults: [...present.faults, fault] }));

/** The disk is full when the operation is announced; or when its answer is written down, of which half finds room. */
const fullDiskOf = ({ fault, operation }: FaultCase): OpenJournalFile =>
  fault === 'disk-full=returned'
    ? onFullDiskAt(answerOf(operation))
    : onFullDisk(openJournalFile, [operation]);

/** The record of what came of the first call of an operation. */
function answerOf(operation: string): (type: string, line: string) => boolean {
  let at: 'before' | 'sent' | 'past' = 'before';
  return (type, line) => {
    if (at === 'before' && type === 'operation-sent' && line.includes(`"operation":"${operation}"`))
      at = 'sent';
    if (at !== 'sent' || type !== 'operation-returned') return false;
    at = 'past';
    return true;
  };
}

/** The program itself goes on with the run, and the fault ends it. Returns what it printed when it was not ended. */
async function killedProgram(bench: Bench, one: FaultCase): Promise<string | undefined> {
  const begins =
    one.step === 'start'
      ? ['run', '--cluster', 'lab', '--procedure', one.procedure, '--package', one.update]
      : ['resume', 'latest'];
  const child = spawn(
    process.execPath,
    [program, ...begins, '--yes', '--json', '--home', bench.home.folder],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...forShortWork } },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  lay(bench, faultOf(one, bench, child.pid ?? 0));
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
  child.once('close', (_code, signal) => resolve(signal));
  return (await promise) === 'SIGKILL' ? undefined : output;
}

/** Plays one case: from the moment before the fault to where nothing new can happen, and checks all of it. */
export async function runCase(bench: Bench, clean: CleanRun, one: FaultCase): Promise<CaseResult> {
  const story: Story = { lines: [] };
  const witness = new Witness(() => bench.world);
  const trail = clean.walked.trail();
  const kind = kindOf(one);
  const point = clean.before.get(one.step);
  bench.put(point === undefined ? clean.start : point.picture);
  const result = (end: string, problems: readonly string[]): CaseResult => ({
    text: caseText(one),
    procedure: one.procedure,
    kind,
    end,
    problems,
    story: story.lines,
  });
  try {
    const opening: Opening = {
      door: kind === 'hang' ? hurried(bench.door, one.operation, () => bench.world) : undefined,
      openFile: kind === 'disk-full' ? fullDiskOf(one) : undefined,
    };
    let runId = point?.runId;
    if (kind === 'killed') {
      const printed = await killedProgram(bench, one);
      if (printed !== undefined) return result('not killed', [`the program was not killed: ${printed}`]);
      const ids = await bench.home.runIds();
      // Killed before the first record: there is nothing to resume, and a new run is begun.
      runId =
        one.step === 'start' && (await bench.home.runState(ids.at(-1) ?? '')) === undefined
          ? undefined
          : ids.at(-1);
    } else if (kind !== 'disk-full') lay(bench, faultOf(one, bench, process.pid));
    const opened: Run =
      runId === undefined ? await begin(bench, one, opening, story) : await bench.reopen(runId, opening);
    const { run, end } = await carryOn(bench, opened, witness, story, (now) =>
      trail.isKnown(placeOf(now.state, bench.world)),
    );
    await run.close();
    let said = { drift: (run.state.driftAfter ?? []).map(driftText), byHand: [] as readonly string[] };
    const unsaid = end === 'joined' ? [] : driftIsSaid(trueDrift(bench), said.drift);
    const drifted = end !== 'joined' && trueDrift(bench).length > 0;
    const known = end === 'joined' || (drifted && trail.isKnown(placeOfRestore(run.state, bench.world)));
    if (!known) {
      if (drifted) {
        const left = await restore(bench, witness, story);
        said = { drift: left.drift.map(driftText), byHand: left.byHand };
      }
      await bench.type('Complete-LabRun');
    }
    const journal = await readJournal(run.folder);
    const { faults, hazards } = bench.world;
    const problems = [
      ...struck(
        kind === 'disk-full'
          ? story.lines.some((line) => line.includes('ENOSPC'))
          : faults.every(({ fired }) => fired),
      ),
      ...noHazard(one, hazards, witness.hazardsAtOnce),
      ...nothingUntrue(witness.untruths, one),
      ...guardsFirst(journal.records),
      ...journalWhole(journal, run.state),
      ...(await restoresWhole(bench, run.state.runId)),
      ...unsaid,
      ...(known ? [] : endIsKnown(trueDrift(bench), said)),
    ];
    // A hazard that is this fault's own doing would count against another one.
    if (problems.length === 0 && hazards.length === 0) trail.endedWell();
    return result(end, problems);
  } catch (error) {
    return result('broken', [
      `the case broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    ]);
  }
}

/** The journals of what was run beside it: restores. */
async function restoresWhole(bench: Bench, runId: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const id of await bench.home.runIds()) {
    const folder = join(bench.home.runsFolder, id);
    // A program that was killed before its first record leaves nothing that could be whole.
    if (id === runId || !existsSync(journalPath(folder))) continue;
    const journal = await readJournal(folder);
    if (journal.records.length === 0 && journal.damage === undefined) continue;
    wrong.push(...guardsFirst(journal.records), ...journalWhole(journal, undefined));
  }
  return wrong;
}

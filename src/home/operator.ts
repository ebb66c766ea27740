import { join } from 'node:path';
import type { ClusterDefinition } from '../cluster/definition.ts';
import type { UpdatePackage } from '../cluster/package.ts';
import { type Problem, ProblemError } from '../cluster/problem.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import { Lab } from '../lab/lab.ts';
import type { LabSummary } from '../lab/summary.ts';
import { openDoor } from '../remoting/door.ts';
import { findPowerShell } from '../remoting/discovery.ts';
import type { Log } from '../remoting/log.ts';
import { thisMachine } from '../remoting/machine.ts';
import { type ReportFormat, renderReport } from '../report/report.ts';
import type { ClusterDoor } from '../tasks/door.ts';
import { JournalError, type OpenJournalFile, openJournalFile, readJournal } from '../tasks/journal.ts';
import { type Plan, planOf } from '../tasks/plan.ts';
import type { Procedure } from '../tasks/procedure.ts';
import { replay } from '../tasks/replay.ts';
import type { Run } from '../tasks/run.ts';
import type { Author } from '../tasks/runState.ts';
import { keptScripts } from '../tasks/scriptStore.ts';
import { openRun, startRun } from '../tasks/startRun.ts';
import type { Home } from './home.ts';
import { pick } from './pick.ts';

export interface OperatorOptions {
  readonly home: Home;
  /** The program's own folder: its scripts and the lab's module lie below it. */
  readonly root: string;
  /** The PowerShell to use, when a person has set one. */
  readonly powershell: string | undefined;
  readonly author: Author;
  readonly log: Log;
  /** Where journals are written; a lab may put one in between whose disk is full. */
  readonly openFile?: OpenJournalFile;
}

interface Request {
  readonly cluster: string;
  readonly procedure: string;
  readonly update?: string | undefined;
}

/** What the terminal and the editor share: one home, one way to each cluster, and everything that is done with them. */
export class Operator {
  readonly home: Home;
  readonly lab: Lab;
  readonly #options: OperatorOptions;
  readonly #doors = new Map<string, ClusterDoor>();

  constructor(options: OperatorOptions) {
    this.#options = options;
    this.home = options.home;
    this.lab = new Lab(options.home.folder);
  }

  /** The definition of a cluster; naming the lab in a home that has none makes it. Throws ProblemError. */
  async definition(cluster: string): Promise<ClusterDefinition> {
    if (cluster.toLowerCase() === 'lab') await this.lab.ensure();
    return pick(await this.home.clusters(), 'cluster', cluster);
  }

  /** Throws ProblemError. */
  async procedure(name: string): Promise<Procedure> {
    return pick(await this.home.procedures(), 'procedure', name);
  }

  /** A package by its id or its KB number. Throws ProblemError. */
  async update(name: string): Promise<UpdatePackage> {
    return pick(await this.home.packages(), 'package', name, (value) => value.kb.toLowerCase() === name.toLowerCase());
  }

  /** The way to a cluster's nodes, opened once. Throws ProblemError. */
  door(definition: ClusterDefinition): ClusterDoor {
    const key = JSON.stringify(definition);
    const known = this.#doors.get(key);
    if (known !== undefined) return known;
    const { root, powershell, log } = this.#options;
    const found = findPowerShell(thisMachine(), { setting: powershell, toolsRoot: root });
    if (found.kind === 'missing') throw new ProblemError({ kind: 'unreachable', message: found.message, remedy: found.remedy });
    const door = openDoor({
      definition,
      powershell: found.executable,
      scriptsFolder: join(root, 'src', 'remoting', 'scripts'),
      lab: {
        modulePath: join(root, 'src', 'lab', 'ClusterLab', 'ClusterLab.psd1'),
        worldPath: this.lab.worldPath(definition.name),
      },
      log,
    });
    this.#doors.set(key, door);
    return door;
  }

  async snapshot(cluster: string, { signal }: { readonly signal: AbortSignal }): Promise<Snapshot> {
    return this.door(await this.definition(cluster)).snapshot({ signal });
  }

  /** What a run would do, from the live state; changes nothing. Throws ProblemError. */
  async plan(request: Request, { signal }: { readonly signal: AbortSignal }): Promise<Plan> {
    const resolved = await this.#resolve(request);
    return planOf(resolved, this.door(resolved.definition), signal);
  }

  /** Throws ProblemError, JournalError. */
  async startRun(request: Request, { signal }: { readonly signal: AbortSignal }): Promise<Run> {
    const resolved = await this.#resolve(request);
    const { author, openFile = openJournalFile } = this.#options;
    const door = this.door(resolved.definition);
    return startRun(resolved, { runs: this.home.runsFolder, door, author, openFile, signal });
  }

  /** Opens an unfinished run again. Throws ProblemError, JournalError. */
  async openRun(runId: string): Promise<Run> {
    const { author, openFile = openJournalFile } = this.#options;
    await this.#knownRun(runId);
    return openRun(join(this.home.runsFolder, runId), async (definition) => this.door(definition), { author, openFile });
  }

  /** The evidence of a run. Throws ProblemError, JournalError. */
  async report(runId: string, format: ReportFormat): Promise<string> {
    await this.#knownRun(runId);
    const folder = join(this.home.runsFolder, runId);
    const { records, lastHash, damage } = await readJournal(folder);
    const state = replay(records);
    if (state === undefined)
      throw new ProblemError({ kind: 'input', message: `nothing of the run ${runId} can be read: ${damage?.message ?? 'its journal is empty'}`, remedy: 'There is nothing to report.' });
    const lab = await this.labSummary(state.definition);
    const integrity = { whole: damage === undefined, lastHash, ...(damage === undefined ? {} : { message: `line ${damage.line} ${damage.message}` }) };
    return renderReport({ state, records, scripts: await keptScripts(folder), integrity, ...(lab === undefined ? {} : { lab }) }, format);
  }

  /** What the lab saw, for a lab cluster; undefined for a real one. */
  async labSummary(definition: ClusterDefinition): Promise<LabSummary | undefined> {
    return definition.nodes.every((node) => node.transport.kind === 'lab') ? this.lab.summary(definition.name) : undefined;
  }

  async dispose(): Promise<void> {
    const doors = [...this.#doors.values()];
    this.#doors.clear();
    await Promise.all(doors.map((door) => door.dispose()));
  }

  async #resolve({ cluster, procedure, update }: Request) {
    const definition = await this.definition(cluster);
    return {
      definition,
      procedure: await this.procedure(procedure),
      update: update === undefined ? undefined : await this.update(update),
    };
  }

  async #knownRun(runId: string): Promise<void> {
    const runs = await this.home.runIds();
    if (runs.includes(runId)) return;
    throw new ProblemError({
      kind: 'input',
      message: `there is no run named ${JSON.stringify(runId)}`,
      remedy: runs.length === 0 ? 'No run has been started in this home.' : `The latest one is ${runs.at(-1)}.`,
    });
  }
}

/** What a failed call means to a person: a problem, or undefined when it is a fault of the program. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof JournalError) return { kind: 'io', message: error.message, file: error.file, remedy: error.remedy };
  return undefined;
}

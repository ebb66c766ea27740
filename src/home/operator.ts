import { join } from 'node:path';
import { type ClusterDefinition, isLab } from '../cluster/definition.ts';
import type { Evidence } from '../cluster/evidence.ts';
import type { UpdatePackage } from '../cluster/package.ts';
import { type Problem, ProblemError } from '../cluster/problem.ts';
import type { NodeReading, Snapshot } from '../cluster/snapshot.ts';
import type { LabOptions } from '../lab/freshWorld.ts';
import { onFullDisk } from '../lab/fullDisk.ts';
import { Lab } from '../lab/lab.ts';
import type { LabSummary } from '../lab/summary.ts';
import type { Diagnosis } from '../remoting/doctor/diagnosis.ts';
import { writeEndpoint } from '../remoting/jea/writeEndpoint.ts';
import type { LabLine } from '../remoting/labLine.ts';
import type { ReportFormat } from '../report/report.ts';
import type { Rehearsed } from '../tasks/advisor/rehearsed.ts';
import type { Advice } from '../tasks/advisor/verdict.ts';
import type { ClusterDoor } from '../tasks/door.ts';
import { JournalError, type OpenJournalFile, openJournalFile } from '../tasks/journal.ts';
import { lookAt } from '../tasks/look.ts';
import type { OwnScript } from '../tasks/ownScript.ts';
import { type Plan, type PlannedOperation, plannedOperations, planOf, planOfRun } from '../tasks/plan.ts';
import type { Procedure } from '../tasks/procedure.ts';
import { restartNodeId } from '../tasks/restartNode.ts';
import type { Restore } from '../tasks/restore.ts';
import type { Run } from '../tasks/run.ts';
import type { Author, RunState } from '../tasks/runState.ts';
import { openRun, type RunRequest, type RunSurroundings, startRun } from '../tasks/startRun.ts';
import { approvedScriptsOnly } from './approvedScriptsOnly.ts';
import type { CredentialNeed } from './credentials.ts';
import {
  type DoctorOptions,
  Doors,
  type DoorsOptions,
  type SnapshotListener,
  scriptsFolder,
} from './doors.ts';
import { builtIn, Home } from './home.ts';
import { labFaults } from './labFaults.ts';
import { type RequestedRestart, requestedRestart } from './nodeRestart.ts';
import { readOwnScripts } from './ownScripts.ts';
import { pick } from './pick.ts';
import { plannedRestore } from './plannedRestore.ts';
import { readServers } from './readServers.ts';
import type { AdviseOptions } from './rehearsal/advise.ts';
import type { ProcedureCheck } from './rehearsal/checkProcedure.ts';
import { adviseOn, type CheckOptions, checkOn, type RehearsalRequest, rehearseOn } from './rehearsal/live.ts';
import type { RehearsalOptions } from './rehearsal/rehearse.ts';
import { runReport } from './runReport.ts';
import { type ApproveScript, ScriptApprovals } from './scriptApprovals.ts';

export interface OperatorOptions extends DoorsOptions {
  readonly home: Home;
  readonly author: Author;
  /** Which scripts may run; those of the home when left out. */
  readonly approvals?: ScriptApprovals;
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
  readonly #doors: Doors;
  readonly #approvals: ScriptApprovals;
  #openFile: OpenJournalFile;

  constructor(options: OperatorOptions) {
    this.#options = options;
    this.home = options.home;
    this.lab = new Lab(options.home.folder);
    this.#doors = new Doors(options, this.lab);
    this.#approvals = options.approvals ?? new ScriptApprovals(options.home.folder, options.author);
    this.#openFile = openJournalFile;
  }

  /** Who is at work here. */
  get author(): Author {
    return this.#options.author;
  }

  /** A fresh lab, with the endpoint that its nodes then have. Throws ProblemError. */
  async resetLab(options: Partial<LabOptions> = {}): Promise<void> {
    await this.lab.reset(options);
    if (options.languageMode === 'NoLanguage')
      await this.writeEndpoint(this.lab.endpointFolder('lab'), 'LAB\\Cluster Patchers');
  }

  /** Writes the files of a JEA endpoint that serves this program; returns their paths. Throws ProblemError. */
  async writeEndpoint(folder: string, group: string): Promise<readonly string[]> {
    const { root, author } = this.#options;
    return writeEndpoint({ folder, group, version: author.version, scriptsFolder: scriptsFolder(root) });
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
    return pick(
      await this.home.packages(),
      'package',
      name,
      (value) => value.kb.toLowerCase() === name.toLowerCase(),
    );
  }

  /** The way to a cluster's nodes, opened once. Throws ProblemError. */
  door(definition: ClusterDefinition): ClusterDoor {
    return this.#doors.to(definition);
  }

  /** Called with every snapshot that is taken here, such as for a run. Returns what ends it. */
  onSnapshot(listener: SnapshotListener): () => void {
    return this.#doors.onSnapshot(listener);
  }

  async snapshot(cluster: string, { signal }: { readonly signal: AbortSignal }): Promise<Snapshot> {
    return this.door(await this.definition(cluster)).snapshot({ signal });
  }

  /** The management servers and gateways beside a cluster, each as it is now. Throws ProblemError. */
  async readServers(
    cluster: string,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly NodeReading[]> {
    const definition = await this.definition(cluster);
    return readServers(definition, this.door(definition), { signal });
  }

  /** The way to every node and server, stage by stage, with what to mend; changes nothing. Throws ProblemError. */
  async doctor(cluster: string, options: DoctorOptions): Promise<Diagnosis> {
    return this.#doors.diagnose(await this.definition(cluster), options);
  }

  /** A credential was set or forgotten: the next session is opened with what there is then. */
  credentialChanged({ key }: CredentialNeed): void {
    this.#doors.credentials.changed(key);
  }

  /** What a run would do, from the live state; changes nothing. Throws ProblemError. */
  async plan(request: Request, { signal }: { readonly signal: AbortSignal }): Promise<Plan> {
    const resolved = await this.#resolve(request);
    return planOf(resolved, this.door(resolved.definition), signal);
  }

  /** What is left of a run, from the live state; changes nothing. Throws ProblemError. */
  async planOfRun(state: RunState, { signal }: { readonly signal: AbortSignal }): Promise<Plan> {
    return planOfRun(state, this.door(state.definition), signal);
  }

  /** What the cluster says of the step that a run is at; changes nothing. Throws ProblemError. */
  async look(state: RunState, { signal }: { readonly signal: AbortSignal }): Promise<readonly Evidence[]> {
    return lookAt(state, this.door(state.definition), signal);
  }

  /**
   * Begins a run. Each script of one's own that nobody has approved yet is asked about first. Throws ProblemError,
   * JournalError.
   */
  async startRun(
    request: Request,
    {
      approveScript,
      ...options
    }: Pick<RunSurroundings, 'signal' | 'accept'> & { readonly approveScript?: ApproveScript },
  ): Promise<Run> {
    const resolved = await this.#resolve(request);
    await this.approveScripts(resolved.scripts, approveScript);
    return this.#start(resolved, this.#doorOfRuns(resolved.definition), options);
  }

  /** Asks about the scripts of one's own that nobody has approved yet, such as before a run goes on. Throws ProblemError. */
  async approveScripts(scripts: readonly OwnScript[], approveScript?: ApproveScript): Promise<void> {
    await this.#approvals.ensure(scripts, approveScript);
  }

  /** Rehearses every procedure that suits, each on a copy of the live cluster; changes nothing. Throws ProblemError. */
  async advise(request: RehearsalRequest, options: Omit<AdviseOptions, 'open'>): Promise<Advice> {
    return adviseOn(this, request, { ...options, open: (folder) => this.#onCopy(folder) });
  }

  /** Rehearses one procedure, with faults, on a copy of the live cluster; changes nothing. Throws ProblemError. */
  async rehearse(
    request: RehearsalRequest & { readonly procedure: string },
    faults: readonly string[],
    options: Omit<RehearsalOptions, 'open'>,
  ): Promise<Rehearsed> {
    return rehearseOn(this, request, faults, { ...options, open: (folder) => this.#onCopy(folder) });
  }

  /** Rehearses a procedure on a fresh lab of the cluster's shape, to see where it ends. Throws ProblemError. */
  async checkProcedure(request: Request, options: CheckOptions): Promise<ProcedureCheck> {
    return checkOn(this, request, { ...options, open: (folder) => this.#onCopy(folder) });
  }

  /** What would bring a cluster back to its resting state; changes nothing. Throws ProblemError. */
  async planRestore(cluster: string, { signal }: { readonly signal: AbortSignal }): Promise<Restore> {
    const definition = await this.definition(cluster);
    return plannedRestore(definition, { home: this.home, door: this.door(definition), signal });
  }

  /** Begins the restore as a run of its own. Throws ProblemError, JournalError. */
  async startRestore(
    cluster: string,
    { procedure, roles, baseline }: Restore,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Run> {
    const definition = await this.definition(cluster);
    if (procedure === undefined)
      throw new ProblemError({
        kind: 'refused',
        message: 'there is nothing that can be restored safely',
        remedy: 'Do by hand what is listed.',
      });
    const restore = { definition, procedure, update: undefined, roles, baseline, follows: true };
    return this.#start(restore, this.door(definition), { signal });
  }

  /** The restart of one node, for a yes, if it may be restarted now; changes nothing. Throws ProblemError. */
  async planNodeRestart(
    cluster: string,
    node: string,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<RequestedRestart> {
    return requestedRestart(this, cluster, node, { signal });
  }

  /**
   * Restarts a node as a run of its own. An unfinished run of this home, on which nobody is at work, lends it the
   * cluster and has it back afterwards. Throws ProblemError, JournalError.
   */
  async startNodeRestart(
    { definition, procedure, roles, within }: RequestedRestart,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Run> {
    const restart = { definition, procedure, update: undefined, roles, within };
    return this.#start(restart, this.door(definition), { signal });
  }

  /** Opens an unfinished run again. Throws ProblemError, JournalError. */
  async openRun(name: string): Promise<Run> {
    const runId = await this.runId(name);
    return openRun(join(this.home.runsFolder, runId), async (definition) => this.#doorOfRuns(definition), {
      author: this.#options.author,
      openFile: this.#openFile,
    });
  }

  /** The evidence of a run. Throws ProblemError, JournalError. */
  async report(name: string, format: ReportFormat): Promise<string> {
    const runId = await this.runId(name);
    return runReport(this.home, runId, format, (state) => this.labSummary(state));
  }

  /** What the lab has seen since a run began; undefined for a real cluster. */
  async labSummary({ definition, runId }: RunState): Promise<LabSummary | undefined> {
    return isLab(definition) ? this.lab.summary(definition.name, runId) : undefined;
  }

  /** Lets faults strike during the next run on a lab. Throws ProblemError for a cluster that is not one. */
  injectFaults(definition: ClusterDefinition, specs: readonly string[]): void {
    if (specs.length === 0) return;
    const faults = labFaults(definition, specs);
    this.lab.ensureWorld(definition);
    const full = faults.filter((fault) => fault.kind === 'disk-full').map((fault) => fault.operation);
    if (full.length > 0) this.#openFile = onFullDisk(this.#openFile, full);
    this.lab.inject(
      definition.name,
      faults.filter((fault) => fault.kind !== 'disk-full'),
    );
  }

  /** One PowerShell line on a lab node, as another administrator would type it. Throws ProblemError. */
  async execOnLab(
    definition: ClusterDefinition,
    node: string,
    line: string,
    signal: AbortSignal,
  ): Promise<LabLine> {
    return this.#doors.labLine(definition, node, line, signal);
  }

  /** Ends a run on a lab: what it left behind becomes a hazard. Undefined for a real cluster. */
  async endLabRun(state: RunState, signal: AbortSignal): Promise<LabSummary | undefined> {
    const [node] = state.definition.nodes;
    if (!isLab(state.definition) || node === undefined) return undefined;
    // A restart of a node ends nothing: the run that asked for it goes on.
    if (state.status !== 'active' && state.procedure.id !== restartNodeId)
      await this.execOnLab(state.definition, node.name, 'Complete-LabRun', signal);
    return this.lab.summary(state.definition.name, state.runId);
  }

  /** The operations of one step of a run, exactly as they are sent. */
  scripts(run: Run, step: string): readonly PlannedOperation[] {
    return plannedOperations(run.state, step, this.door(run.state.definition), run.state.baseline);
  }

  /** The id of a run; `latest` is the newest one. Throws ProblemError for one that is not there. */
  async runId(name: string): Promise<string> {
    if (name !== 'latest' && (await this.home.runIds()).includes(name)) return name;
    const latest = await this.home.latestRunId();
    if (name === 'latest' && latest !== undefined) return latest;
    throw new ProblemError({
      kind: 'input',
      message: `there is no run named ${JSON.stringify(name)}`,
      remedy: latest === undefined ? 'No run has been started in this home.' : `The latest one is ${latest}.`,
    });
  }

  async dispose(): Promise<void> {
    await this.#doors.dispose();
  }

  #onCopy(folder: string): Operator {
    return new Operator({ ...this.#options, approvals: this.#approvals, home: new Home(folder) });
  }

  /** The scripts that a procedure of one's own runs, as their files say now. Throws ProblemError. */
  async scriptsOf(procedure: Procedure): Promise<readonly OwnScript[]> {
    const entry = (await this.home.procedures()).find(({ kind, id }) => kind === 'ok' && id === procedure.id);
    return entry === undefined || entry.file === builtIn ? [] : readOwnScripts(procedure, entry.file);
  }

  #doorOfRuns(definition: ClusterDefinition): ClusterDoor {
    return approvedScriptsOnly(this.door(definition), this.#approvals);
  }

  async #start(
    request: RunRequest,
    door: ClusterDoor,
    { signal, accept }: Pick<RunSurroundings, 'signal' | 'accept'>,
  ): Promise<Run> {
    const { author } = this.#options;
    const startsOnLab = this.#beforeLabRun(request.definition);
    return startRun(request, {
      runs: this.home.runsFolder,
      door,
      author,
      openFile: this.#openFile,
      signal,
      accept: (bound) => {
        accept?.(bound);
        startsOnLab?.(bound.runId);
      },
    });
  }

  /** Before the first look at the lab: what strikes then is of the run already. */
  #beforeLabRun(definition: ClusterDefinition): ((runId: string) => void) | undefined {
    if (!isLab(definition)) return undefined;
    this.lab.ensureWorld(definition);
    return this.lab.beforeRun(definition.name);
  }

  async #resolve({ cluster, procedure, update }: Request) {
    const definition = await this.definition(cluster);
    const known = await this.procedure(procedure);
    return {
      definition,
      procedure: known,
      scripts: await this.scriptsOf(known),
      update: update === undefined ? undefined : await this.update(update),
    };
  }
}

/** What a failed call means to a person: a problem, or undefined when it is a fault of the program. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof JournalError)
    return { kind: 'io', message: error.message, file: error.file, remedy: error.remedy };
  return undefined;
}

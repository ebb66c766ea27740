import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Roles } from '../cluster/conditions/condition.ts';
import type { ClusterDefinition } from '../cluster/definition.ts';
import { driftOf } from '../cluster/drift.ts';
import type { ManagementGroupReading } from '../cluster/managementGroup.ts';
import { activeNode, protectedGroupNames } from '../cluster/ownership.ts';
import type { UpdatePackage } from '../cluster/package.ts';
import { type Problem, ProblemError } from '../cluster/problem.ts';
import { type ClusterReading, clusterReading, type Snapshot } from '../cluster/snapshot.ts';
import { bindRoles } from './binding.ts';
import { asJson, type ClusterDoor } from './door.ts';
import { endedIn } from './endedRun.ts';
import { journalFormat, type RunEvent } from './events.ts';
import { expanded } from './expansion.ts';
import type { Hold } from './hold.ts';
import { Journal, type OpenJournalFile } from './journal.ts';
import { LeaseKeeper } from './leaseKeeper.ts';
import { misfit } from './misfit.ts';
import type { OwnScript } from './ownScript.ts';
import { applicable, asksForAgents, type Procedure } from './procedure.ts';
import { apply, replay } from './replay.ts';
import { Run } from './run.ts';
import type { Author, RunState } from './runState.ts';

export interface RunRequest {
  readonly definition: ClusterDefinition;
  readonly procedure: Procedure;
  readonly update: UpdatePackage | undefined;
  /** The scripts of one's own that the procedure runs. */
  readonly scripts?: readonly OwnScript[];
  /** Known already, when the cluster cannot tell who is active (a restore). */
  readonly roles?: Roles;
  /** What policies are put back to, when it is not what they are now (a restore). */
  readonly baseline?: ClusterReading | undefined;
  /** It may begin while another run is unfinished, if nobody is at work on that (a restore). */
  readonly follows?: boolean;
  /** What the management group says of itself, where the procedure asks for it. */
  readonly managementGroup?: ManagementGroupReading | undefined;
  /** The unfinished run that lends this one the cluster, when nobody is at work on it. */
  readonly within?: string | undefined;
}

export interface RunSurroundings {
  /** The folder that holds the runs. */
  readonly runs: string;
  readonly door: ClusterDoor;
  readonly author: Author;
  readonly openFile: OpenJournalFile;
  readonly signal: AbortSignal;
  /** Throws ProblemError where the run, its steps bound, is not what was asked for. Nothing has been sent by then. */
  readonly accept?: ((bound: RunState) => void) | undefined;
}

const refused = (message: string, remedy: string, kind: Problem['kind'] = 'input'): ProblemError =>
  new ProblemError({ kind, message, remedy });

/** The first event of a run: everything that it is about, with the roles bound. Throws ProblemError. */
export function startEvent(
  request: RunRequest,
  snapshot: Snapshot,
  runId: string,
): Extract<RunEvent, { type: 'run-started' }> {
  const { definition, update, scripts = [] } = request;
  if (request.procedure.needsPackage && update === undefined)
    throw refused(
      `${request.procedure.id} installs a package, and none was named`,
      'Name one of the packages.',
    );
  const unread = snapshot.nodes.find((node) => node.kind === 'unreached');
  if (snapshot.state === undefined && unread !== undefined && unread.kind === 'unreached')
    throw refused(
      `${unread.name} cannot be reached: ${unread.error.message}`,
      unread.error.remedy,
      'unreachable',
    );
  // Known roles are a restore's, which mends what else would be in the way.
  const wrong = request.roles === undefined ? misfit(request.procedure, definition, snapshot) : undefined;
  if (wrong !== undefined) throw refused(wrong.message, wrong.remedy);
  const roles = request.roles ?? bindRoles(request.procedure, definition, snapshot);
  if (typeof roles === 'string')
    throw refused(roles, 'Mend the definition or the cluster, then start again; nothing was changed.');
  const procedure = expanded(applicable(request.procedure, definition, update, roles, snapshot.state), {
    definition,
    managementGroup: request.managementGroup,
  });
  if (procedure.steps.length === 0)
    throw refused(`${procedure.id} has no step for a package of this kind`, 'Choose another procedure.');
  const baseline = request.baseline ?? snapshot.state;
  const reached = snapshot.nodes.find((node) => node.kind === 'reached');
  return {
    type: 'run-started',
    format: journalFormat,
    runId,
    cluster: definition.name,
    definition: asJson(definition),
    ...(update === undefined ? {} : { update: asJson(update) }),
    procedure: asJson(procedure),
    ...(scripts.length === 0 ? {} : { scripts }),
    roles,
    nodeTime: reached?.kind === 'reached' ? reached.time : snapshot.takenAt,
    ...(baseline === undefined ? {} : { baseline: clusterReading.parse(baseline) }),
    drift: driftOf(definition, snapshot),
    ...(request.within === undefined ? {} : { within: request.within }),
    ...(request.managementGroup === undefined
      ? {}
      : { agents: request.managementGroup.agents.map(({ name }) => name) }),
  };
}

/** Asks the active node for its management group where the procedure is about its agents. Throws ProblemError. */
export async function managementGroupFor(
  { procedure, definition, update }: RunRequest,
  snapshot: Snapshot,
  door: ClusterDoor,
  signal: AbortSignal,
): Promise<ManagementGroupReading | undefined> {
  const active = activeNode(definition, snapshot.state);
  if (!asksForAgents(procedure, update) || active === undefined) return undefined;
  const read = await door.readManagementGroup(active, { signal });
  if (read.kind === 'read') return read.value;
  throw refused(
    `${procedure.id} needs the agents of the management group, and ${active} did not give them: ${read.error.message}`,
    read.error.remedy,
    'unreachable',
  );
}

/** A run's id: sorted by name is sorted by time. */
export const newRunId = (cluster: string, now: Date): string =>
  `${now.toISOString().replace(/[-:]/g, '').slice(0, 15)}-${cluster.slice(0, 32)}-${randomBytes(3).toString('hex')}`;

type Claiming = Pick<RunState, 'definition' | 'baseline' | 'runId' | 'within' | 'lender'>;

/** The keeper of a run's lease on its cluster, for this opening of the run. */
const keeperOf = (
  { definition, baseline, runId, within, lender }: Claiming,
  { door, author, runs }: Pick<RunSurroundings, 'door' | 'author' | 'runs'>,
  follows = false,
): LeaseKeeper =>
  new LeaseKeeper({
    door,
    group: protectedGroupNames(definition, baseline)[0] ?? definition.clusterGroup,
    nodes: definition.nodes.map((node) => node.name),
    claimant: {
      ...author,
      runId,
      session: randomUUID(),
      processId: process.pid,
      ...(within === undefined ? {} : { within }),
    },
    follows,
    lender,
    hasEnded: endedIn(runs),
  });

/**
 * Begins a run: binds the roles by a fresh snapshot, writes the journal's first record, and takes the lease. Refused
 * while another run holds the cluster; of a refused run nothing is kept. Throws ProblemError, JournalError.
 */
export async function startRun(
  request: RunRequest,
  { runs, door, author, openFile, signal, accept }: RunSurroundings,
): Promise<Run> {
  const { definition } = request;
  const snapshot = await door.snapshot({ signal });
  const runId = newRunId(definition.name, new Date());
  const managementGroup = await managementGroupFor(request, snapshot, door, signal);
  const event = startEvent({ ...request, managementGroup }, snapshot, runId);
  const folder = join(runs, runId);
  // The journal's file comes first: where it cannot be written, the cluster is not even asked for its lease.
  const journal = await Journal.create(folder, author, openFile);
  const claiming = {
    definition,
    baseline: snapshot.state,
    runId,
    within: request.within,
    lender: undefined,
  };
  const keeper = keeperOf(claiming, { door, author, runs }, request.follows);
  try {
    // Before the lease, so that whoever is killed while it is written finds a run to resume, not one's own claim.
    const started = apply(undefined, await journal.append(event));
    accept?.(started);
    const hold = await keeper.hold(signal);
    if (hold.kind === 'refused')
      throw refused(hold.reason, ofRefusal[hold.why], hold.why === 'unreached' ? 'unreachable' : 'refused');
    const from = hold.kind === 'taken' ? hold.from : undefined;
    const state = apply(started, await journal.append({ type: 'lease-taken', from }));
    return new Run({ folder, door, journal, keeper, state, torn: false });
  } catch (error) {
    // Only a claim that could not be given back still needs its run, by which it can be.
    const free = await keeper.release();
    await journal.close();
    // A file of it that Windows calls in use must not hide why the run was refused: what is left can be aborted.
    if (free && (error instanceof ProblemError || signal.aborted))
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(
        () => undefined,
      );
    throw error;
  }
}

const ofRefusal: { readonly [why in Extract<Hold, { kind: 'refused' }>['why']]: string } = {
  held: 'End or abort that run first, or wait until its claim has ended. Nothing was changed.',
  unwritten: 'Start again. Nothing was changed.',
  unreached: 'Start again when the nodes can be reached. Nothing was changed.',
};

/** Opens a run again from its journal. Throws JournalError, ProblemError. */
export async function openRun(
  folder: string,
  doorOf: (definition: ClusterDefinition) => Promise<ClusterDoor>,
  { author, openFile }: Pick<RunSurroundings, 'author' | 'openFile'>,
): Promise<Run> {
  const { journal, records, torn } = await Journal.reopen(folder, author, openFile);
  try {
    const state = replay(records);
    if (state === undefined) throw emptyJournal(journal.path);
    const door = await doorOf(state.definition);
    const keeper = keeperOf(state, { door, author, runs: dirname(folder) });
    return new Run({ folder, door, journal, keeper, state, torn });
  } catch (error) {
    await journal.close();
    throw error;
  }
}

const emptyJournal = (file: string): ProblemError =>
  new ProblemError({
    kind: 'input',
    file,
    message: 'the journal holds no record',
    remedy: 'Nothing was sent to the cluster: start a new run.',
  });

import type { ClusterDefinition } from '../../cluster/definition.ts';
import { agentPatchPaths, type UpdatePackage } from '../../cluster/package.ts';
import { ProblemError } from '../../cluster/problem.ts';
import type { ClusterReading, Snapshot } from '../../cluster/snapshot.ts';
import type { CopySource, NodeDetails } from '../../lab/copySource.ts';
import type { CallOptions, ClusterDoor } from '../../tasks/door.ts';
import { readBeside } from './readBeside.ts';
import { Unread } from './unread.ts';

/** How far back the copy knows the event logs: as far as a condition may ask. */
const eventHours = 720;

export interface CopyRequest {
  readonly definition: ClusterDefinition;
  readonly update: UpdatePackage;
  /** Whether the copy has the servers beside the cluster and its agents too. */
  readonly beside: boolean;
}

/**
 * Reads all of a live cluster that a copy needs; changes nothing. Throws ProblemError when no node can tell, or nobody
 * the agents that the copy is to have.
 */
export async function readForCopy(
  door: ClusterDoor,
  request: CopyRequest,
  options: CallOptions,
): Promise<CopySource> {
  const { definition, update } = request;
  const snapshot = await door.snapshot(options);
  const cluster = clusterOf(snapshot, definition);
  const beside = request.beside ? await readBeside(door, definition, cluster, options) : undefined;
  const unread = new Unread();
  const after = new Date(Date.parse(snapshot.takenAt) - eventHours * 3_600_000).toISOString();
  const reached = [...snapshot.nodes, ...(beside?.servers ?? [])].flatMap((machine) => {
    if (machine.kind === 'reached') return machine.name;
    unread.add(machine.name, machine.error, 'it is switched off there');
    return [];
  });
  const details = await Promise.all(
    reached.map((name) => readDetails(door, name, { request, after, unread }, options)),
  );
  const teller = snapshot.nodes.find(({ kind }) => kind === 'reached')?.name;
  const database =
    update.database === undefined || teller === undefined
      ? undefined
      : unread.valueOf(
          await door.readDatabase(teller, update.database, options),
          `The version of the database ${update.database.name}`,
          'its change is missing there',
        );
  return {
    definition,
    snapshot,
    cluster,
    update,
    details,
    databaseVersion: database,
    beside,
    unread: unread.sentences,
  };
}

function clusterOf(snapshot: Snapshot, { name }: ClusterDefinition): ClusterReading {
  if (snapshot.state !== undefined) return snapshot.state;
  const unread = snapshot.nodes.find((node) => node.kind === 'unreached');
  throw new ProblemError({
    kind: 'unreachable',
    message: `no node of ${name} can tell of the cluster${unread?.kind === 'unreached' ? `: ${unread.error.message}` : ''}`,
    remedy: unread?.kind === 'unreached' ? unread.error.remedy : 'See what status shows.',
  });
}

interface DetailsWanted {
  readonly request: CopyRequest;
  readonly after: string;
  readonly unread: Unread;
}

async function readDetails(
  door: ClusterDoor,
  name: string,
  { request, after, unread }: DetailsWanted,
  options: CallOptions,
): Promise<NodeDetails> {
  const { definition, update, beside } = request;
  const paths = [...update.files.map((file) => file.path), ...(beside ? agentPatchPaths(update) : [])];
  const [files, present, events] = await Promise.all([
    door.readFiles(name, paths, options),
    door.readPackage(name, update.installer.path, options),
    definition.eventLogs.length === 0
      ? undefined
      : door.readEvents(name, definition.eventLogs, after, options),
  ]);
  return {
    name,
    files: unread.valueOf(files, `The files of ${name}`, 'they are older than the package there') ?? [],
    package: unread.valueOf(present, `The package on ${name}`, 'it is missing there'),
    events: (events && unread.valueOf(events, `The event logs of ${name}`, 'they are empty there')) ?? [],
  };
}

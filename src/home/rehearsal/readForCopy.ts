import type { ClusterDefinition } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import { ProblemError } from '../../cluster/problem.ts';
import type { Read } from '../../cluster/readings.ts';
import type { CopySource } from '../../lab/copySource.ts';
import type { CallOptions, ClusterDoor } from '../../tasks/door.ts';

/** How far back the copy knows the event logs: as far as a condition may ask. */
const eventHours = 720;

const valueRead = <T>(read: Read<T>): T | undefined => (read.kind === 'read' ? read.value : undefined);

/** Reads all of a live cluster that a copy needs; changes nothing. Throws ProblemError when no node can tell. */
export async function readForCopy(
  door: ClusterDoor,
  definition: ClusterDefinition,
  update: UpdatePackage,
  options: CallOptions,
): Promise<CopySource> {
  const snapshot = await door.snapshot(options);
  const cluster = snapshot.state;
  if (cluster === undefined) {
    const unread = snapshot.nodes.find((node) => node.kind === 'unreached');
    throw new ProblemError({
      kind: 'unreachable',
      message: `no node of ${definition.name} can tell of the cluster${unread?.kind === 'unreached' ? `: ${unread.error.message}` : ''}`,
      remedy: unread?.kind === 'unreached' ? unread.error.remedy : 'See what status shows.',
    });
  }
  const after = new Date(Date.parse(snapshot.takenAt) - eventHours * 3_600_000).toISOString();
  const paths = update.files.map((file) => file.path);
  const reached = snapshot.nodes.filter((node) => node.kind === 'reached').map((node) => node.name);
  const details = await Promise.all(
    reached.map(async (name) => {
      const [files, present, events] = await Promise.all([
        door.readFiles(name, paths, options),
        door.readPackage(name, update.installer.path, options),
        definition.eventLogs.length === 0
          ? undefined
          : door.readEvents(name, definition.eventLogs, after, options),
      ]);
      return {
        name,
        files: valueRead(files) ?? [],
        package: valueRead(present),
        events: (events === undefined ? undefined : valueRead(events)) ?? [],
      };
    }),
  );
  const [first] = reached;
  const database =
    update.database === undefined || first === undefined
      ? undefined
      : valueRead(await door.readDatabase(first, update.database, options));
  return { definition, snapshot, cluster, update, details, databaseVersion: database };
}

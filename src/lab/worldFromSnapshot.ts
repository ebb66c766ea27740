import { sameName } from '../cluster/names.ts';
import { compareVersions } from '../cluster/package.ts';
import type { CopySource } from './copySource.ts';
import { defaultDurations } from './freshWorld.ts';
import { groupsFromReading, resourcesFromReading } from './groupsFromReading.ts';
import { labDatabase } from './labPackages.ts';
import { managementGroupFromReading, rootServerOf } from './managementGroupFromReading.ts';
import { instantOf, nodeFromReading } from './nodeFromReading.ts';
import { packageInLab } from './packageInLab.ts';
import { serversFromReading } from './serversFromReading.ts';
import type { World } from './world.ts';

/**
 * A lab in the state of a live cluster, drift included, with the package that is to be installed. Its clock stands
 * still between commands, so that what a rehearsal measures is the cluster's time alone.
 */
export function worldFromSnapshot(source: CopySource): World {
  const { definition, cluster, update, databaseVersion } = source;
  const now = timeOf(source);
  const { database } = update;
  const patched =
    database !== undefined &&
    isVersion(databaseVersion) &&
    compareVersions(databaseVersion, database.version) >= 0;
  return {
    version: 1,
    lastNumber: 1000,
    clock: { now, touched: Date.now() },
    settings: {
      pollSeconds: 5,
      straySeconds: 15 * 60,
      // What the functions do is rehearsed, not how they come into the session.
      languageMode: 'FullLanguage',
      realTime: false,
      durations: definition.durations ?? defaultDurations,
    },
    cluster: {
      name: cluster.name,
      domain: rootServerOf(source)?.domain ?? 'lab.example',
      quorumType: 'Majority',
      quorumResource: '',
    },
    nodes: nodeNames(source).map((name, index) => nodeFromReading(source, name, index, now)),
    servers: serversFromReading(source, now),
    managementGroup: managementGroupFromReading(source),
    groups: groupsFromReading(source),
    resources: resourcesFromReading(source),
    packages: [packageInLab(definition, update)],
    installs: runningInstalls(source, now),
    database: {
      server: database?.server ?? labDatabase.server,
      name: database?.name ?? labDatabase.name,
      version: databaseVersion ?? '0.0.0.0',
    },
    patchedDatabases: patched ? [update.id] : [],
    lockedAccounts: [],
    pending: [],
    faults: [],
    hazards: [],
    runStarts: [],
    tally: { downSince: 0, downMilliseconds: 0, failovers: 0, moves: 0 },
  };
}

/** The nodes of the definition, and those that the cluster has besides: a group may be on one of them. */
function nodeNames({ definition, cluster }: CopySource): readonly string[] {
  const defined = definition.nodes.map(({ name }) => name);
  const others = cluster.nodes.map(({ name }) => name);
  return [...defined, ...others.filter((name) => !defined.some((known) => sameName(known, name)))];
}

/** The nodes' own clock, where one of them told it. */
function timeOf({ snapshot }: CopySource): number {
  const reached = snapshot.nodes.find((node) => node.kind === 'reached');
  return instantOf(reached?.kind === 'reached' ? reached.time : snapshot.takenAt, Date.now());
}

const isVersion = (text: string | undefined): text is string => /^\d+(\.\d+){3}$/.test(text ?? '');

/** An installation of something else, which the copy knows nothing of but that it does not end. */
const runningInstalls = ({ snapshot, beside }: CopySource, startedAt: number): World['installs'] =>
  [...snapshot.nodes, ...(beside?.servers ?? [])].flatMap((node, index): World['installs'] =>
    node.kind === 'reached' && node.installRunning
      ? [
          {
            id: index + 1,
            node: node.name,
            package: '',
            processId: 0,
            log: '',
            stage: 'started',
            attended: false,
            databaseReady: false,
            oldFiles: false,
            earlyRestart: false,
            locked: false,
            forcedExit: -1,
            exitCode: -1,
            ranBefore: [],
            startedAt,
            endedAt: 0,
          },
        ]
      : [],
  );

/** The same lab, where on every node the cluster's restart comes before the installer has replaced the files (R3). */
export const withEarlyRestarts = (world: World): World => ({
  ...world,
  nodes: world.nodes.map((node) => ({ ...node, nextInstall: { ...node.nextInstall, earlyRestart: true } })),
});

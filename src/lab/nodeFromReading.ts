import { type NodeArchitecture, nameInWindows } from '../cluster/architecture.ts';
import { sameName } from '../cluster/names.ts';
import { nodeStateOf, reachedNode } from '../cluster/ownership.ts';
import type { ServiceReading } from '../cluster/service.ts';
import type { ReachedNode } from '../cluster/snapshot.ts';
import type { CopySource, NodeDetails } from './copySource.ts';
import { packageContent, packageInLab } from './packageInLab.ts';
import { type LabFile, type LabNode, type LabService, labNode, type OsKind } from './world.ts';

/** One node of the copy, as the snapshot and the further readings have it. A node that did not answer is down. */
export function nodeFromReading(source: CopySource, name: string, index: number, now: number): LabNode {
  const reading = reachedNode(source.snapshot, name);
  const state = nodeStateOf(source.cluster, name);
  // Of a node that the definition leaves out, the cluster's word is all there is.
  const known = source.definition.nodes.some((node) => sameName(node.name, name));
  const power = state !== 'Down' && (reading !== undefined || !known);
  // The first steps of a procedure copy it there.
  const copied = source.update.installer.source !== undefined;
  const machine = machineFromReading(source, { name, index, reading, power, copied, now });
  return {
    ...machine,
    membership: !power ? 'Down' : state === 'Joining' ? 'Joining' : 'Up',
    paused: state === 'Paused',
    services: [...machine.services, systemService('ClusSvc', 'Cluster Service', power ? 1500 : 0)],
  };
}

export interface MachineSource {
  readonly name: string;
  readonly index: number;
  readonly reading: ReachedNode | undefined;
  readonly power: boolean;
  /** It has the package because a run copies it there, whatever was read. */
  readonly copied: boolean;
  readonly now: number;
}

/** Any machine of the copy, without what makes it a node of the cluster. */
export function machineFromReading(
  source: CopySource,
  { name, index, reading, power, copied, now }: MachineSource,
): LabNode {
  const details = source.details.find((one) => sameName(one.name, name));
  const osVersion = reading?.osVersion ?? '';
  return {
    name,
    id: index + 1,
    os: osKindOf(osVersion),
    osVersion,
    osCaption: reading?.osCaption ?? '',
    architecture: labArchitecture(reading?.architecture),
    powershellVersion: reading?.powershellVersion ?? '',
    power,
    membership: power ? 'Up' : 'Down',
    paused: false,
    drainStatus: 'NotInitiated',
    lastBoot: instantOf(reading?.lastBoot, now),
    boots: 1,
    elevated: reading?.elevated ?? true,
    stickNextStop: false,
    refuseNextMove: false,
    nextInstall: { exitCode: -1, oldFiles: false, earlyRestart: false },
    // The third reason, files in use, follows from the replacements.
    restartPending: (reading?.restartPending ?? []).filter((reason) => reason !== 'files in use'),
    services: [
      ...(reading?.services ?? []).flatMap((service, at) => serviceFromReading(source, service, at)),
      systemService('msiserver', 'Windows Installer', 0),
    ],
    files: filesOf(source, details, { copied, now }),
    registry: [],
    replacements: replacementsOf(source, details, reading?.restartPending ?? []),
    processes: [],
    tasks: [],
    logs: ['Application', 'System', ...source.definition.eventLogs],
    entries: (details?.events ?? []).map((event, at) => ({
      index: at + 1,
      log: event.log,
      id: event.id,
      source: event.source,
      level: event.level === 'Critical' ? 'Critical' : 'Error',
      at: instantOf(event.at, now),
      message: event.message,
    })),
  };
}

/** Milliseconds since 1970 of a time in UTC. */
export function instantOf(time: string | undefined, otherwise: number): number {
  const parsed = Date.parse(time ?? '');
  return Number.isNaN(parsed) ? otherwise : parsed;
}

/** A node whose architecture nobody knows plays the usual one. */
const labArchitecture = (architecture: NodeArchitecture = 'unknown'): LabNode['architecture'] =>
  labNode.shape.architecture.safeParse(nameInWindows(architecture)).data ?? 'AMD64';

/** Source: Microsoft, "Operating System Version". */
function osKindOf(version: string): OsKind {
  if (version.startsWith('5.')) return '2003';
  if (version.startsWith('6.0')) return '2008';
  return version.startsWith('6.1') ? '2008r2' : '2012+';
}

/** ERROR_SERVICE_LOGON_FAILED. */
const logonFailed = 1069;

const statuses: { readonly [status in ServiceReading['status']]: LabService['status'] } = {
  Running: 'Running',
  Stopped: 'Stopped',
  StartPending: 'StartPending',
  StopPending: 'StopPending',
  ContinuePending: 'Running',
  PausePending: 'Running',
  Paused: 'Running',
  Missing: 'Stopped',
  Unknown: 'Stopped',
};

function serviceFromReading(source: CopySource, reading: ServiceReading, at: number): LabService[] {
  if (reading.status === 'Missing') return [];
  const known = source.definition.services.find((service) => sameName(service.name, reading.name));
  const status = statuses[reading.status];
  return [
    {
      ...systemService(reading.name, reading.displayName, status === 'Stopped' ? 0 : 2000 + 4 * at),
      startName: reading.account === '' ? 'LocalSystem' : reading.account,
      // Of all ends, only a failed logon says anything of what comes.
      exitCode: reading.exitCode === logonFailed ? logonFailed : 0,
      startType: reading.startType === 'Unknown' ? 'Manual' : reading.startType,
      status,
      needsSharedDisk: known?.needsSharedDisk ?? false,
    },
  ];
}

function systemService(name: string, displayName: string, processId: number): LabService {
  return {
    name,
    displayName,
    startName: 'LocalSystem',
    pathName: `C:\\Windows\\System32\\${name}.exe`,
    startType: processId === 0 ? 'Manual' : 'Automatic',
    status: processId === 0 ? 'Stopped' : 'Running',
    needsSharedDisk: false,
    stuck: false,
    processId,
    exitCode: 0,
    specificExitCode: 0,
    turn: 0,
    straySince: 0,
  };
}

const olderThanAny = '0.0.0.0';

function filesOf(
  { definition, update }: CopySource,
  details: NodeDetails | undefined,
  { copied, now }: Pick<MachineSource, 'copied' | 'now'>,
): LabFile[] {
  const item = packageInLab(definition, update);
  const folder = { directory: true, content: '', stored: '', version: '', length: 0, modified: now };
  const present = details?.package;
  const { sha256 } = update.installer;
  const genuine =
    copied || (present !== undefined && (sha256 === undefined || sameName(present.sha256, sha256)));
  const content = packageContent(item, genuine);
  const patch = `Agent patch of ${item.id}`;
  return [
    ...['C:\\ProgramData', 'C:\\Program Files', 'C:\\Updates', 'C:\\Windows', 'C:\\Windows\\Temp'].map(
      (path) => ({
        ...folder,
        path,
      }),
    ),
    ...update.files.flatMap(({ path }): LabFile[] => {
      const seen = details?.files.find((file) => sameName(file.path, path));
      if (seen?.exists === false) return [];
      return [{ ...folder, directory: false, path, version: seen?.version || olderThanAny, length: 262_144 }];
    }),
    ...(copied || present?.exists === true
      ? [{ ...folder, directory: false, path: item.path, content, length: Buffer.byteLength(content) }]
      : []),
    ...item.agentPatches.flatMap((path): LabFile[] =>
      details?.files.some((file) => sameName(file.path, path) && file.exists)
        ? [{ ...folder, directory: false, path, content: patch, length: Buffer.byteLength(patch) }]
        : [],
    ),
  ];
}

/** Files that wait for a restart; one that is no file of the package stands for all others. */
function replacementsOf(
  { update }: CopySource,
  details: NodeDetails | undefined,
  restartPending: readonly string[],
): LabNode['replacements'] {
  const waiting = update.files.filter(({ path }) =>
    details?.files.some((file) => sameName(file.path, path) && file.pendingReplacement),
  );
  if (waiting.length > 0) return waiting.map(({ path, version }) => ({ path, version }));
  return restartPending.includes('files in use')
    ? [{ path: 'C:\\Windows\\Temp\\in-use.tmp', version: olderThanAny }]
    : [];
}

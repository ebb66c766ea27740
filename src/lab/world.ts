import * as z from 'zod';
import { durations } from '../cluster/durations.ts';

/*
 * The lab's world as it lies in world.json. The lab's PowerShell module has the same shape as classes
 * (ClusterLab/world/Model.ps1). Instants are milliseconds since 1970 (UTC), durations are seconds.
 */

const text = z.string();
const count = z.int();
const instant = z.int();
const names = z.array(text);

export const startTypeInLab = z.enum(['Automatic', 'AutomaticDelayed', 'Manual', 'Disabled']);

export const labService = z.strictObject({
  name: text,
  displayName: text,
  startName: text,
  pathName: text,
  startType: startTypeInLab,
  status: z.enum(['Stopped', 'StartPending', 'StopPending', 'Running']),
  needsSharedDisk: z.boolean(),
  stuck: z.boolean(),
  processId: count,
  exitCode: count,
  specificExitCode: count,
  turn: count,
  straySince: instant,
});
export type LabService = z.infer<typeof labService>;

export const labFile = z.strictObject({
  path: text,
  directory: z.boolean(),
  content: text,
  stored: text.default('').describe('The file beside the world that holds its bytes; empty for a text file.'),
  version: text,
  length: count,
  modified: instant,
});
export type LabFile = z.infer<typeof labFile>;

const replacement = z.strictObject({ path: text, version: text });

const logEntry = z.strictObject({
  index: count,
  log: text,
  id: count,
  source: text,
  level: z.enum(['Critical', 'Error', 'Warning', 'Information']),
  at: instant,
  message: text,
});

const process = z.strictObject({
  id: count,
  name: text,
  commandLine: text,
  startedAt: instant,
  script: text,
  waitsFor: count,
  dates: z.array(instant),
  system: z.boolean(),
});

/** A task of the Task Scheduler; on a lab node all run as SYSTEM. */
const task = z.strictObject({ name: text, line: text });

/**
 * What the session of this program may do on a lab node: ConstrainedLanguage is what a policy of the whole node makes
 * of every session, NoLanguage is a JEA endpoint that carries the functions itself.
 */
export const languageMode = z.enum(['FullLanguage', 'ConstrainedLanguage', 'NoLanguage']);
export type LanguageMode = z.infer<typeof languageMode>;

/** Which Windows a node plays: 2003 and 2008 have no FailoverClusters module, 2008 R2 has no CIM cmdlets. */
export const osKind = z.enum(['2003', '2008', '2008r2', '2012+']);
export type OsKind = z.infer<typeof osKind>;

export const labNode = z.strictObject({
  name: text,
  id: count,
  os: osKind,
  osVersion: text,
  osCaption: text,
  architecture: z.enum(['x86', 'AMD64', 'IA64', 'ARM64']).default('AMD64'),
  powershellVersion: text,
  power: z.boolean(),
  membership: z.enum(['Up', 'Down', 'Joining']),
  paused: z.boolean(),
  drainStatus: z.enum(['NotInitiated', 'InProgress', 'Completed', 'Failed']),
  lastBoot: instant,
  boots: count,
  elevated: z.boolean(),
  stickNextStop: z.boolean(),
  refuseNextMove: z.boolean(),
  nextInstall: z.strictObject({ exitCode: count, oldFiles: z.boolean(), earlyRestart: z.boolean() }),
  restartPending: names,
  services: z.array(labService),
  files: z.array(labFile),
  registry: z.array(z.strictObject({ key: text, name: text, data: names })),
  replacements: z.array(replacement),
  processes: z.array(process),
  tasks: z.array(task),
  logs: names,
  entries: z.array(logEntry),
});
export type LabNode = z.infer<typeof labNode>;

const parameter = z.strictObject({ name: text, type: z.enum(['String', 'UInt32']), value: text });

export const labGroup = z.strictObject({
  name: text,
  id: text,
  core: z.boolean(),
  owner: text,
  preferredOwners: names,
  autoFailbackType: count,
  failbackWindowStart: count,
  failbackWindowEnd: count,
  leaving: z.boolean(),
  target: text,
  cause: z.enum(['', 'move', 'drain', 'failback', 'failover']),
  drainedFrom: text,
  failovers: z.array(instant),
  parameters: z.array(parameter),
});
export type LabGroup = z.infer<typeof labGroup>;

export const labResource = z.strictObject({
  name: text,
  id: text,
  type: text,
  group: text,
  core: z.boolean(),
  state: z.enum(['Online', 'Offline', 'Failed', 'OnlinePending', 'OfflinePending']),
  wanted: z.boolean(),
  restartDue: z.boolean(),
  turn: count,
  dependsOn: names,
  possibleOwners: names,
  restartAction: count,
  restartThreshold: count,
  restartPeriod: count,
  restAction: count,
  restThreshold: count,
  restPeriod: count,
  failures: z.array(instant),
  parameters: z.array(parameter),
});
export type LabResource = z.infer<typeof labResource>;

export const labPackage = z.strictObject({
  id: text,
  kb: text,
  title: text,
  kind: z.enum(['msi', 'msp', 'msu', 'exe', 'attended']),
  path: text,
  changesDatabase: z.boolean(),
  databaseService: text.describe('The service that must run on the node for the database to be changed.'),
  databaseVersion: text,
  services: names,
  files: z.array(replacement),
  agentPatches: names
    .default([])
    .describe('The paths at which it leaves its patches for agents on a server.'),
  agentPatchList: text
    .default('')
    .describe('What an agent’s Patch List shows once it has it; empty: the title with the number of its KB.'),
});
export type LabPackage = z.infer<typeof labPackage>;

const install = z.strictObject({
  id: count,
  node: text,
  package: text,
  processId: count,
  log: text,
  stage: z.enum(['starting', 'holding', 'started', 'dialog', 'refused', 'ended', 'lost']),
  attended: z.boolean(),
  databaseReady: z.boolean(),
  oldFiles: z.boolean(),
  earlyRestart: z.boolean(),
  locked: z.boolean(),
  forcedExit: count,
  exitCode: count,
  ranBefore: names,
  startedAt: instant,
  endedAt: instant,
});

export const labAgent = z.strictObject({
  name: text,
  server: text.describe('Its primary management server; the empty text is the root management server.'),
  manual: z.boolean().describe('Installed by hand: nothing can be pushed to it.'),
  reachable: z.boolean(),
  keepsOldFiles: z.boolean().describe('An update reports success and replaces nothing.'),
  patchList: text,
});
export type LabAgent = z.infer<typeof labAgent>;

const managementGroup = z.strictObject({
  servers: z.array(z.strictObject({ name: text, gateway: z.boolean() })),
  agents: z.array(labAgent),
  pendingActions: z.array(
    z.strictObject({
      agent: text,
      type: text.describe('Such as UpdateAgent or UpdateFailed; nothing becomes of any other.'),
      package: text.describe('The update that an approval brings.'),
    }),
  ),
});

export const faultKind = z.enum([
  'connection-lost-before',
  'connection-lost-during',
  'connection-lost-after',
  'node-restart',
  'exit',
  'old-files',
  'hang',
  'service-stuck',
  'move-refused',
  'restart-mid-install',
  'unplanned-failover',
  'failback',
  'second-admin',
  'disk-full',
  'killed',
]);
export type FaultKind = z.infer<typeof faultKind>;

export const labFault = z.strictObject({
  kind: faultKind,
  operation: text,
  node: text,
  value: text,
  processId: count,
  fired: z.boolean(),
});
export type LabFault = z.infer<typeof labFault>;

export const world = z.strictObject({
  version: z.literal(1),
  lastNumber: count,
  clock: z.strictObject({ now: instant, touched: instant }),
  settings: z.strictObject({
    pollSeconds: z.number(),
    straySeconds: z.number(),
    languageMode: languageMode.default('FullLanguage'),
    realTime: z
      .boolean()
      .default(true)
      .describe('Whether time goes on between two commands; without it only waiting takes time.'),
    durations,
  }),
  cluster: z.strictObject({
    name: text,
    domain: text,
    quorumType: z.enum(['Majority', 'DiskOnly', 'Unknown']),
    quorumResource: text,
  }),
  nodes: z.array(labNode),
  servers: z.array(labNode).default([]).describe('Machines that are no nodes of the cluster.'),
  managementGroup: managementGroup.default({ servers: [], agents: [], pendingActions: [] }),
  groups: z.array(labGroup),
  resources: z.array(labResource),
  packages: z.array(labPackage),
  installs: z.array(install),
  database: z.strictObject({ server: text, name: text, version: text }),
  patchedDatabases: names,
  lockedAccounts: names.default([]).describe('Accounts that cannot log on.'),
  pending: z.array(
    z.strictObject({ at: instant, order: count, kind: text, node: text, subject: text, turn: count }),
  ),
  faults: z.array(labFault),
  hazards: z.array(z.strictObject({ kind: text, at: instant, detail: text })),
  runStarts: z
    .array(
      z.strictObject({
        runId: text,
        downMilliseconds: count,
        failovers: count,
        moves: count,
        hazards: count,
      }),
    )
    .default([])
    .describe('What the lab had seen already when each run began.'),
  tally: z.strictObject({ downSince: instant, downMilliseconds: count, failovers: count, moves: count }),
});
export type World = z.infer<typeof world>;

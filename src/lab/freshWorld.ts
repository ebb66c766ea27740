import { type Durations, durations } from '../cluster/durations.ts';
import { freshGroups, freshResources } from './freshGroups.ts';
import { freshNode } from './freshNode.ts';
import { defaultAgents, freshManagementGroup, freshServers, type LabAgentOptions } from './freshServers.ts';
import { baseVersion, labDatabase, labPackages } from './labPackages.ts';
import type { LabPackage, LanguageMode, OsKind, World } from './world.ts';

/** A clustered service of the lab: one Generic Service resource wraps it. */
export interface LabServiceOptions {
  readonly name: string;
  readonly displayName: string;
  /** Free text, as on a real cluster; nobody may find the service by it. */
  readonly resourceName: string;
  /** It does not start on a node that does not own the group's disk. */
  readonly needsSharedDisk: boolean;
  readonly startName?: string;
}

/** A management server or gateway beside the cluster. */
export interface LabServerOptions {
  readonly name: string;
  readonly gateway: boolean;
}

export interface LabOptions {
  readonly clusterName: string;
  /** The first one owns every group. */
  readonly nodes: readonly string[];
  readonly servers: readonly LabServerOptions[];
  readonly agents: readonly LabAgentOptions[];
  readonly groupName: string;
  readonly clusterGroupName: string;
  readonly services: readonly LabServiceOptions[];
  readonly eventLogs: readonly string[];
  readonly os: OsKind;
  readonly languageMode: LanguageMode;
  readonly durations: Durations;
  readonly pollSeconds: number;
  readonly packages: readonly LabPackage[];
  /** The lab's clock at its beginning, milliseconds since 1970. */
  readonly now: number;
}

/** What a lab takes for everything when its cluster's definition does not say. */
export const defaultDurations: Durations = durations.parse({});

/** A clustered root management server, named as its makers named it (Operations Manager 2007, before R2). */
const rmsServices: readonly LabServiceOptions[] = [
  {
    name: 'HealthService',
    displayName: 'OpsMgr Health Service',
    resourceName: 'System Center Management',
    needsSharedDisk: true,
  },
  {
    name: 'OMCFG',
    displayName: 'OpsMgr Config Service',
    resourceName: 'RMS Config',
    needsSharedDisk: false,
    startName: 'LAB\\svc-opsmgr',
  },
  {
    name: 'OMSDK',
    displayName: 'OpsMgr SDK Service',
    resourceName: 'RMS SDK',
    needsSharedDisk: false,
    startName: 'LAB\\svc-opsmgr',
  },
];

/** What a lab is when nothing else is asked for. */
export const defaultLabOptions = (now: number): LabOptions => ({
  clusterName: 'lab',
  nodes: ['NODE1', 'NODE2'],
  servers: [
    { name: 'MS1', gateway: false },
    { name: 'GW1', gateway: true },
  ],
  agents: defaultAgents,
  groupName: 'OpsMgr RMS',
  clusterGroupName: 'Cluster Group',
  services: rmsServices,
  eventLogs: ['Operations Manager'],
  os: '2012+',
  languageMode: 'FullLanguage',
  durations: defaultDurations,
  pollSeconds: 5,
  packages: labPackages,
  now,
});

/** A lab at rest (R1): every group Online on the first node, the clustered services running there and nowhere else. */
export function freshWorld(asked: Partial<LabOptions> = {}): World {
  const options = { ...defaultLabOptions(asked.now ?? Date.now()), ...asked };
  return {
    version: 1,
    lastNumber: 1000,
    clock: { now: options.now, touched: Date.now() },
    settings: {
      pollSeconds: options.pollSeconds,
      straySeconds: 15 * 60,
      languageMode: options.languageMode,
      realTime: true,
      durations: { ...options.durations },
    },
    cluster: { name: options.clusterName, domain: 'lab.example', quorumType: 'Majority', quorumResource: '' },
    nodes: options.nodes.map((name, index) => freshNode(options, name, index)),
    servers: freshServers(options),
    managementGroup: freshManagementGroup(options),
    groups: freshGroups(options),
    resources: freshResources(options),
    packages: structuredClone([...options.packages]),
    installs: [],
    database: { ...labDatabase, version: baseVersion },
    patchedDatabases: [],
    lockedAccounts: [],
    pending: [],
    faults: [],
    hazards: [],
    runStarts: [],
    tally: { downSince: 0, downMilliseconds: 0, failovers: 0, moves: 0 },
  };
}

import type * as z from 'zod';
import {
  type ClusterDefinition,
  definitionFile,
  resolveDefinition,
} from '../../../src/cluster/definition.ts';
import { type UpdatePackage, updatePackage } from '../../../src/cluster/package.ts';
import type { ServiceReading } from '../../../src/cluster/service.ts';
import type {
  ClusterReading,
  GroupReading,
  ReachedNode,
  ResourceReading,
  Snapshot,
  UnreachedNode,
} from '../../../src/cluster/snapshot.ts';

/** The time at which everything on paper happens, UTC. */
export const noon = '2026-03-01T12:00:00.000Z';

export const rmsServices = ['HealthService', 'OMCFG', 'OMSDK'];

/** A clustered RMS of two nodes, as the smallest definition file says it. */
export function aDefinition(changes: Partial<z.input<typeof definitionFile>> = {}): ClusterDefinition {
  const file = definitionFile.parse({
    name: 'rms',
    preset: 'rms-2007',
    nodes: ['NODE1', 'NODE2'],
    ...changes,
  });
  const definition = resolveDefinition(file);
  if (typeof definition === 'string') throw new Error(definition);
  return definition;
}

/** KB951380: one file, no change of the database. */
export function aPackage(changes: Partial<z.input<typeof updatePackage>> = {}): UpdatePackage {
  return updatePackage.parse({
    id: 'kb951380',
    kb: 'KB951380',
    title: 'A memory leak in mommodules.dll',
    installer: { kind: 'msp', path: 'C:\\Updates\\KB951380.msp', sha256: 'ab'.repeat(32) },
    changesDatabase: false,
    files: [{ path: 'C:\\Program Files\\OpsMgr\\mommodules.dll', version: '6.0.6278.20' }],
    services: rmsServices,
    ...changes,
  });
}

export const aService = (
  changes: Partial<ServiceReading> & Pick<ServiceReading, 'name'>,
): ServiceReading => ({
  displayName: changes.name,
  status: 'Stopped',
  startType: 'Manual',
  account: 'LocalSystem',
  exitCode: 0,
  ...changes,
});

/** A node that answers, with the services of a passive one. */
export const aNode = (changes: Partial<ReachedNode> = {}): ReachedNode => ({
  kind: 'reached',
  name: 'NODE1',
  time: noon,
  lastBoot: '2026-02-01T03:00:00.000Z',
  osVersion: '6.1.7601',
  osCaption: 'Windows Server 2008 R2',
  architecture: 'x64',
  powershellVersion: '5.1',
  languageMode: 'FullLanguage',
  elevated: true,
  restartPending: [],
  installRunning: false,
  services: rmsServices.map((name) => aService({ name })),
  ...changes,
});

export const activeServices = rmsServices.map((name) => aService({ name, status: 'Running' }));

export const anUnreachedNode = (name = 'NODE1'): UnreachedNode => ({
  kind: 'unreached',
  name,
  error: { kind: 'unreachable', message: `${name} does not answer`, remedy: `Look whether ${name} runs.` },
});

export const aGroup = (changes: Partial<GroupReading> = {}): GroupReading => ({
  name: 'OpsMgr RMS',
  owner: 'NODE1',
  state: 'Online',
  core: false,
  preferredOwners: [],
  autoFailbackType: 0,
  ...changes,
});

export const aResource = (changes: Partial<ResourceReading> = {}): ResourceReading => ({
  name: 'RMS Health Service',
  group: 'OpsMgr RMS',
  type: 'Generic Service',
  state: 'Online',
  owner: 'NODE1',
  serviceName: 'HealthService',
  restartAction: 2,
  restartThreshold: 3,
  restartPeriod: 900_000,
  possibleOwners: ['NODE1', 'NODE2'],
  ...changes,
});

/** The resources of the group `OpsMgr RMS`; their names say nothing of the services, as on a real cluster. */
export const rmsResources = (owner = 'NODE1'): readonly ResourceReading[] => [
  aResource({ name: 'Disk R:', type: 'Physical Disk', serviceName: '', owner }),
  aResource({ name: 'RMS Health Service', serviceName: 'HealthService', owner }),
  aResource({ name: 'RMS Config', serviceName: 'omcfg', owner }),
  aResource({ name: 'Data Access', serviceName: 'OMSDK', owner }),
];

export const aCluster = (changes: Partial<ClusterReading> = {}, owner = 'NODE1'): ClusterReading => ({
  name: 'rms',
  nodes: [
    { name: 'NODE1', state: 'Up' },
    { name: 'NODE2', state: 'Up' },
  ],
  groups: [aGroup({ name: 'Cluster Group', owner, core: true }), aGroup({ owner })],
  resources: rmsResources(owner),
  ...changes,
});

/** The cluster at rest, with NODE1 active. */
export const aSnapshot = (changes: Partial<Snapshot> = {}): Snapshot => ({
  cluster: 'rms',
  takenAt: noon,
  nodes: [aNode({ name: 'NODE1', services: activeServices }), aNode({ name: 'NODE2' })],
  state: aCluster(),
  ...changes,
});

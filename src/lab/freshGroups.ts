import { createHash } from 'node:crypto';
import type { LabOptions } from './freshWorld.ts';
import type { LabGroup, LabResource } from './world.ts';

/** The cluster's own group and the protected one, both on the first node. */
export function freshGroups(options: LabOptions): LabGroup[] {
  const owner = options.nodes[0] ?? '';
  const group = (name: string, core: boolean): LabGroup => ({
    name,
    id: idOf(`group/${name}`),
    core,
    owner,
    preferredOwners: [],
    autoFailbackType: 0,
    failbackWindowStart: -1,
    failbackWindowEnd: -1,
    leaving: false,
    target: '',
    cause: '',
    drainedFrom: '',
    failovers: [],
    parameters: [],
  });
  return [group(options.clusterGroupName, true), group(options.groupName, false)];
}

/** Their resources: addresses and names, the shared disk, and a Generic Service for each clustered service. */
export function freshResources(options: LabOptions): LabResource[] {
  const core = resourceMaker(options, options.clusterGroupName, true);
  const own = resourceMaker(options, options.groupName, false);
  const prefix = options.groupName === 'OpsMgr RMS' ? 'RMS' : options.groupName;
  const disk = `${prefix} Disk`;
  const address = `${prefix} IP Address`;
  const network = `${prefix} Network Name`;
  return [
    core('Cluster IP Address', 'IP Address', [], { Address: '192.168.10.10' }),
    core('Cluster Name', 'Network Name', ['Cluster IP Address'], { Name: options.clusterName.toUpperCase() }),
    own(disk, 'Physical Disk', [], { DiskSignature: '0x5A3C11F0' }),
    own(address, 'IP Address', [], { Address: '192.168.10.11' }),
    own(network, 'Network Name', [address], { Name: prefix.toUpperCase().replaceAll(' ', '-') }),
    ...options.services.map((service) =>
      own(service.resourceName, 'Generic Service', [network, disk], {
        ServiceName: service.name,
        StartupParameters: '',
      }),
    ),
  ];
}

type Parameters = Readonly<Record<string, string>>;

function resourceMaker(options: LabOptions, group: string, core: boolean) {
  return (name: string, type: string, dependsOn: readonly string[], parameters: Parameters): LabResource => ({
    name,
    id: idOf(`resource/${name}`),
    type,
    group,
    core,
    state: 'Online',
    wanted: true,
    restartDue: false,
    turn: 0,
    dependsOn: [...dependsOn],
    possibleOwners: [...options.nodes],
    // What the cluster gives a resource by default (facts: CLUSPROP RestartAction, RestartThreshold, RestartPeriod).
    restartAction: 2,
    restartThreshold: 3,
    restartPeriod: 900_000,
    restAction: 2,
    restThreshold: 3,
    restPeriod: 900_000,
    failures: [],
    parameters: Object.entries(parameters).map(([key, value]) => ({ name: key, type: 'String', value })),
  });
}

/** An id in the form of a GUID, the same for the same name. */
export function idOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join('-');
}

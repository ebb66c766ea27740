import { agentFolder, labDatabase, labPackages, packageSha256 } from './labPackages.ts';

export interface LabDocument {
  /** Folder below the home. */
  readonly folder: 'clusters' | 'packages';
  readonly name: string;
  readonly text: string;
}

const document = (folder: LabDocument['folder'], name: string, value: object): LabDocument => ({
  folder,
  name,
  text: `${JSON.stringify(value, null, 2)}\n`,
});

/** The paths of the patches as a person writes them: the folder once, then architecture and file. */
const agentPart = (paths: readonly string[]): object => ({
  folder: agentFolder,
  patches: paths.map((path) => {
    const [architecture, file] = path.slice(agentFolder.length + 1).split('\\');
    return { architecture, file };
  }),
});

/** The lab as a person would describe it: its cluster definition and its packages, in the format of anyone's. */
export const labDocuments = (): readonly LabDocument[] => [
  document('clusters', 'lab.cluster.json', {
    name: 'lab',
    preset: 'rms-2007',
    nodes: ['NODE1', 'NODE2'],
    managementServers: ['MS1'],
    gateways: ['GW1'],
    transport: { kind: 'lab' },
  }),
  ...labPackages.map((item) =>
    document('packages', `${item.id}.package.json`, {
      id: item.id,
      kb: item.kb,
      title: item.title,
      ...(item.kind === 'msu' ? { updates: 'operating-system' } : {}),
      installer: { kind: item.kind, path: item.path, sha256: packageSha256(item) },
      changesDatabase: item.changesDatabase,
      ...(item.databaseVersion === '' ? {} : { database: { ...labDatabase, version: item.databaseVersion } }),
      ...(item.changesDatabase
        ? { database: { server: 'LABSQL', name: 'OperationsManager', version: item.files.at(-1)?.version } }
        : {}),
      files: item.files,
      services: item.services,
      ...(item.agentPatches.length === 0 ? {} : { agents: agentPart(item.agentPatches) }),
    }),
  ),
];

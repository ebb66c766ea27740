import { createHash } from 'node:crypto';
import type { LabPackage } from './world.ts';

const installFolder = 'C:\\Program Files\\System Center Operations Manager 2007';
const services = ['HealthService', 'OMCFG', 'OMSDK'];

/** What every node has before any update: Operations Manager 2007 SP1. */
export const baseVersion = '6.0.6278.0';

/** The same of Windows itself. */
const windowsBaseVersion = '10.0.14393.0';

/** The product's database, as sqlcmd.exe on a lab node finds it. */
export const labDatabase = { server: 'LABSQL', name: 'OperationsManager' };

/** Where every server keeps the patches that its agents get. */
export const agentFolder = `${installFolder}\\AgentManagement`;

const agentPatches = ['x86', 'AMD64'].map((architecture) => `${agentFolder}\\${architecture}\\lab-agent.msp`);

/** The packages of a fresh lab: one changes files only, on the agents too, one the database, and one is an update of Windows. */
export const labPackages: readonly LabPackage[] = [
  {
    id: 'lab-files',
    kb: 'KB0000001',
    title: 'Lab update that changes files only',
    kind: 'msp',
    path: 'C:\\Updates\\lab-files.msp',
    changesDatabase: false,
    databaseService: '',
    databaseVersion: '',
    services,
    files: [
      { path: `${installFolder}\\HealthService.dll`, version: '6.0.6278.20' },
      { path: `${installFolder}\\MOMModules.dll`, version: '6.0.6278.20' },
    ],
    agentPatches,
    agentPatchList: '',
  },
  {
    id: 'lab-database',
    kb: 'KB0000002',
    title: 'Lab update that changes files and the database',
    kind: 'msp',
    path: 'C:\\Updates\\lab-database.msp',
    changesDatabase: true,
    databaseService: 'OMSDK',
    databaseVersion: '6.0.6278.36',
    services,
    files: [
      { path: `${installFolder}\\Microsoft.Mom.ConfigService.dll`, version: '6.0.6278.36' },
      { path: `${installFolder}\\Microsoft.Mom.Sdk.ServiceHost.exe`, version: '6.0.6278.36' },
    ],
    agentPatches: [],
    agentPatchList: '',
  },
  {
    id: 'lab-os',
    kb: 'KB0000009',
    title: 'Lab update of Windows',
    kind: 'msu',
    path: 'C:\\Updates\\lab-os.msu',
    changesDatabase: false,
    databaseService: '',
    databaseVersion: '',
    services: [],
    files: [{ path: 'C:\\Windows\\System32\\win32k.sys', version: '10.0.14393.2608' }],
    agentPatches: [],
    agentPatchList: '',
  },
];

/** The version that a package's files have before it is installed. */
export const versionBefore = ({ kind }: LabPackage): string =>
  kind === 'msu' ? windowsBaseVersion : baseVersion;

/** The text that stands for a package's file on the nodes. */
export const packageText = (item: LabPackage): string =>
  `${item.kind === 'msu' ? 'Windows update' : 'Windows Installer patch'} of the lab: ${item.id} (${item.kb})\r\n`;

/** SHA-256 of a package's file, as Get-FileHash on a lab node gives it, in lower case. */
export const packageSha256 = (item: LabPackage): string =>
  createHash('sha256').update(packageText(item), 'utf8').digest('hex');

import type { LabOptions, LabServiceOptions } from './freshWorld.ts';
import { packageText, versionBefore } from './labPackages.ts';
import { operatingSystems } from './operatingSystems.ts';
import type { LabFile, LabNode, LabService } from './world.ts';

const hour = 3_600_000;

/** One node as it is at rest: the first runs the clustered services, the others have them stopped (R1). */
export function freshNode(options: LabOptions, name: string, index: number): LabNode {
  const system = operatingSystems[options.os];
  const active = index === 0;
  return {
    name,
    id: index + 1,
    os: options.os,
    osVersion: system.version,
    osCaption: system.caption,
    architecture: 'AMD64',
    powershellVersion: system.powershell,
    power: true,
    membership: 'Up',
    paused: false,
    drainStatus: 'NotInitiated',
    lastBoot: options.now - (240 + index) * hour,
    boots: 1,
    elevated: true,
    stickNextStop: false,
    refuseNextMove: false,
    nextInstall: { exitCode: -1, oldFiles: false, earlyRestart: false },
    restartPending: [],
    services: [
      ...options.services.map((service, at) => clusteredService(service, active, 2000 + 4 * at)),
      systemService('ClusSvc', 'Cluster Service', 1500),
      systemService('msiserver', 'Windows Installer', 0),
    ],
    files: freshFiles(options),
    registry: [],
    replacements: [],
    processes: [],
    tasks: [],
    logs: ['Application', 'System', ...options.eventLogs],
    entries: [],
  };
}

function clusteredService(service: LabServiceOptions, active: boolean, processId: number): LabService {
  return {
    ...systemService(service.name, service.displayName, active ? processId : 0),
    startName: service.startName ?? 'LocalSystem',
    startType: 'Manual',
    needsSharedDisk: service.needsSharedDisk,
  };
}

/** A service that the lab has because a node has it; it runs if it has a process. */
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

/** The product's files at their base version, and the packages in C:\Updates. */
function freshFiles(options: LabOptions): LabFile[] {
  const modified = options.now - 1000 * hour;
  const folder = (path: string): LabFile => ({
    path,
    directory: true,
    content: '',
    stored: '',
    version: '',
    length: 0,
    modified,
  });
  const versions = new Map(
    options.packages.flatMap((item) => item.files.map(({ path }) => [path, versionBefore(item)])),
  );
  return [
    ...['C:\\ProgramData', 'C:\\Program Files', 'C:\\Updates', 'C:\\Windows', 'C:\\Windows\\Temp'].map(
      folder,
    ),
    ...[...versions].map(([path, version]) => ({
      ...folder(path),
      directory: false,
      version,
      length: 262_144,
    })),
    ...options.packages.map((item) => ({
      ...folder(item.path),
      directory: false,
      content: packageText(item),
      length: Buffer.byteLength(packageText(item), 'utf8'),
    })),
  ];
}

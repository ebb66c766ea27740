import type {
  EventReading,
  FileReading,
  InstallReading,
  PackageReading,
} from '../../../src/cluster/readings.ts';
import type { ServiceStatus, StartType } from '../../../src/cluster/service.ts';
import type { NodeReading, NodeState } from '../../../src/cluster/snapshot.ts';
import { aNode, anUnreachedNode, aPackage, aService, rmsServices } from './clusters.ts';

interface PaperService {
  status: ServiceStatus;
  startType: StartType;
}

export const installKey = (runId: string, stepId: string): string => `${runId}/${stepId}`;

/** One node of the cluster on paper: everything that can be read of it, and changed. */
export class PaperNode {
  readonly name: string;
  reachable = true;
  elevated = true;
  installRunning = false;
  lastBoot = aNode().lastBoot;
  restartPending: readonly string[] = [];
  state: NodeState = 'Up';
  readonly services: Map<string, PaperService>;
  readonly files = new Map<string, FileReading>();
  readonly packages = new Map<string, PackageReading>();
  readonly installs = new Map<string, InstallReading>();
  readonly events: EventReading[] = [];

  constructor(name: string, active: boolean) {
    this.name = name;
    const status = active ? 'Running' : 'Stopped';
    this.services = new Map(rmsServices.map((service) => [service, { status, startType: 'Manual' }]));
    const { installer, files } = aPackage();
    const { path, sha256 = '' } = installer;
    this.packages.set(path, { path, exists: true, length: 1024, sha256 });
    for (const file of files)
      this.files.set(file.path, {
        path: file.path,
        exists: true,
        version: '6.0.6278.0',
        pendingReplacement: false,
      });
  }

  service(name: string): PaperService {
    const service = this.services.get(name);
    if (service === undefined) throw new Error(`there is no service ${name} on paper`);
    return service;
  }

  /** Brings the package's files to their versions, as a good installer does. */
  patch(): void {
    for (const file of aPackage().files)
      this.files.set(file.path, { ...file, exists: true, pendingReplacement: false });
  }

  reading(): NodeReading {
    if (!this.reachable) return anUnreachedNode(this.name);
    return aNode({
      name: this.name,
      elevated: this.elevated,
      lastBoot: this.lastBoot,
      restartPending: this.restartPending,
      installRunning: this.installRunning,
      services: [...this.services].map(([name, service]) => aService({ name, ...service })),
    });
  }
}

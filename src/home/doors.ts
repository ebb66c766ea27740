import { join, resolve } from 'node:path';
import { type ClusterDefinition, isLab, machinesOf, type NodeDefinition } from '../cluster/definition.ts';
import { sameName } from '../cluster/names.ts';
import { ProblemError } from '../cluster/problem.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import type { Lab } from '../lab/lab.ts';
import type { LabFiles } from '../remoting/connection.ts';
import type { NodeCredential } from '../remoting/credential.ts';
import { findPowerShell } from '../remoting/discovery.ts';
import { diagnose } from '../remoting/doctor/diagnose.ts';
import type { Diagnosis, StageName } from '../remoting/doctor/diagnosis.ts';
import { openDoor } from '../remoting/door.ts';
import { execLabLine, type LabLine } from '../remoting/labLine.ts';
import type { RemotingLog } from '../remoting/log.ts';
import { thisMachine } from '../remoting/machine.ts';
import type { ClusterDoor } from '../tasks/door.ts';
import { type CredentialStore, Credentials } from './credentials.ts';

export interface DoorsOptions {
  /** The program's own folder: its scripts and the lab's module lie below it. */
  readonly root: string;
  /** The PowerShell to use, when a person has set one. */
  readonly powershell: string | undefined;
  readonly log: RemotingLog;
  /** Where credentials come from, where a node asks for one; none are there when left out. */
  readonly credentials?: CredentialStore | undefined;
}

export interface DoctorOptions {
  readonly signal: AbortSignal;
  /** What is being looked at. */
  readonly onStage?: (node: string, stage: StageName) => void;
}

/** Called with each snapshot that is taken, whoever asked for it, and the definition that it was taken by. */
export type SnapshotListener = (definition: ClusterDefinition, snapshot: Snapshot) => void;

/** Where the node functions lie below the program's folder. */
export const scriptsFolder = (root: string): string => join(root, 'src', 'remoting', 'scripts');

/** The ways from this machine to the nodes of clusters. */
export class Doors {
  readonly #options: DoorsOptions;
  readonly #lab: Lab;
  /** The credentials that nodes are entered with. */
  readonly credentials: Credentials;
  readonly #open = new Map<string, ClusterDoor>();
  readonly #listeners = new Set<SnapshotListener>();

  constructor(options: DoorsOptions, lab: Lab) {
    this.#options = options;
    this.#lab = lab;
    this.credentials = new Credentials(options.credentials);
  }

  /** The way to a cluster's nodes, opened once. Throws ProblemError. */
  to(definition: ClusterDefinition): ClusterDoor {
    const key = JSON.stringify(definition);
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opened = openDoor({ definition, ...this.#way(definition) });
    const door: ClusterDoor = {
      ...opened,
      snapshot: async (options) => {
        const snapshot = await opened.snapshot(options);
        for (const listener of this.#listeners) listener(definition, snapshot);
        return snapshot;
      },
    };
    this.#open.set(key, door);
    return door;
  }

  /** Listens to what is read through these doors. Returns what ends it. */
  onSnapshot(listener: SnapshotListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The way to every node, stage by stage; changes nothing. Throws ProblemError. */
  async diagnose(definition: ClusterDefinition, options: DoctorOptions): Promise<Diagnosis> {
    return diagnose({ definition, ...this.#way(definition), ...options });
  }

  /** One PowerShell line on a lab node, as another administrator would type it. Throws ProblemError. */
  async labLine(
    definition: ClusterDefinition,
    node: string,
    line: string,
    signal: AbortSignal,
  ): Promise<LabLine> {
    const found = machinesOf(definition).find((candidate) => sameName(candidate.name, node));
    if (!isLab(definition) || found === undefined)
      throw new ProblemError({
        kind: 'input',
        message: isLab(definition)
          ? `${definition.name} has no node named ${JSON.stringify(node)}`
          : `${definition.name} is not a lab`,
        remedy: `Name a node of a lab: ${machinesOf(definition)
          .map(({ name }) => name)
          .join(', ')}.`,
      });
    return execLabLine({ node: found, line, ...this.#way(definition), signal });
  }

  async dispose(): Promise<void> {
    const doors = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(doors.map((door) => door.dispose()));
  }

  #way(definition: ClusterDefinition): {
    readonly powershell: string;
    readonly scriptsFolder: string;
    readonly lab: LabFiles;
    readonly credentialOf: (node: NodeDefinition) => NodeCredential | undefined;
    readonly log: RemotingLog;
  } {
    const { root, log } = this.#options;
    const powershell = this.#powershell();
    if (isLab(definition)) this.#lab.ensureWorld(definition);
    return {
      powershell,
      scriptsFolder: scriptsFolder(root),
      lab: {
        modulePath: join(root, 'src', 'lab', 'ClusterLab', 'ClusterLab.psd1'),
        worldPath: resolve(this.#lab.worldPath(definition.name)),
      },
      credentialOf: (node) => this.credentials.of(definition, node),
      log,
    };
  }

  #powershell(): string {
    const { root, powershell } = this.#options;
    const found = findPowerShell(thisMachine(), { setting: powershell, toolsRoot: root });
    if (found.kind === 'found') return found.executable;
    throw new ProblemError({ kind: 'unreachable', message: found.message, remedy: found.remedy });
  }
}

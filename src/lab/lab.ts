import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ClusterDefinition } from '../cluster/definition.ts';
import { ProblemError } from '../cluster/problem.ts';
import { freshWorld, type LabOptions } from './freshWorld.ts';
import { labDocuments } from './labDocuments.ts';
import { labOptionsOf } from './labOptionsOf.ts';
import { type LabSummary, seenSoFar, summarize } from './summary.ts';
import type { LabFault } from './world.ts';
import { readWorld, resetWorld, updateWorld, worldExists, worldPath } from './worldFile.ts';

/** The labs of one home: their worlds, made when they are first used. */
export class Lab {
  readonly #home: string;

  constructor(home: string) {
    this.#home = home;
  }

  worldPath(cluster: string): string {
    return worldPath(this.#home, cluster);
  }

  /** Where the files of the endpoint lie that the nodes of a lab have, when it takes no scripts. */
  endpointFolder(cluster: string): string {
    return join(dirname(this.worldPath(cluster)), 'endpoint');
  }

  /** Makes the cluster `lab`, with its packages, where the home has none. */
  async ensure(): Promise<void> {
    await this.#writeDocuments();
    if (!worldExists(this.worldPath('lab'))) resetWorld(this.worldPath('lab'), freshWorld());
  }

  /** Makes the world of any other cluster that is reached as a lab, from its definition, where there is none. */
  ensureWorld(definition: ClusterDefinition): void {
    const path = this.worldPath(definition.name);
    if (!worldExists(path)) resetWorld(path, freshWorld(labOptionsOf(definition)));
  }

  /** A fresh lab. Sessions that are open on its nodes see it at their next command. */
  async reset(options: Partial<LabOptions> = {}): Promise<void> {
    await this.#writeDocuments();
    resetWorld(this.worldPath('lab'), freshWorld(options));
  }

  /** Throws away a lab whose definition says otherwise now; it is made again when it is next used. */
  async remove(cluster: string): Promise<void> {
    await rm(this.worldPath(cluster), { force: true });
  }

  inject(cluster: string, faults: readonly LabFault[]): void {
    updateWorld(this.worldPath(cluster), (present) => ({
      ...present,
      faults: [...present.faults, ...faults],
    }));
  }

  /** What the lab saw in a run, or since it was made. */
  summary(cluster: string, runId?: string): LabSummary {
    return summarize(readWorld(this.worldPath(cluster)), runId);
  }

  /** Looks what a lab has seen up to now; what is given back remembers it as what was before a run. */
  beforeRun(cluster: string): (runId: string) => void {
    const seen = seenSoFar(readWorld(this.worldPath(cluster)));
    return (runId) => {
      updateWorld(this.worldPath(cluster), (present) => ({
        ...present,
        runStarts: [...present.runStarts, { runId, ...seen }],
      }));
    };
  }

  /** A file that a person has changed is left as it is. Throws ProblemError when the home cannot be written. */
  async #writeDocuments(): Promise<void> {
    for (const { folder, name, text } of labDocuments()) {
      const file = join(this.#home, folder, name);
      try {
        await mkdir(join(this.#home, folder), { recursive: true });
        await writeFile(file, text, { flag: 'wx' });
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
        const message = `cannot be written: ${error instanceof Error ? error.message : String(error)}`;
        throw new ProblemError({
          kind: 'io',
          file,
          message,
          remedy: 'Choose a home folder that you may write to.',
        });
      }
    }
  }
}

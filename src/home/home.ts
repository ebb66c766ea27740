import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { type ClusterDefinition, definitionFile, resolveDefinition } from '../cluster/definition.ts';
import { parseDocument } from '../cluster/document.ts';
import { type UpdatePackage, updatePackage } from '../cluster/package.ts';
import type { Problem } from '../cluster/problem.ts';
import type { ClusterReading } from '../cluster/snapshot.ts';
import { operations } from '../remoting/catalogue.ts';
import { JournalError, readJournal } from '../tasks/journal.ts';
import { type Procedure, procedure } from '../tasks/procedure.ts';
import { procedureSchema } from '../tasks/procedureCheck.ts';
import { builtInProcedures } from '../tasks/procedures/builtIn.ts';
import { NewerRunError, replay } from '../tasks/replay.ts';
import { restartNodeId } from '../tasks/restartNode.ts';
import { type Outcome, outcomeOf, type RunState } from '../tasks/runState.ts';
import { scriptsIn } from './ownScripts.ts';
import { partlyRead } from './partlyRead.ts';

/** A document of the home: what it says, or what is wrong with it. A bad one never hides the good ones. */
export type Entry<T> =
  | { readonly kind: 'ok'; readonly id: string; readonly file: string; readonly value: T }
  | { readonly kind: 'bad'; readonly id: string; readonly file: string; readonly problem: Problem };

export interface RunSummary {
  readonly runId: string;
  readonly procedure: string;
  readonly cluster: string;
  /**
   * `newer`: a newer version wrote it, and only that version can tell how it stands, or go on with it. `damaged`: its
   * journal is not as it was written, and nobody can go on with it.
   */
  readonly outcome: Outcome | 'newer' | 'damaged';
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** Whether this version can go on with the run. */
export const canGoOn = ({ endedAt, outcome }: RunSummary): boolean =>
  endedAt === null && outcome !== 'newer' && outcome !== 'damaged';

/** The name that stands for "it comes with the product" where a file is named otherwise. */
export const builtIn = 'built in';

/**
 * The folder with clusters, packages, procedures, runs and labs. Terminal and editor read the same one, so they see the
 * same things; documents may also lie in further folders (a workspace).
 */
export class Home {
  readonly folder: string;
  readonly #alsoIn: readonly string[];

  constructor(folder: string, alsoIn: readonly string[] = []) {
    this.folder = folder;
    this.#alsoIn = alsoIn;
  }

  get runsFolder(): string {
    return join(this.folder, 'runs');
  }

  /** The folder of a lab cluster's world. */
  labFolder(cluster: string): string {
    return join(this.folder, 'lab', cluster);
  }

  async clusters(): Promise<readonly Entry<ClusterDefinition>[]> {
    const files = await this.#documents('clusters', 'cluster', definitionFile);
    return distinct(
      files.map((entry) => {
        if (entry.kind === 'bad') return entry;
        const value = resolveDefinition(entry.value);
        const { id, file } = entry;
        return typeof value === 'string'
          ? bad(id, file, `${entry.value.name} ${value}`)
          : { kind: 'ok', id: value.name, file, value };
      }),
    );
  }

  async packages(): Promise<readonly Entry<UpdatePackage>[]> {
    const files = await this.#documents('packages', 'package', updatePackage);
    return distinct(files.map((entry) => (entry.kind === 'ok' ? { ...entry, id: entry.value.id } : entry)));
  }

  /** The built-in procedures, then those of the home. */
  async procedures(): Promise<readonly Entry<Procedure>[]> {
    const shipped = builtInProcedures.map((data): Entry<Procedure> => {
      const value = procedure.parse(data);
      return { kind: 'ok', id: value.id, file: builtIn, value };
    });
    const clusters = await this.clusters();
    const services = clusters.flatMap((entry) =>
      entry.kind === 'ok' ? entry.value.services.map(({ name }) => name) : [],
    );
    const files = await this.#documents('procedures', 'procedure', async (folder) =>
      procedureSchema({
        operations: operations.filter(({ kind }) => kind === 'write'),
        services: services.length === 0 ? undefined : [...new Set(services)],
        scripts: await scriptsIn(join(folder, 'scripts')),
      }),
    );
    return distinct([
      ...shipped,
      ...files.map((entry) => (entry.kind === 'ok' ? { ...entry, id: entry.value.id } : entry)),
    ]);
  }

  /** The names of what lies in the folder of the runs, oldest run first. Not all of it need be a run that has begun. */
  async runIds(): Promise<readonly string[]> {
    return [...(await namesIn(this.runsFolder))].sort();
  }

  /**
   * The newest run that has begun; undefined when none has. What an editor or a file manager has left there is no run, and
   * neither is a start that was killed before its first record. One whose journal is damaged is, and is not passed over.
   */
  async latestRunId(): Promise<string | undefined> {
    for (const runId of [...(await this.runIds())].reverse()) if (await this.#hasBegun(runId)) return runId;
    return undefined;
  }

  async #hasBegun(runId: string): Promise<boolean> {
    try {
      const { records, damage } = await readJournal(join(this.runsFolder, runId));
      return records.length > 0 || damage !== undefined;
    } catch (error) {
      return !isAbsent(error instanceof JournalError ? error.cause : error);
    }
  }

  /**
   * Every run whose journal can be read, oldest first. Of one that a newer version wrote, or that is damaged, what can be
   * told of it.
   */
  async runs(): Promise<readonly RunSummary[]> {
    const all = await Promise.all((await this.runIds()).map((runId) => this.#summary(runId)));
    return all.filter((summary) => summary !== undefined);
  }

  async #summary(runId: string): Promise<RunSummary | undefined> {
    const { state, newer, damaged } = await this.#read(runId);
    if (newer || damaged)
      return partlyRead(runId, join(this.runsFolder, runId), newer ? 'newer' : 'damaged').catch(
        () => undefined,
      );
    if (state === undefined) return undefined;
    return {
      runId: state.runId,
      procedure: state.procedure.id,
      cluster: state.definition.name,
      outcome: outcomeOf(state),
      startedAt: state.startedAt,
      endedAt: state.endedAt ?? null,
    };
  }

  /** The cluster as the latest run that did not come to its end found it: what its policies are put back to. */
  async recordedPolicies(cluster: string): Promise<ClusterReading | undefined> {
    for (const runId of [...(await this.runIds())].reverse()) {
      const { state } = await this.#read(runId);
      // A restart of a node stands beside the run that asked for it.
      if (state?.definition.name !== cluster || state.procedure.id === restartNodeId) continue;
      const changedBefore = state.driftBefore.some((drift) => drift.kind === 'resource-policy');
      return state.status === 'completed' || changedBefore ? undefined : state.baseline;
    }
    return undefined;
  }

  /**
   * The state that a run's journal gives; undefined when there is no such run, when nothing of it can be read, and when a
   * newer version has gone on with it or it is damaged: what can be read is not how it stands then.
   */
  async runState(runId: string): Promise<RunState | undefined> {
    const { state, newer, damaged } = await this.#read(runId);
    return newer || damaged ? undefined : state;
  }

  /** A run's journal as far as this version can read it, and why it cannot read what follows. */
  async #read(runId: string): Promise<{
    readonly state: RunState | undefined;
    readonly newer: boolean;
    readonly damaged: boolean;
  }> {
    try {
      const { records, damage } = await readJournal(join(this.runsFolder, runId));
      return { state: replay(records), newer: damage?.newer === true, damaged: damage?.newer === false };
    } catch (error) {
      return { state: undefined, newer: error instanceof NewerRunError, damaged: false };
    }
  }

  async #documents<T>(
    folder: string,
    kind: string,
    schemaIn: z.ZodType<T> | ((parent: string) => Promise<z.ZodType<T>>),
  ): Promise<readonly Entry<T>[]> {
    const files = await Promise.all(
      [this.folder, ...this.#alsoIn].map(async (parent) => {
        const names = (await namesIn(join(parent, folder))).filter((name) => name.endsWith(`.${kind}.json`));
        const schema = typeof schemaIn === 'function' ? await schemaIn(parent) : schemaIn;
        return names.sort().map((name) => ({ file: join(parent, folder, name), schema }));
      }),
    );
    return Promise.all(
      files.flat().map(async ({ file, schema }): Promise<Entry<T>> => {
        const id = file.slice(0, -`.${kind}.json`.length).split(/[\\/]/).at(-1) ?? file;
        try {
          const parsed = parseDocument(await readFile(file, 'utf8'), file, schema);
          return parsed.kind === 'ok'
            ? { kind: 'ok', id, file, value: parsed.value }
            : { kind: 'bad', id, file, problem: parsed.problem };
        } catch (error) {
          return bad(id, file, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
        }
      }),
    );
  }
}

const bad = (
  id: string,
  file: string,
  message: string,
): { kind: 'bad'; id: string; file: string; problem: Problem } => ({
  kind: 'bad',
  id,
  file,
  problem: {
    kind: 'input',
    message,
    file,
    line: 1,
    column: 1,
    remedy: 'Correct the file and try again; nothing was changed on the cluster.',
  },
});

/** Two documents with one id would make it chance which one is used: the later ones are refused. */
const distinct = <T>(entries: readonly Entry<T>[]): readonly Entry<T>[] =>
  entries.map((entry, index) => {
    const first = entries.findIndex((other) => other.kind === 'ok' && other.id === entry.id);
    if (entry.kind === 'bad' || first === index) return entry;
    return bad(
      entry.id,
      entry.file,
      `the name ${entry.id} is taken by ${entries[first]?.file ?? 'another file'}`,
    );
  });

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ClusterDefinition } from '../../../src/cluster/definition.ts';
import { thisAuthor } from '../../../src/home/author.ts';
import { Home } from '../../../src/home/home.ts';
import { Operator } from '../../../src/home/operator.ts';
import { freshWorld } from '../../../src/lab/freshWorld.ts';
import type { World } from '../../../src/lab/world.ts';
import { readWorld, resetWorld, updateWorld } from '../../../src/lab/worldFile.ts';
import type { ClusterDoor } from '../../../src/tasks/door.ts';
import { type OpenJournalFile, openJournalFile } from '../../../src/tasks/journal.ts';
import type { Run } from '../../../src/tasks/run.ts';
import type { Author } from '../../../src/tasks/runState.ts';
import { openRun, startRun } from '../../../src/tasks/startRun.ts';
import { labPowerShell, WarmSessions } from '../../../tools/lab-host/warmSessions.ts';
import { withTextInPlace, writeCopiedPackage } from './copiedPackage.ts';
import { OtherAdministrator } from './otherAdministrator.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const memory = '/dev/shm';
/**
 * Sessions of one bench: four for its program, which goes on to a management server and a gateway, two for the other
 * administrator, and two for a program that a case starts and kills. One that is not needed costs little, one that is
 * missing a cold start each time.
 */
export const sessionsOfBench = 8;
// The same person on the same machine as the program that a case kills.
const author: Author = thisAuthor('0.0.0');
const log = { warn: () => undefined, info: () => undefined, debug: () => undefined };

/**
 * Seconds. Nodes boot and installers end sooner than usual, in the same order of events: each look at what goes on costs
 * more than the lab's time.
 */
const brisk = {
  nodeShutdown: 1,
  nodeBoot: 2,
  nodeJoin: 1,
  installStopAfter: 1,
  servicesStartedAfter: 12,
  installTail: 3,
};

/** A world and the folders of its runs, as they were at one moment. */
export interface Picture {
  readonly world: World;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** How a run is opened, where a case wants it otherwise than usual. */
export interface Opening {
  readonly door?: ClusterDoor | undefined;
  readonly openFile?: OpenJournalFile | undefined;
}

/** One home with one lab, whose PowerShell and sessions stay from case to case. */
export class Bench {
  readonly home: Home;
  readonly operator: Operator;
  readonly definition: ClusterDefinition;
  readonly other: OtherAdministrator;
  /** Started when the first world is put: whoever only asks for cases needs none. */
  #warm: WarmSessions | undefined;

  private constructor(home: Home, operator: Operator, definition: ClusterDefinition) {
    this.home = home;
    this.operator = operator;
    this.definition = definition;
    this.other = new OtherAdministrator({
      definition,
      powershell: labPowerShell(),
      scriptsFolder: join(root, 'src', 'remoting', 'scripts'),
      lab: {
        modulePath: join(root, 'src', 'lab', 'ClusterLab', 'ClusterLab.psd1'),
        worldPath: operator.lab.worldPath('lab'),
      },
      log,
    });
  }

  static async open(): Promise<Bench> {
    // The world and the journals are written thousands of times: in memory, where there is such a folder.
    const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'cluster-patch-faults-'));
    const home = new Home(folder);
    const operator = new Operator({ home, root, powershell: undefined, author, log });
    const definition = await operator.definition('lab');
    writeCopiedPackage(folder, await operator.update('lab-files'), freshWorld().packages);
    return new Bench(home, operator, definition);
  }

  get door(): ClusterDoor {
    return this.operator.door(this.definition);
  }

  get world(): World {
    return withTextInPlace(readWorld(this.#worldPath), dirname(this.#worldPath));
  }

  change(change: (present: World) => World): void {
    updateWorld(this.#worldPath, change);
  }

  /**
   * A lab at rest, and no run. In `realTime` its clock goes on by itself too, which is needed where both nodes may be
   * down: nobody can wait on a node then.
   */
  fresh({ realTime = false }: { readonly realTime?: boolean } = {}): Picture {
    const world = freshWorld();
    const { settings } = world;
    const durations = { ...settings.durations, ...brisk };
    return { world: { ...world, settings: { ...settings, realTime, durations } }, files: [] };
  }

  /** Puts the lab and the runs back to a moment. Open sessions go on in it. */
  put({ world, files }: Picture): void {
    this.#warm ??= WarmSessions.start(sessionsOfBench);
    const boots = new Map(this.world.nodes.map((node) => [node.name, node.boots]));
    const settled = !world.pending.some(({ kind }) => kind.startsWith('node-') || kind === 'delayed-start');
    resetWorld(this.#worldPath, {
      ...world,
      clock: { ...world.clock, touched: Date.now() },
      // A session ends when its node has booted since; the count itself means nothing else.
      nodes: settled
        ? world.nodes.map((node) => ({ ...node, boots: boots.get(node.name) ?? node.boots }))
        : world.nodes,
    });
    rmSync(this.home.runsFolder, { recursive: true, force: true });
    for (const { path, text } of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /** The lab and the runs as they are now. */
  picture(): Picture {
    const names = existsSync(this.home.runsFolder)
      ? readdirSync(this.home.runsFolder, { recursive: true, withFileTypes: true })
      : [];
    const files = names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
    return { world: this.world, files };
  }

  async start(
    { procedure, update }: { readonly procedure: string; readonly update: string },
    { door, openFile }: Opening = {},
  ): Promise<Run> {
    const request = {
      definition: this.definition,
      procedure: await this.operator.procedure(procedure),
      update: await this.operator.update(update),
    };
    return startRun(request, {
      runs: this.home.runsFolder,
      door: door ?? this.door,
      author,
      openFile: openFile ?? openJournalFile,
      signal: new AbortController().signal,
    });
  }

  async reopen(runId: string, { door, openFile }: Opening = {}): Promise<Run> {
    return openRun(join(this.home.runsFolder, runId), async () => door ?? this.door, {
      author,
      openFile: openFile ?? openJournalFile,
    });
  }

  /** Lets time pass on the lab's clock. Seconds. */
  async wait(seconds: number): Promise<void> {
    await this.type(`Start-Sleep -Seconds ${seconds}`);
  }

  /** Types a line where it does not matter: on the node that has restarted least, where the session still stands. */
  async type(line: string): Promise<void> {
    const on = this.world.nodes.filter(({ power }) => power).toSorted((one, two) => one.boots - two.boots);
    const [node] = on;
    if (node === undefined) throw new Error('no node of the lab is on');
    await this.other.type(node.name, line);
  }

  async close(): Promise<void> {
    await Promise.all([this.operator.dispose(), this.other.leave()]);
    this.#warm?.end();
    rmSync(this.home.folder, { recursive: true, force: true });
  }

  get #worldPath(): string {
    return this.operator.lab.worldPath('lab');
  }
}

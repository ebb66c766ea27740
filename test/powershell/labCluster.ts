import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClusterDefinition, definitionFile, resolveDefinition } from '../../src/cluster/definition.ts';
import { freshWorld, type LabOptions } from '../../src/lab/freshWorld.ts';
import type { World } from '../../src/lab/world.ts';
import { readWorld, resetWorld, updateWorld } from '../../src/lab/worldFile.ts';
import { openDoor } from '../../src/remoting/door.ts';
import type { ClusterDoor, JsonValue, OperationFailure } from '../../src/tasks/door.ts';
import { keptLog, powershell, root, scriptsFolder } from './localPowerShell.ts';

export const definition: ClusterDefinition = (() => {
  const resolved = resolveDefinition(
    definitionFile.parse({
      name: 'lab',
      preset: 'rms-2007',
      nodes: ['NODE1', 'NODE2'],
      transport: { kind: 'lab' },
    }),
  );
  if (typeof resolved === 'string') throw new Error(resolved);
  return resolved;
})();

export const group = 'OpsMgr RMS';
export const services = ['HealthService', 'OMCFG', 'OMSDK'];
export const signal = new AbortController().signal;

/** A lab of its own, and the door to it. */
export interface LabCluster {
  readonly door: ClusterDoor;
  readonly log: readonly string[];
  /** Makes the lab fresh; the sessions stay. */
  reset(): void;
  world(): World;
  change(change: (world: World) => World): void;
  write(operation: string, node: string, values: { readonly [name: string]: JsonValue }): Promise<JsonValue>;
  refused(
    operation: string,
    node: string,
    values: { readonly [name: string]: JsonValue },
  ): Promise<OperationFailure>;
  dispose(): Promise<void>;
}

/** A lab whose definition is the usual one with other parts, and whose world is the usual one with other options. */
export function labCluster(
  other: Partial<ClusterDefinition> = {},
  options: Partial<LabOptions> = {},
): LabCluster {
  const folder = mkdtempSync(join(tmpdir(), 'lab-cluster-'));
  const worldPath = join(folder, 'world.json');
  resetWorld(worldPath, freshWorld(options));
  const log = keptLog();
  const modulePath = join(root, 'src', 'lab', 'ClusterLab', 'ClusterLab.psd1');
  const door = openDoor({
    definition: { ...definition, ...other },
    powershell,
    scriptsFolder,
    lab: { modulePath, worldPath },
    log,
  });
  const outcome = (operation: string, node: string, values: { readonly [name: string]: JsonValue }) =>
    door.write({ operation, node, arguments: values }, { signal });
  return {
    door,
    log: log.lines,
    reset: () => resetWorld(worldPath, freshWorld(options)),
    world: () => readWorld(worldPath),
    change: (change) => void updateWorld(worldPath, change),
    async write(operation, node, values) {
      const done = await outcome(operation, node, values);
      if (done.kind !== 'returned')
        throw new Error(`${operation}: ${done.failure.kind}: ${done.failure.message}`);
      return done.value;
    },
    async refused(operation, node, values) {
      const done = await outcome(operation, node, values);
      if (done.kind !== 'failed')
        throw new Error(`${operation} was not refused: ${JSON.stringify(done.value)}`);
      return done.failure;
    },
    async dispose() {
      await door.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

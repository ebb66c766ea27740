import type { Condition, ConditionContext } from '../cluster/conditions/condition.ts';
import type { Evidence } from '../cluster/evidence.ts';
import type { ReadingNeed, Readings } from '../cluster/readings.ts';
import type { CallOptions, ClusterDoor } from './door.ts';

type Mutable<T> = T extends ReadonlyMap<infer Key, infer Value> ? Map<Key, Value> : never;

/** Takes a fresh snapshot and everything else that the conditions need, all at once. */
export async function gatherReadings(
  door: ClusterDoor,
  conditions: readonly Condition[],
  context: ConditionContext,
  options: CallOptions,
): Promise<Readings> {
  const files: Mutable<Readings['files']> = new Map();
  const events: Mutable<Readings['events']> = new Map();
  const packages: Mutable<Readings['packages']> = new Map();
  const installs: Mutable<Readings['installs']> = new Map();
  const read = async (need: ReadingNeed): Promise<void> => {
    const node = need.node.toLowerCase();
    switch (need.kind) {
      case 'files':
        files.set(node, await door.readFiles(need.node, need.paths, options));
        return;
      case 'events':
        events.set(node, await door.readEvents(need.node, need.logs, need.after, options));
        return;
      case 'package':
        packages.set(node, await door.readPackage(need.node, need.path, options));
        return;
      case 'install':
        installs.set(node, await door.readInstall(need.node, need.runId, need.stepId, options));
    }
  };
  const needs = conditions.flatMap((condition) => condition.needs(context));
  const distinct = new Map(needs.map((need) => [JSON.stringify(need), need]));
  const [snapshot] = await Promise.all([door.snapshot(options), ...[...distinct.values()].map(read)]);
  return { snapshot, files, events, packages, installs };
}

/** Judges every condition on the same readings. */
export const judgeAll = (
  conditions: readonly Condition[],
  readings: Readings,
  context: ConditionContext,
): readonly Evidence[] => conditions.flatMap((condition) => condition.judge(readings, context));

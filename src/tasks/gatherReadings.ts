import type { Condition, ConditionContext } from '../cluster/conditions/condition.ts';
import type { Evidence } from '../cluster/evidence.ts';
import { needKey, type ReadingNeed, type Readings } from '../cluster/readings.ts';
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
  const databases: Mutable<Readings['databases']> = new Map();
  const machines: Mutable<Readings['machines']> = new Map();
  const managementGroups: Mutable<Readings['managementGroups']> = new Map();
  const read = async (need: ReadingNeed): Promise<void> => {
    const key = needKey(need);
    switch (need.kind) {
      case 'files':
        files.set(key, await door.readFiles(need.node, need.paths, options));
        return;
      case 'events':
        events.set(key, await door.readEvents(need.node, need.logs, need.after, options));
        return;
      case 'package':
        packages.set(key, await door.readPackage(need.node, need.path, options));
        return;
      case 'database':
        databases.set(key, await door.readDatabase(need.node, need.check, options));
        return;
      case 'install':
        installs.set(key, await door.readInstall(need.node, need.runId, need.stepId, options));
        return;
      case 'machine':
        machines.set(key, await door.readMachine(need.node, need.services, options));
        return;
      case 'management-group':
        managementGroups.set(key, await door.readManagementGroup(need.node, options));
    }
  };
  const needs = conditions.flatMap((condition) => condition.needs(context));
  const distinct = new Map(needs.map((need) => [needKey(need), need]));
  const [snapshot] = await Promise.all([door.snapshot(options), ...[...distinct.values()].map(read)]);
  return { snapshot, files, events, packages, installs, databases, machines, managementGroups };
}

/**
 * The readings of the last look with its installations read anew, while one of them still runs; undefined when none did
 * or none does any more. A snapshot costs every node some forty calls, and an installation takes minutes.
 */
export async function watchInstalls(
  door: ClusterDoor,
  last: Readings,
  conditions: readonly Condition[],
  context: ConditionContext,
  options: CallOptions,
): Promise<Readings | undefined> {
  if (!someRuns(last)) return undefined;
  const needs = conditions.flatMap((condition) => condition.needs(context));
  const installs: Mutable<Readings['installs']> = new Map();
  for (const need of needs)
    if (need.kind === 'install')
      installs.set(needKey(need), await door.readInstall(need.node, need.runId, need.stepId, options));
  const watched = { ...last, installs };
  return someRuns(watched) ? watched : undefined;
}

/** Whether an installation that was asked for is running. */
export const someRuns = ({ installs }: Readings): boolean =>
  [...installs.values()].some((read) => read.kind === 'read' && read.value.state === 'running');

/** Judges every condition on the same readings. */
export const judgeAll = (
  conditions: readonly Condition[],
  readings: Readings,
  context: ConditionContext,
): readonly Evidence[] => conditions.flatMap((condition) => condition.judge(readings, context));

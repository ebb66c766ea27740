import type { ClusterDefinition } from './definition.ts';
import type { Drift } from './drift.ts';
import type { Evidence } from './evidence.ts';
import { protectedGroupNames, resourceOfService } from './ownership.ts';
import { type ClusterReading, groupState } from './snapshot.ts';

/** How the protected groups were seen: all Online, wherever they were; or not all of them, or of their resources. */
export type GroupsSeen = 'online' | 'away';

type Known = Readonly<{ definition: ClusterDefinition; baseline: ClusterReading | undefined }>;

/** How lines of evidence show the protected groups; undefined where they do not. */
export function groupsInEvidence(
  lines: readonly Evidence[],
  { definition, baseline }: Known,
): GroupsSeen | undefined {
  const groups = protectedGroupNames(definition, baseline).map((name) => stateOf(lines, name));
  const resources = definition.services.map(({ name }) => {
    const resource = baseline === undefined ? undefined : resourceOfService(baseline, name);
    return resource === undefined ? undefined : stateOf(lines, resource.name);
  });
  if ([...groups, ...resources].some((state) => state !== undefined && state !== 'Online')) return 'away';
  const all = (states: readonly (string | undefined)[]) =>
    states.length > 0 && states.every((state) => state === 'Online');
  const atRest = lines.some(({ expected, passed }) => expected === 'resting state' && passed);
  return atRest || all(groups) || all(resources) ? 'online' : undefined;
}

/** How a snapshot's drift shows the protected groups; undefined where they could not be read. */
export function groupsInDrift(drift: readonly Drift[]): GroupsSeen | undefined {
  const of = (...kinds: readonly Drift['kind'][]) => drift.filter(({ kind }) => kinds.includes(kind));
  const states = of('group-state', 'resource-state');
  if (states.some(({ observed }) => known.safeParse(observed).success)) return 'away';
  const unseen = of('no-cluster', 'group-missing', 'resource-missing');
  return states.length + unseen.length === 0 ? 'online' : undefined;
}

const known = groupState.exclude(['Unknown']);

/** The state in which the evidence has a group (`Online on NODE1`) or a resource (`Offline`). */
function stateOf(lines: readonly Evidence[], name: string): string | undefined {
  const line = lines.find(({ expected }) =>
    ['Online', 'Offline'].some((state) => `${expected} `.startsWith(`${name}: ${state} `)),
  );
  return known.safeParse(line?.observed.split(' ')[0]).data;
}

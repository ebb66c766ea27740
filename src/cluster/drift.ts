import * as z from 'zod';
import type { ClusterDefinition } from './definition.ts';
import { sameName, withoutName } from './names.ts';
import { nodeStateOf, protectedGroupNames, protectedGroups, resourceOfService, roleOf } from './ownership.ts';
import { expectedRestartAction, expectedService } from './restingState.ts';
import type { ReachedNode, Snapshot } from './snapshot.ts';

export const driftKind = z.enum([
  'unreachable',
  'no-cluster',
  'node-state',
  'group-missing',
  'group-state',
  'group-owners',
  'resource-missing',
  'resource-state',
  'resource-policy',
  'service-missing',
  'service-status',
  'start-type',
]);

/** One place where a snapshot differs from the resting state. */
export const drift = z
  .object({
    kind: driftKind,
    node: z.string().exactOptional(),
    subject: z.string(),
    expected: z.string(),
    observed: z.string(),
  })
  .readonly();
export type Drift = z.infer<typeof drift>;

/** Where the snapshot differs from the resting state, in the order in which a person would look; empty at rest. */
export function driftOf(definition: ClusterDefinition, snapshot: Snapshot): readonly Drift[] {
  return [
    ...snapshot.nodes.flatMap((node): Drift[] =>
      node.kind === 'unreached'
        ? [
            {
              kind: 'unreachable',
              node: node.name,
              subject: node.name,
              expected: 'answers',
              observed: withoutName(node.error.message, node.name).replace(/\.$/, ''),
            },
          ]
        : [],
    ),
    ...clusterDrift(definition, snapshot),
    ...snapshot.nodes.flatMap((node) =>
      node.kind === 'reached' ? serviceDrift(definition, snapshot, node) : [],
    ),
  ];
}

function clusterDrift(definition: ClusterDefinition, snapshot: Snapshot): readonly Drift[] {
  const cluster = snapshot.state;
  if (cluster === undefined)
    return [
      {
        kind: 'no-cluster',
        subject: definition.name,
        expected: 'the cluster answers',
        observed: 'no node could read it',
      },
    ];
  const groups = protectedGroups(definition, cluster);
  const [first] = groups;
  const drift: Drift[] = [];
  for (const { name } of definition.nodes) {
    const state = nodeStateOf(cluster, name);
    if (state !== 'Up')
      drift.push({ kind: 'node-state', node: name, subject: name, expected: 'Up', observed: state });
  }
  for (const name of protectedGroupNames(definition, cluster))
    if (!groups.some((group) => sameName(group.name, name)))
      drift.push({
        kind: 'group-missing',
        subject: name,
        expected: 'a group of the cluster',
        observed: 'not found',
      });
  for (const group of groups) {
    if (group.state !== 'Online')
      drift.push({
        kind: 'group-state',
        node: group.owner,
        subject: group.name,
        expected: 'Online',
        observed: group.state,
      });
    if (first !== undefined && !sameName(group.owner, first.owner))
      drift.push({
        kind: 'group-owners',
        subject: group.name,
        expected: `on ${first.owner}`,
        observed: `on ${group.owner}`,
      });
  }
  for (const resource of cluster.resources)
    if (groups.some((group) => sameName(group.name, resource.group)) && resource.state !== 'Online')
      drift.push({
        kind: 'resource-state',
        node: resource.owner,
        subject: resource.name,
        expected: 'Online',
        observed: resource.state,
      });
  for (const service of definition.services) {
    const resource = resourceOfService(cluster, service.name);
    const expected = expectedRestartAction(definition);
    if (resource === undefined)
      drift.push({
        kind: 'resource-missing',
        subject: service.name,
        expected: 'a Generic Service resource',
        observed: 'not found',
      });
    else if (resource.restartAction !== expected)
      drift.push({
        kind: 'resource-policy',
        subject: resource.name,
        expected: `RestartAction ${expected}`,
        observed: `RestartAction ${resource.restartAction}`,
      });
  }
  return drift;
}

function serviceDrift(
  definition: ClusterDefinition,
  snapshot: Snapshot,
  node: ReachedNode,
): readonly Drift[] {
  const role = roleOf(definition, snapshot.state, node.name);
  return definition.services.flatMap((service): Drift[] => {
    const expected = expectedService(service, role);
    const seen = node.services.find((reading) => sameName(reading.name, service.name));
    const subject = service.name;
    if (seen === undefined || seen.status === 'Missing')
      return [
        {
          kind: 'service-missing',
          node: node.name,
          subject,
          expected: 'installed',
          observed: 'not installed',
        },
      ];
    if (expected === undefined) return [];
    const drift: Drift[] = [];
    if (seen.status !== expected.status)
      drift.push({
        kind: 'service-status',
        node: node.name,
        subject,
        expected: expected.status,
        observed: seen.status,
      });
    if (seen.startType !== expected.startType)
      drift.push({
        kind: 'start-type',
        node: node.name,
        subject,
        expected: expected.startType,
        observed: seen.startType,
      });
    return drift;
  });
}

/** A drift as one sentence. */
export const driftText = (drift: Drift): string =>
  drift.kind === 'unreachable'
    ? `${drift.subject} does not answer: ${drift.observed}`
    : `${drift.node !== undefined && drift.node !== drift.subject ? `${drift.node}: ` : ''}${drift.subject} is ${drift.observed}, expected ${drift.expected}`;

/** No change of ours mends these, or none is safe without a person who knows why. */
const byHand: { readonly [kind in Drift['kind']]?: string } = {
  unreachable: 'Make the node reachable.',
  'node-state': 'Start the node, or its cluster service, and wait until it is Up.',
  'group-missing': 'Correct the definition, or create the group.',
  'resource-missing': 'Correct the definition, or create the resource.',
  'service-missing': 'The product is not installed there: correct the definition, or install it.',
};

const isPaused = ({ kind, observed }: Drift): boolean => kind === 'node-state' && observed === 'Paused';

/** What a person has to do about a drift that restoring does not mend; undefined where it does. */
export const remedyByHand = (drift: Drift): string | undefined =>
  isPaused(drift) ? undefined : byHand[drift.kind];

/** What to do about a drift before anything else is begun. */
export function remedyOf(drift: Drift, cluster: string): string {
  const restore = `cluster-patch restore --cluster ${cluster}`;
  if (isPaused(drift))
    return `Find out who paused it and why; when they have ended, resume it, or let the restore do so: ${restore}`;
  return remedyByHand(drift) ?? `Restore first: ${restore}`;
}

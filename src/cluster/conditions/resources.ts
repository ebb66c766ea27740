import * as z from 'zod';
import type { ClusterDefinition } from '../definition.ts';
import type { Evidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { failbackAllowed, protectedGroups, resourceOfService } from '../ownership.ts';
import type { ClusterReading, ResourceReading } from '../snapshot.ts';
import { type ConditionContext, conditionKind } from './condition.ts';

/** The Generic Service resources of the protected services, in the definition's order. */
export const protectedResources = (
  definition: ClusterDefinition,
  cluster: ClusterReading | undefined,
): readonly ResourceReading[] =>
  cluster === undefined
    ? []
    : definition.services.flatMap((service) => resourceOfService(cluster, service.name) ?? []);

function judgeResources(
  cluster: ClusterReading | undefined,
  { definition }: ConditionContext,
  judge: (resource: ResourceReading) => Evidence,
): readonly Evidence[] {
  const resources = protectedResources(definition, cluster);
  if (resources.length === definition.services.length) return resources.map(judge);
  const observed =
    cluster === undefined ? 'unknown: no node could read the cluster' : `${resources.length} found`;
  return [{ expected: `${definition.services.length} Generic Service resources`, observed, passed: false }];
}

/** The resources of the protected services are all in this state. */
export const resourceState = conditionKind(
  'resources',
  { state: z.enum(['Online', 'Offline']).describe('What the cluster must say of each resource.') },
  {
    about: 'The resources of the protected services are all Online, or all Offline.',
    text: ({ state }) => `the resources of the protected services are ${state}`,
    judge: ({ state }, { snapshot }, context) =>
      judgeResources(snapshot.state, context, (resource) => ({
        expected: `${resource.name}: ${state}`,
        observed: resource.state,
        passed: resource.state === state,
      })),
  },
);

const policyText = (resource: ResourceReading): string =>
  `RestartAction ${resource.restartAction}, threshold ${resource.restartThreshold} in ${resource.restartPeriod / 1000} s`;

/**
 * The failover policy of the protected services' resources: one RestartAction for all, or what was recorded when the
 * run started. Source: Microsoft, RestartAction (0 don't restart, 1 restart, 2 restart and fail over).
 */
export const failoverPolicy = conditionKind(
  'failover-policy',
  {
    restartAction: z
      .union([z.literal(0), z.literal(1), z.literal(2), z.literal('recorded')])
      .describe(
        '0: the resource stays failed; 1: it is restarted; 2: it is restarted, and past its threshold the group fails over; recorded: as it was when the run started.',
      ),
  },
  {
    about: 'What the cluster does when the resource of a protected service fails.',
    text: ({ restartAction }) =>
      restartAction === 'recorded'
        ? 'the failover policies are as they were recorded'
        : `every protected resource has RestartAction ${restartAction}`,
    judge: ({ restartAction }, { snapshot }, context) =>
      judgeResources(snapshot.state, context, (resource) => {
        if (restartAction !== 'recorded')
          return {
            expected: `${resource.name}: RestartAction ${restartAction}`,
            observed: `RestartAction ${resource.restartAction}`,
            passed: resource.restartAction === restartAction,
          };
        const before = context.baseline?.resources.find((candidate) =>
          sameName(candidate.name, resource.name),
        );
        if (before === undefined)
          return {
            expected: `${resource.name}: as recorded`,
            observed: 'nothing was recorded',
            passed: false,
            settled: true,
          };
        const expected = policyText(before);
        return {
          expected: `${resource.name}: ${expected}`,
          observed: policyText(resource),
          passed: policyText(resource) === expected,
        };
      }),
  },
);

/** No failback can pull a group home in the middle of the run, when a node is resumed. */
export const failbackPrevented = conditionKind(
  'failback-prevented',
  {},
  {
    about: 'No failback can pull a protected group to another node in the middle of the run.',
    text: () => 'failback of the protected groups is prevented',
    judge: (_value, { snapshot }, { definition }) => {
      const groups = protectedGroups(definition, snapshot.state);
      if (groups.length === 0)
        return [{ expected: 'failback prevented', observed: 'unknown: no group was read', passed: false }];
      return groups.map((group) => {
        const allowed = failbackAllowed(group);
        return {
          expected: `${group.name}: failback prevented`,
          observed: allowed
            ? `failback allowed to ${group.preferredOwners.join(', ')}`
            : 'failback prevented',
          passed: !allowed,
          ...(allowed
            ? { note: 'Set "Prevent failback" in the properties of the group for the time of the run.' }
            : {}),
        };
      });
    },
  },
);

/** Every node is a possible owner of every resource of the protected groups: else a move ends in a failed group. */
export const possibleOwnersComplete = conditionKind(
  'possible-owners-complete',
  {},
  {
    about:
      'Every node is a possible owner of every resource of the protected groups: else a move ends in a failed group.',
    text: () => 'every node is a possible owner of the protected resources',
    judge: (_value, { snapshot }, { definition }) => {
      const groups = protectedGroups(definition, snapshot.state);
      const resources = (snapshot.state?.resources ?? []).filter((resource) =>
        groups.some((group) => sameName(group.name, resource.group)),
      );
      if (resources.length === 0)
        return [{ expected: 'resources in the protected groups', observed: 'none found', passed: false }];
      const missing = resources.flatMap((resource) =>
        definition.nodes
          .filter((node) => !resource.possibleOwners.some((owner) => sameName(owner, node.name)))
          .map(
            (node): Evidence => ({
              node: node.name,
              expected: `possible owner of ${resource.name}`,
              observed: 'not a possible owner',
              passed: false,
              note: `Add ${node.name} to the possible owners of ${resource.name}.`,
            }),
          ),
      );
      return missing.length > 0
        ? missing
        : [{ expected: 'every node is a possible owner', observed: 'every node is', passed: true }];
    },
  },
);

import * as z from 'zod';
import type { Evidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { nodeStateOf, protectedGroupNames, roleOf } from '../ownership.ts';
import type { ClusterReading } from '../snapshot.ts';
import { conditionKind, role } from './condition.ts';

const noCluster = (expected: string): Evidence => ({
  expected,
  observed: 'unknown: no node could read the cluster',
  passed: false,
});

/** The node owns none of the protected groups now. */
export const nodeIsPassive = conditionKind(
  'node-is-passive',
  { node: role },
  {
    about: 'The node owns none of the protected groups.',
    text: ({ node }, { roles }) => `${roles[node]} is passive now`,
    judge: ({ node }, { snapshot }, { definition, roles }) => {
      const observed = roleOf(definition, snapshot.state, roles[node]);
      return [{ node: roles[node], expected: 'passive', observed, passed: observed === 'passive' }];
    },
  },
);

/** The node owns every protected group now. */
export const nodeIsActive = conditionKind(
  'node-is-active',
  { node: role },
  {
    about: 'The node owns every protected group.',
    text: ({ node }, { roles }) => `${roles[node]} is active now`,
    judge: ({ node }, { snapshot }, { definition, roles }) => {
      const observed = roleOf(definition, snapshot.state, roles[node]);
      return [{ node: roles[node], expected: 'active', observed, passed: observed === 'active' }];
    },
  },
);

function groupEvidence(cluster: ClusterReading, name: string, owner: string): readonly Evidence[] {
  const group = cluster.groups.find((reading) => sameName(reading.name, name));
  const expected = `${name}: Online on ${owner}`;
  if (group === undefined)
    return [{ node: owner, expected, observed: 'no such group', passed: false, settled: true }];
  const passed = group.state === 'Online' && sameName(group.owner, owner);
  return [
    { node: owner, expected, observed: `${group.state} on ${group.owner}`, passed },
    ...cluster.resources
      .filter((resource) => sameName(resource.group, name) && resource.state !== 'Online')
      .map((resource) => ({
        node: owner,
        expected: `${resource.name}: Online`,
        observed: resource.state,
        passed: false,
      })),
  ];
}

/** The node owns the protected groups, and they and every resource in them are Online. */
export const groupsOnline = conditionKind(
  'groups-online',
  { node: role },
  {
    about: 'The node owns the protected groups, and they and every resource in them are Online.',
    text: ({ node }, { roles }) => `${roles[node]} owns the protected groups, with every resource Online`,
    judge: ({ node }, { snapshot }, { definition, roles }) => {
      const cluster = snapshot.state;
      if (cluster === undefined) return [noCluster('protected groups Online')];
      // By name, so that a group which the cluster has lost is missed.
      const groups = protectedGroupNames(definition, cluster);
      if (groups.length === 0)
        return [
          {
            expected: 'protected groups Online',
            observed: 'no protected group found',
            passed: false,
            settled: true,
          },
        ];
      return groups.flatMap((name) => groupEvidence(cluster, name, roles[node]));
    },
  },
);

/** The cluster's own group is Online on the node. */
export const clusterGroupOnline = conditionKind(
  'cluster-group-online',
  { node: role },
  {
    about: "The cluster's own group is Online on the node.",
    text: ({ node }, { roles, definition }) => `${definition.clusterGroup} is Online on ${roles[node]}`,
    judge: ({ node }, { snapshot }, { definition, roles }) =>
      snapshot.state === undefined
        ? [noCluster(`${definition.clusterGroup} Online`)]
        : groupEvidence(snapshot.state, definition.clusterGroup, roles[node]),
  },
);

/** No group is left on the node; one that is Offline, such as storage that nobody uses, is in nobody's way. */
export const nodeDrained = conditionKind(
  'node-drained',
  { node: role },
  {
    about: 'The node owns no group that is online.',
    text: ({ node }, { roles }) => `${roles[node]} owns no group that is online`,
    judge: ({ node }, { snapshot }, { roles }) => {
      const expected = 'owns no group that is online';
      if (snapshot.state === undefined) return [noCluster(expected)];
      const left = snapshot.state.groups.filter(
        (group) => sameName(group.owner, roles[node]) && group.state !== 'Offline',
      );
      const observed = left.length === 0 ? 'owns none' : `owns ${left.map(({ name }) => name).join(', ')}`;
      return [{ node: roles[node], expected, observed, passed: left.length === 0 }];
    },
  },
);

/** The cluster service says that the node is Up, or Paused. */
export const nodeState = conditionKind(
  'node-state',
  { node: role, state: z.enum(['Up', 'Paused']).describe('What the cluster must say of the node.') },
  {
    about: 'The cluster says that the node is Up, or Paused.',
    text: ({ node, state }, { roles }) => `${roles[node]} is ${state}`,
    judge: ({ node, state }, { snapshot }, { roles }) => {
      const observed = nodeStateOf(snapshot.state, roles[node]);
      return [{ node: roles[node], expected: state, observed, passed: observed === state }];
    },
  },
);

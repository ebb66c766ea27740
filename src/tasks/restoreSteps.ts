import type * as z from 'zod';
import type { Roles } from '../cluster/conditions/condition.ts';
import type { ClusterDefinition } from '../cluster/definition.ts';
import { type Drift, type driftKind, driftText, remedyByHand } from '../cluster/drift.ts';
import { sameName } from '../cluster/names.ts';
import {
  failbackAllowed,
  nodeStateOf,
  protectedGroups,
  reachedNode,
  resourceOfService,
} from '../cluster/ownership.ts';
import type { ClusterReading, Snapshot } from '../cluster/snapshot.ts';

type Kind = z.infer<typeof driftKind>;

interface RestoreSteps {
  /** Steps as a procedure's file would have them. */
  readonly steps: readonly object[];
  readonly byHand: readonly string[];
}

const services = { from: 'protected-services' };

/**
 * The steps in an order in which each is safe: first what a restart would bring back, then what runs where it must not,
 * then what does not run. The passive node takes groups again only when it is clean: a failback may bring them there the
 * moment that it is resumed.
 */
export function restoreSteps(
  definition: ClusterDefinition,
  snapshot: Snapshot,
  cluster: ClusterReading,
  roles: Roles,
  drift: readonly Drift[],
): RestoreSteps {
  const resumed = (role: 'first' | 'second'): readonly object[] =>
    nodeStateOf(cluster, roles[role]) === 'Paused' ? [resumeStep(role, definition, cluster, roles)] : [];
  const byHand = drift.flatMap((line) => {
    const remedy = remedyByHand(line);
    const again = line.kind === 'unreachable' ? ' Then restore again.' : '';
    return remedy === undefined ? [] : [`${driftText(line)}. ${remedy}${again}`];
  });
  const pending = stuckServices(definition, snapshot);
  const of = (kind: Kind, node: string): boolean =>
    drift.some((line) => line.kind === kind && sameName(line.node ?? '', node));
  // One that neither runs nor stops is for a person, and must not hold up the others; one of a group that is there goes
  // with its group.
  const strays = definition.services
    .map(({ name }) => name)
    .filter((name) => !sameName(resourceOfService(cluster, name)?.owner ?? '', roles.second))
    .filter((name) =>
      reachedNode(snapshot, roles.second)?.services.some(
        (seen) => sameName(seen.name, name) && seen.status === 'Running',
      ),
    );
  const broken = drift.some((line) => line.kind === 'resource-state' || line.kind === 'group-state');
  const stopped = of('service-status', roles.first);
  const steps: readonly object[] = [
    ...(['second', 'first'] as const).filter((role) => of('start-type', roles[role])).map(manualStep),
    ...resumed('first'),
    ...(drift.some((line) => line.kind === 'resource-policy') ? [policyStep] : []),
    ...(drift.some((line) => line.kind === 'group-owners') ? [gatherStep] : []),
    ...(strays.length > 0 ? [stopStep(strays)] : []),
    ...resumed('second'),
    ...(broken || stopped ? [onlineStep] : []),
  ];
  const reachable = (step: object): boolean =>
    !('node' in step) ||
    (step.node !== 'first' && step.node !== 'second') ||
    reachedNode(snapshot, roles[step.node]) !== undefined;
  return { steps: steps.filter(reachable), byHand: [...byHand, ...pending] };
}

/** A service that neither runs nor stops holds its process: ending that is for a person who has looked at it. */
const stuckServices = (definition: ClusterDefinition, snapshot: Snapshot): readonly string[] =>
  snapshot.nodes.flatMap((node) =>
    (node.kind === 'reached' ? node.services : [])
      .filter(
        (service) =>
          service.status.endsWith('Pending') &&
          definition.services.some(({ name }) => sameName(name, service.name)),
      )
      .map(
        (service) =>
          `${service.name} on ${node.name} is ${service.status}. End its process, or restart ${node.name} while it is passive.`,
      ),
  );

function resumeStep(
  role: 'first' | 'second',
  definition: ClusterDefinition,
  cluster: ClusterReading,
  roles: Roles,
): object {
  const comesBack = protectedGroups(definition, cluster).filter(
    (group) =>
      failbackAllowed(group) &&
      !sameName(group.owner, roles[role]) &&
      group.preferredOwners.some((name) => sameName(name, roles[role])),
  );
  const names = comesBack.map(({ name }) => name).join(', ');
  const warning =
    names === ''
      ? ''
      : ` Before Windows Server 2012, ${names} moves there at once, with an outage, for its failback is allowed.`;
  return {
    id: `resume-${role}`,
    kind: 'action',
    title: `Resume {${role}}`,
    node: role,
    prevents: `${roles[role]} is paused: it takes no group, and nothing can be brought Online on it.${warning}`,
    operations: [
      {
        operation: 'resume-node',
        node: role === 'first' ? 'second' : 'first',
        arguments: { node: { from: `node-${role}` } },
      },
    ],
    verify: [{ check: 'node-state', node: role, state: 'Up' }],
    within: 120,
  };
}

const policyStep = {
  id: 'restore-policies',
  kind: 'action',
  title: 'Put the failover policies back',
  node: 'first',
  prevents: 'The cluster would not restart or fail over the services at the next real failure.',
  operations: [
    { operation: 'set-resource-policy', node: 'first', arguments: { policy: { from: 'policies-recorded' } } },
  ],
  verify: [{ check: 'failover-policy', restartAction: 'recorded' }],
};

const gatherStep = {
  id: 'gather-groups',
  kind: 'action',
  title: 'Move the protected groups to {first}',
  node: 'first',
  prevents: 'The protected groups are on two nodes, and they belong together.',
  guards: [{ check: 'node-state', node: 'first', state: 'Up' }],
  operations: [
    {
      operation: 'move-groups',
      node: 'first',
      arguments: { groups: { from: 'protected-groups' }, node: { from: 'node-first' } },
    },
  ],
  verify: [{ check: 'node-is-active', node: 'first' }],
  within: 600,
};

const stopStep = (names: readonly string[]): object => ({
  id: 'stop-strays',
  kind: 'action',
  title: `Stop ${names.join(', ')} on {second}`,
  node: 'second',
  prevents: 'They run on a node that does not own their group, beside those of the active node.',
  guards: [{ check: 'node-is-passive', node: 'second' }],
  operations: [
    {
      operation: 'stop-services',
      node: 'second',
      arguments: { names, groups: { from: 'protected-groups' } },
    },
  ],
  verify: [{ check: 'services', node: 'second', services: names, status: 'Stopped' }],
  within: 120,
});

const manualStep = (role: 'first' | 'second'): object => ({
  id: `manual-${role}`,
  kind: 'action',
  title: `Set the protected services on {${role}} to Manual`,
  node: role,
  prevents: 'Windows would start them by itself at the next restart, whoever owns the group.',
  operations: [
    { operation: 'set-start-type', node: role, arguments: { names: services, startType: 'Manual' } },
  ],
  verify: [{ check: 'services', node: role, startType: 'Manual' }],
});

const onlineStep = {
  id: 'bring-online',
  kind: 'action',
  title: 'Bring the resources Online on {first} through the cluster',
  node: 'first',
  prevents: 'The service is down, or runs without the cluster knowing.',
  guards: [
    { check: 'node-is-active', node: 'first' },
    { check: 'node-state', node: 'first', state: 'Up' },
  ],
  operations: [
    { operation: 'start-resources', node: 'first', arguments: { names: { from: 'protected-resources' } } },
  ],
  verify: [
    { check: 'groups-online', node: 'first' },
    { check: 'services', node: 'first', status: 'Running' },
  ],
  within: 600,
};

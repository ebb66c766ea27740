import type { Roles } from '../cluster/conditions/condition.ts';
import type { ClusterDefinition } from '../cluster/definition.ts';
import { evidenceText } from '../cluster/evidence.ts';
import { sameName } from '../cluster/names.ts';
import { activeNode, nodeStateOf } from '../cluster/ownership.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import type { Plan } from './plan.ts';
import { type Procedure, procedure } from './procedure.ts';

/** The procedure's id: such a run stands beside the one that asked for the restart, and records nothing about policies. */
export const restartNodeId = 'restart-node';

export interface NodeRestart {
  readonly procedure: Procedure;
  readonly roles: Roles;
}

/** The restart of one node as a run of its own, on the express wish of a person. A sentence when there is no such node. */
export function planNodeRestart(
  definition: ClusterDefinition,
  snapshot: Snapshot,
  wanted: string,
): NodeRestart | string {
  const names = definition.nodes.map(({ name }) => name);
  const first = names.find((name) => sameName(name, wanted));
  if (first === undefined) return `${definition.name} has no node ${wanted}; it has ${names.join(', ')}`;
  const active = activeNode(definition, snapshot.state);
  const others = names.filter((name) => name !== first);
  const second = others.find((name) => sameName(name, active ?? '')) ?? others[0] ?? first;
  const roles: Roles = { first, second, active: active ?? second, passive: first };
  // A paused node is paused still when it is back.
  const state = nodeStateOf(snapshot.state, first) === 'Paused' ? 'Paused' : 'Up';
  return { roles, procedure: procedure.parse(steps(state)) };
}

/** Why the node may not be restarted now, of what its first step is guarded by; empty when it may. */
export const refusals = ({ steps }: Plan): readonly string[] =>
  (steps[0]?.guards ?? []).flatMap(({ evidence }) =>
    evidence.filter((line) => !line.passed).map(evidenceText),
  );

const steps = (state: 'Up' | 'Paused'): object => ({
  id: restartNodeId,
  title: 'Restart a node',
  useFor: 'A passive node that waits for a restart.',
  doNotUseFor: 'The active node: move its groups away first.',
  downtime: 'None: the node owns no group.',
  needsPackage: false,
  first: 'passive',
  steps: [
    {
      id: 'restart',
      kind: 'action',
      title: 'Restart {first} and wait until it is back in the cluster',
      node: 'first',
      prevents:
        'Taking a node for restarted because it answers: its start must be later than this step, and the cluster must have it back.',
      guards: [
        { check: 'reachable-and-elevated', node: 'first' },
        { check: 'node-is-passive', node: 'first' },
        { check: 'node-drained', node: 'first' },
        { check: 'groups-online', node: 'second' },
        { check: 'no-installation-running', node: 'first' },
      ],
      operations: [{ operation: 'restart-node', node: 'first', arguments: {} }],
      verify: [
        { check: 'node-restarted', node: 'first' },
        { check: 'node-state', node: 'first', state },
        { check: 'reachable-and-elevated', node: 'first' },
        { check: 'groups-online', node: 'second' },
      ],
      within: 3600,
    },
    {
      id: 'nothing-pending',
      kind: 'gate',
      title: 'Check that {first} waits for no further restart',
      node: 'first',
      prevents: 'An update that needs a second restart, taken for complete after the first.',
      verify: [{ check: 'no-restart-pending', node: 'first' }],
      within: 300,
    },
  ],
});

import { isDeepStrictEqual } from 'node:util';
import { bindCondition } from '../cluster/conditions/catalogue.ts';
import {
  type BoundRoles,
  type Condition,
  type ConditionContext,
  type Roles,
  role,
} from '../cluster/conditions/condition.ts';
import { protectedResources } from '../cluster/conditions/resources.ts';
import type { ClusterDefinition } from '../cluster/definition.ts';
import { sameName } from '../cluster/names.ts';
import { activeNode, protectedGroupNames } from '../cluster/ownership.ts';
import type { ClusterReading, ResourceReading, Snapshot } from '../cluster/snapshot.ts';
import type { JsonValue, OperationCall } from './door.ts';
import { installerCommand } from './installerCommand.ts';
import { scriptArguments } from './ownScript.ts';
import type { Bound, OperationStep, Procedure, Step, ValueSource } from './procedure.ts';
import type { RunState, StepState } from './runState.ts';

/** What a step's texts may name. */
type Named = Pick<RunState, 'roles' | 'definition' | 'update'>;

/** Fills in what a text of a step names. */
export const filledIn = (text: string, { roles, definition, update }: Named, bound?: Bound): string =>
  text.replace(/\{(first|second|update|cluster|machine|batch)\}/g, (whole, name: string) => {
    if (name === 'first' || name === 'second') return roles[name];
    if (name === 'machine') return machineOf(bound) ?? whole;
    if (name === 'batch') return bound?.each === 'agent-batches' ? `${bound.batch} of ${bound.of}` : whole;
    return name === 'cluster' ? definition.name : (update?.kb ?? whole);
  });

/** The server that a repeated step is about. */
const machineOf = (bound: Bound | undefined): string | undefined =>
  bound === undefined || bound.each === 'agent-batches' ? undefined : bound.machine;

/** The machines behind the roles in one step. A step that names a machine has one (procedureCheck.ts). */
export const rolesIn = ({ roles }: Pick<RunState, 'roles'>, { bound }: Step): BoundRoles => ({
  ...roles,
  machine: machineOf(bound) ?? '',
});

/** What the person at the keyboard does in an attended step, in order: the procedure's words, then the package's own. */
export function instructionsOf(step: Step, run: Named): readonly string[] {
  const { update } = run;
  if (step.kind !== 'attended') return [];
  const own = update?.installer.kind === 'attended' ? update.installer.instructions : [];
  return [...step.instructions, ...own].map((line) => filledIn(line, run, step.bound));
}

/** Which machine plays which role, by who is active at this moment. A sentence when that cannot be told. */
export function bindRoles(
  procedure: Procedure,
  definition: ClusterDefinition,
  snapshot: Snapshot,
): Roles | string {
  if (definition.nodes.length !== procedure.nodes)
    return `${procedure.id} is for ${procedure.nodes} nodes, and ${definition.name} has ${definition.nodes.length}`;
  const active = activeNode(definition, snapshot.state);
  if (active === undefined)
    return `it cannot be told which node of ${definition.name} is active: the protected groups are missing, unread, or on more than one node`;
  const passive = definition.nodes.find((node) => !sameName(node.name, active))?.name;
  if (passive === undefined || !definition.nodes.some((node) => sameName(node.name, active)))
    return `the protected groups are on ${active}, which the definition of ${definition.name} does not name`;
  return procedure.first === 'passive'
    ? { first: passive, second: active, active, passive }
    : { first: active, second: passive, active, passive };
}

/** The folder name of this attempt at a step on a node: a new attempt never finds the old one's exit code. */
export const attemptId = (step: StepState): string => `${step.id}.${Math.max(1, step.attempt)}`;

/** What the conditions of a step may refer to. */
export const contextOf = (state: RunState, step: StepState): ConditionContext => ({
  definition: state.definition,
  update: state.update,
  roles: rolesIn(state, step.step),
  baseline: state.baseline,
  runId: state.runId,
  runStartedAt: state.nodeTime,
  boots: step.boots,
  stepId: attemptId(step),
  attemptOf: (id) => {
    const other = state.steps.find((candidate) => candidate.id === id);
    return other === undefined ? id : attemptId(other);
  },
  agents: state.agents,
  batch: step.step.bound?.each === 'agent-batches' ? step.step.bound.agents : [],
  returned: (operation) =>
    state.steps.flatMap(({ operations }) =>
      operations.flatMap((sent) =>
        sent.operation === operation && sent.outcome.kind === 'returned' ? [sent.outcome.value] : [],
      ),
    ),
});

export const guardsOf = (step: Step): readonly Condition[] => step.guards.map((data) => bindCondition(data));
export const verificationOf = (step: Step): readonly Condition[] =>
  step.verify.map((data) => bindCondition(data));
const wantsActive = new Set(['groups-online', 'node-is-active']);

/**
 * The node that a step demands to be active before it begins and expects to be active afterwards; undefined where it does
 * not. Where a person is at work on the node, they decide what a group that leaves it means.
 */
export function staysActive(state: RunState, { step }: StepState): string | undefined {
  if (step.kind === 'attended') return undefined;
  const data = step.verify.find(
    (one) =>
      wantsActive.has(String(one.check)) && step.guards.some((demanded) => isDeepStrictEqual(demanded, one)),
  );
  const named = role.safeParse(data?.node);
  return named.success ? rolesIn(state, step)[named.data] : undefined;
}
export const operationsOf = (step: Step): readonly OperationStep[] =>
  step.kind === 'action' ? step.operations : [];

/** An operation of a step with its node and its arguments filled in; a sentence when a value is missing. */
export function bindOperation(
  operation: OperationStep,
  state: RunState,
  step: StepState,
  cluster: ClusterReading | undefined,
): OperationCall | string {
  const values: { [name: string]: JsonValue } = {};
  for (const [name, argument] of Object.entries(operation.arguments)) {
    if (typeof argument !== 'object' || Array.isArray(argument)) {
      values[name] = argument;
      continue;
    }
    const value = sourceValue(argument.from, state, step, cluster);
    if (value === undefined)
      return `${operation.operation} needs ${argument.from}, which this run does not have`;
    values[name] = value;
  }
  const node = rolesIn(state, step.step)[operation.node];
  if (operation.script === undefined) return { operation: operation.operation, node, arguments: values };
  const script = state.scripts.find(({ name }) => name === operation.script);
  if (script === undefined) return `the run has not recorded the script ${operation.script}`;
  return { operation: operation.operation, node, arguments: scriptArguments(script, values) };
}

const policyOf = ({ name, restartAction, restartThreshold, restartPeriod }: ResourceReading) => ({
  name,
  restartAction,
  restartThreshold,
  restartPeriod,
});

/** A change of nothing is not a change: it would be sent, return, and mean nothing. */
const unlessEmpty = (values: readonly JsonValue[]): JsonValue | undefined =>
  values.length === 0 ? undefined : values;

function sourceValue(
  from: ValueSource,
  state: RunState,
  step: StepState,
  cluster: ClusterReading | undefined,
): JsonValue | undefined {
  const groups = () => protectedGroupNames(state.definition, cluster);
  switch (from) {
    case 'protected-services':
      return state.definition.services.map((service) => service.name);
    case 'protected-groups':
      return unlessEmpty(groups());
    case 'protected-and-cluster-groups':
      // The cluster's own group first: when the line is cut between the two, the node is not yet active, and the
      // step's guards still let it be done again.
      return groups().length === 0 ? undefined : [state.definition.clusterGroup, ...groups()];
    case 'cluster-group':
      return state.definition.clusterGroup;
    case 'protected-resources':
      return unlessEmpty(protectedResources(state.definition, cluster).map((resource) => resource.name));
    case 'policies-without-restart':
      return unlessEmpty(
        protectedResources(state.definition, cluster).map((resource) => ({
          ...policyOf(resource),
          restartAction: 0,
        })),
      );
    case 'policies-recorded':
      return unlessEmpty(protectedResources(state.definition, state.baseline).map(policyOf));
    case 'run-id':
      return state.runId;
    case 'step-id':
      return attemptId(step);
    case 'installer-file':
      return state.update === undefined ? undefined : installerCommand(state.update.installer)?.file;
    case 'installer-arguments':
      return state.update === undefined ? undefined : installerCommand(state.update.installer)?.arguments;
    case 'installer-run-as':
      return state.update === undefined ? undefined : installerCommand(state.update.installer)?.runAs;
    case 'package-source':
      return state.update?.installer.source;
    case 'package-path':
      return state.update?.installer.path;
    case 'package-sha256':
      return state.update?.installer.sha256;
    case 'node-first':
      return state.roles.first;
    case 'node-second':
      return state.roles.second;
    case 'agents-of-batch':
      return step.step.bound?.each === 'agent-batches' ? step.step.bound.agents : undefined;
  }
}

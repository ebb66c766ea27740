import * as z from 'zod';
import type { ClusterDefinition } from '../definition.ts';
import type { Evidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { oneOf } from '../oneOf.ts';
import type { UpdatePackage } from '../package.ts';
import { needKey, type ReadingNeed, type Readings } from '../readings.ts';
import type { ClusterReading, NodeReading } from '../snapshot.ts';

/** Steps name roles, never machines. They are bound when a run starts, and recorded. */
export const role = oneOf({
  first: 'The node that is patched first.',
  second: 'The node that is patched second.',
  active: 'The node that owned the protected groups when the run started.',
  passive: 'The node that did not, when the run started.',
  machine: 'The server that the step is repeated for.',
}).describe('A node by its part in the run; `machine` is the server that the step is repeated for.');
/** A node that a condition is about, where it may be about all of them. */
export const nodeOrEvery = role
  .optional()
  .describe('A node by its part in the run; left out: every node of the cluster.');
export type RoleName = z.infer<typeof role>;
export type BoundRoles = { readonly [name in RoleName]: string };
/** The parts of the cluster's nodes, which are the same in every step of a run. */
export type NodeRole = Exclude<RoleName, 'machine'>;
export type Roles = { readonly [name in NodeRole]: string };

/** What a condition may refer to beside the readings. */
export interface ConditionContext {
  readonly definition: ClusterDefinition;
  readonly update: UpdatePackage | undefined;
  readonly roles: BoundRoles;
  /** The cluster as it was when the run started. */
  readonly baseline: ClusterReading | undefined;
  readonly runId: string;
  /** UTC, by the clock of the nodes. */
  readonly runStartedAt: string;
  /** When each node had last started as the present attempt began. */
  readonly boots: { readonly [node: string]: string };
  /** The present attempt at the step, as the installer's folder on the node is named. */
  readonly stepId: string;
  /** The same of another step. */
  attemptOf(step: string): string;
  /** The agents of the management group as the run found them; empty where it has not asked. */
  readonly agents: readonly string[];
  /** The agents of the batch that the step is repeated for; empty in any other step. */
  readonly batch: readonly string[];
  /** What the operations of this name have returned in this run so far. */
  returned(operation: string): readonly unknown[];
}

/** A condition with its values, ready to be judged. The same serve as guards and as verifications. */
export interface Condition {
  readonly kind: string;
  text(context: ConditionContext): string;
  needs(context: ConditionContext): readonly ReadingNeed[];
  judge(readings: Readings, context: ConditionContext): readonly Evidence[];
}

/** A kind of condition: its schema in a procedure, and what it means. */
export interface ConditionKind {
  readonly kind: string;
  readonly schema: z.ZodObject;
  bind(value: unknown): Condition;
}

interface Meaning<Value> {
  /** For whoever writes a procedure; an editor shows it. */
  readonly about: string;
  readonly text: (value: Value, context: ConditionContext) => string;
  readonly needs?: (value: Value, context: ConditionContext) => readonly ReadingNeed[];
  readonly judge: (value: Value, readings: Readings, context: ConditionContext) => readonly Evidence[];
  /** What the fields must be together, where each alone says too little; the message is for its author. */
  readonly sound?: { readonly holds: (value: Value) => boolean; readonly message: string };
}

/** Defines a kind of condition from its schema, which must have a literal `check`, and its meaning. */
export function conditionKind<Shape extends z.core.$ZodLooseShape>(
  kind: string,
  shape: Shape,
  meaning: Meaning<z.infer<z.ZodObject<Shape, z.core.$strict>>>,
): ConditionKind {
  const schema = z.strictObject(shape);
  const fieldsOf = (raw: unknown) => {
    const { check: _check, ...rest } = z.looseObject({ check: z.literal(kind) }).parse(raw);
    return schema.parse(rest);
  };
  const whole = z.strictObject({ check: z.literal(kind).describe(meaning.about), ...shape });
  const { sound } = meaning;
  return {
    kind,
    schema: sound === undefined ? whole : whole.refine((raw) => sound.holds(fieldsOf(raw)), sound.message),
    bind(raw) {
      const value = fieldsOf(raw);
      return {
        kind,
        text: (context) => meaning.text(value, context),
        needs: (context) => meaning.needs?.(value, context) ?? [],
        judge: (readings, context) => meaning.judge(value, readings, context),
      };
    },
  };
}

/** What a condition needs to judge a machine by itself: a snapshot holds the cluster's nodes alone. */
export const machineNeeds = (
  machines: readonly string[],
  { definition }: ConditionContext,
  services: readonly string[] = [],
): readonly ReadingNeed[] =>
  machines
    .filter((name) => !definition.nodes.some((node) => sameName(node.name, name)))
    .map((node) => ({ kind: 'machine', node, services }));

/** A machine's own reading, from the snapshot or beside it. */
export function readingOf(
  { snapshot, machines }: Readings,
  name: string,
  services: readonly string[] = [],
): NodeReading | undefined {
  const node = snapshot.nodes.find((reading) => sameName(reading.name, name));
  if (node !== undefined) return node;
  const read = machines.get(needKey({ kind: 'machine', node: name, services }));
  return read?.kind === 'unread' ? { kind: 'unreached', name, error: read.error } : read?.value;
}

/** The node that a condition names, or every node of the cluster when it names none. */
export const nodesOf = (
  value: { readonly node?: RoleName | undefined },
  context: ConditionContext,
): readonly string[] =>
  value.node === undefined ? context.definition.nodes.map((node) => node.name) : [context.roles[value.node]];

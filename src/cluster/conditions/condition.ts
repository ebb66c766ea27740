import * as z from 'zod';
import type { ClusterDefinition } from '../definition.ts';
import type { Evidence } from '../evidence.ts';
import type { UpdatePackage } from '../package.ts';
import type { ReadingNeed, Readings } from '../readings.ts';
import type { ClusterReading } from '../snapshot.ts';

/** Steps name roles, never machines. They are bound when a run starts, and recorded. */
export const role = z.enum(['first', 'second', 'active', 'passive']);
export type RoleName = z.infer<typeof role>;
export type Roles = { readonly [name in RoleName]: string };

/** What a condition may refer to beside the readings. */
export interface ConditionContext {
  readonly definition: ClusterDefinition;
  readonly update: UpdatePackage | undefined;
  readonly roles: Roles;
  /** The cluster as it was when the run started. */
  readonly baseline: ClusterReading | undefined;
  readonly runId: string;
  /** UTC, by the clock of the nodes. */
  readonly runStartedAt: string;
  /** The present attempt at the step, as the installer's folder on the node is named. */
  readonly stepId: string;
  /** The same of another step. */
  attemptOf(step: string): string;
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
  const whole = z.strictObject({ check: z.literal(kind), ...shape });
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

/** The node that a condition names, or every node of the cluster when it names none. */
export const nodesOf = (
  value: { readonly node?: RoleName | undefined },
  context: ConditionContext,
): readonly string[] =>
  value.node === undefined ? context.definition.nodes.map((node) => node.name) : [context.roles[value.node]];

import { bindCondition, condition } from '../../../src/cluster/conditions/catalogue.ts';
import type { ConditionContext } from '../../../src/cluster/conditions/condition.ts';
import type { Evidence } from '../../../src/cluster/evidence.ts';
import { needKey, type Read, type ReadingNeed, type Readings } from '../../../src/cluster/readings.ts';
import type { Unreachable } from '../../../src/cluster/snapshot.ts';
import { aCluster, aDefinition, aPackage, aSnapshot, noon } from './clusters.ts';

/** NODE2 is the passive node and the first one, NODE1 the active node and the second one. */
export const aContext = (changes: Partial<ConditionContext> = {}): ConditionContext => ({
  definition: aDefinition(),
  update: aPackage(),
  roles: { first: 'NODE2', second: 'NODE1', active: 'NODE1', passive: 'NODE2', machine: '' },
  baseline: aCluster(),
  runId: 'run',
  runStartedAt: noon,
  boots: {},
  stepId: 'install.1',
  attemptOf: (step) => `${step}.1`,
  agents: [],
  batch: [],
  returned: () => [],
  ...changes,
});

export const someReadings = (changes: Partial<Readings> = {}): Readings => ({
  snapshot: aSnapshot(),
  files: new Map(),
  events: new Map(),
  packages: new Map(),
  installs: new Map(),
  databases: new Map(),
  machines: new Map(),
  managementGroups: new Map(),
  ...changes,
});

export const unread: { readonly kind: 'unread'; readonly error: Unreachable } = {
  kind: 'unread',
  error: { kind: 'unreachable', message: 'it does not answer', remedy: 'Look whether it runs.' },
};

export const read = <T>(value: T): Read<T> => ({ kind: 'read', value });

/** A condition as a procedure's author writes it. */
export interface CheckInput {
  readonly check: string;
  readonly [field: string]: unknown;
}

/** What a condition asks for in this context. */
export const needsOf = (data: CheckInput, context = aContext()): readonly ReadingNeed[] =>
  bindCondition(condition.parse(data)).needs(context);

/** The same answer to everything that a condition asks for. */
export const answers = <T>(data: CheckInput, answer: Read<T>, context = aContext()) =>
  new Map(needsOf(data, context).map((need) => [needKey(need), answer]));

/** Judges a condition as a procedure's author writes it. */
export const judge = (
  data: CheckInput,
  readings: Partial<Readings> = {},
  context = aContext(),
): readonly Evidence[] => bindCondition(condition.parse(data)).judge(someReadings(readings), context);

export const holds = (evidence: readonly Evidence[]): boolean =>
  evidence.length > 0 && evidence.every((line) => line.passed);

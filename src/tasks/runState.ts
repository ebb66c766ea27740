import type { Roles } from '../cluster/conditions/condition.ts';
import type { ClusterDefinition } from '../cluster/definition.ts';
import type { Drift } from '../cluster/drift.ts';
import type { Evidence } from '../cluster/evidence.ts';
import type { Marks } from '../cluster/marks.ts';
import type { UpdatePackage } from '../cluster/package.ts';
import type { ClusterReading } from '../cluster/snapshot.ts';
import type { JsonValue, OperationFailure } from './door.ts';
import type { Lease } from './lease.ts';
import type { OwnScript } from './ownScript.ts';
import { changesSomething, type Procedure, type Step } from './procedure.ts';

export interface OperationState {
  readonly operation: string;
  readonly node: string;
  readonly parameters: { readonly [name: string]: JsonValue };
  /** SHA-256 of the exact script. */
  readonly script: string;
  readonly sentAt: string;
  readonly outcome:
    | { readonly kind: 'in-flight' }
    | { readonly kind: 'returned'; readonly value: JsonValue; readonly milliseconds: number }
    | { readonly kind: 'failed'; readonly failure: OperationFailure; readonly milliseconds: number };
}

/**
 * - pending: not begun, or refused by a guard and free to be tried again
 * - started: its change is under way, or the program ended while it was
 * - ticked: its verification passed; failed: it did not; skipped: by a person, with a reason, for ever shown so
 */
export type StepProgress = 'pending' | 'started' | 'ticked' | 'failed' | 'skipped';

export interface StepState {
  readonly step: Step;
  readonly id: string;
  /** With the roles' machines filled in. */
  readonly title: string;
  readonly node: string | undefined;
  readonly progress: StepProgress;
  /** How often it was started. */
  readonly attempt: number;
  readonly guards: readonly Evidence[];
  /** When each node had last started as the step was begun. */
  readonly boots: { readonly [node: string]: string };
  /** The guards did not hold at the last attempt. */
  readonly refused: boolean;
  readonly operations: readonly OperationState[];
  readonly evidence: readonly Evidence[];
  /** What an optional question was answered with. */
  readonly answer: boolean | undefined;
  /** It was left out because the question that decides on it was not answered yes. */
  readonly leftOut: boolean;
  /** Why it failed, was refused, or was skipped. */
  readonly reason: string | undefined;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
}

/** Who wrote a record, on which machine, with which version of the program. */
export interface Author {
  readonly user: string;
  readonly machine: string;
  readonly version: string;
}

export type RunStatus = 'active' | 'completed' | 'aborted';

export interface RunState {
  readonly runId: string;
  readonly definition: ClusterDefinition;
  readonly update: UpdatePackage | undefined;
  readonly procedure: Procedure;
  readonly scripts: readonly OwnScript[];
  readonly roles: Roles;
  readonly nodeTime: string;
  readonly startedBy: Author;
  readonly startedAt: string;
  /** Who wrote the latest record, and when: whoever goes on with the run takes it over from them. */
  readonly lastBy: Author;
  readonly lastAt: string;
  readonly endedAt: string | undefined;
  readonly status: RunStatus;
  readonly steps: readonly StepState[];
  /** The cluster as it was when the run started. */
  readonly baseline: ClusterReading | undefined;
  readonly driftBefore: readonly Drift[];
  /** The agents that the run found, where it has asked for them. */
  readonly agents: readonly string[];
  /**
   * The cluster as the run has left it, but for what others have changed and a person was shown; unknown while a change of
   * its own is under way.
   */
  readonly marks: Marks | undefined;
  /** The unfinished run in whose course this one happens, and the claim that it has lent. */
  readonly within: string | undefined;
  readonly lender: Lease | undefined;
  /** Known when the run has ended. */
  readonly driftAfter: readonly Drift[] | undefined;
  /** The last thing that stopped the program in the middle, if nothing has happened since. */
  readonly interrupted: string | undefined;
}

/** Whether a run is through with a step, by its verification or by a skip. */
export const isDone = ({ progress }: StepState): boolean => progress === 'ticked' || progress === 'skipped';

/** The step that a person or the program has to deal with next; undefined when all are done. */
export const currentStep = (state: RunState): StepState | undefined =>
  state.status === 'active' ? state.steps.find((step) => !isDone(step)) : undefined;

/** Whether a change of the cluster has begun in this run, by the program's hand or by a person's. */
export const hasChangedSomething = ({ steps }: RunState): boolean =>
  steps.some(({ step, attempt }) => attempt > 0 && changesSomething(step));

export type Outcome = 'completed' | 'failed' | 'refused' | 'interrupted';

/** The run's outcome in one word, as the terminal prints it. */
export function outcomeOf(state: RunState): Outcome {
  if (state.status === 'completed') return 'completed';
  if (state.status === 'aborted') return 'failed';
  const current = currentStep(state);
  if (current?.refused === true) return 'refused';
  if (current?.progress === 'failed') return 'failed';
  return 'interrupted';
}

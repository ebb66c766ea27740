import { allPassed, type Evidence } from '../cluster/evidence.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import {
  bindOperation,
  contextOf,
  guardsOf,
  instructionsOf,
  operationsOf,
  rolesIn,
  verificationOf,
} from './binding.ts';
import type { ClusterDoor, JsonValue } from './door.ts';
import { gatherReadings } from './gatherReadings.ts';
import { apply } from './replay.ts';
import { isDone, type RunState } from './runState.ts';
import { managementGroupFor, type RunRequest, startEvent } from './startRun.ts';

/** What a run would do, step by step, with the guards as they are now. */
export interface Plan {
  readonly procedure: string;
  readonly cluster: string;
  readonly steps: readonly PlannedStep[];
}

export interface PlannedStep {
  readonly id: string;
  readonly title: string;
  readonly node: string | null;
  readonly guards: readonly PlannedGuard[];
  readonly operations: readonly PlannedOperation[];
  /** What the person at the keyboard does, in order. */
  readonly instructions: readonly string[];
  /** What must be true before it is ticked. */
  readonly verification: readonly string[];
}

export interface PlannedGuard {
  readonly text: string;
  readonly holds: boolean;
  /** What was seen, line by line. */
  readonly evidence: readonly Evidence[];
}

export interface PlannedOperation {
  readonly name: string;
  readonly node: string;
  readonly script: string;
  readonly arguments: { readonly [name: string]: JsonValue };
}

/** Plans a run from the live state. It binds and describes with the same functions as the run itself. Throws ProblemError. */
export async function planOf(request: RunRequest, door: ClusterDoor, signal: AbortSignal): Promise<Plan> {
  const snapshot = await door.snapshot({ signal });
  const managementGroup = await managementGroupFor(request, snapshot, door, signal);
  const state = apply(undefined, {
    seq: 0,
    at: snapshot.takenAt,
    by: { user: '', machine: '', version: '' },
    previous: '',
    event: startEvent({ ...request, managementGroup }, snapshot, 'planned'),
  });
  return planFrom(state, snapshot, door, signal);
}

/** The same for the steps that a run has not ended yet, from the live state. Throws ProblemError. */
export async function planOfRun(state: RunState, door: ClusterDoor, signal: AbortSignal): Promise<Plan> {
  return planFrom(state, await door.snapshot({ signal }), door, signal);
}

async function planFrom(
  state: RunState,
  snapshot: Snapshot,
  door: ClusterDoor,
  signal: AbortSignal,
): Promise<Plan> {
  const steps: PlannedStep[] = [];
  for (const step of state.steps) {
    if (isDone(step)) continue;
    const guards = guardsOf(step.step);
    const context = contextOf(state, step);
    const readings = await gatherReadings(door, guards, context, { signal });
    steps.push({
      id: step.id,
      title: step.title,
      node: step.node ?? null,
      guards: guards.map((guard) => {
        const evidence = guard.judge(readings, context);
        return { text: guard.text(context), holds: allPassed(evidence), evidence };
      }),
      operations: plannedOperations(state, step.id, door, snapshot.state),
      instructions: instructionsOf(step.step, state),
      verification:
        step.step.kind === 'question'
          ? [step.step.question]
          : verificationOf(step.step).map((condition) => condition.text(context)),
    });
  }
  return { procedure: state.procedure.id, cluster: state.definition.name, steps };
}

/** The operations of one step, exactly as they would be sent. */
export function plannedOperations(
  state: RunState,
  stepId: string,
  door: Pick<ClusterDoor, 'describe'>,
  cluster: Parameters<typeof bindOperation>[3],
): readonly PlannedOperation[] {
  const step = state.steps.find((candidate) => candidate.id === stepId);
  if (step === undefined) return [];
  return operationsOf(step.step).map((operation) => {
    const call = bindOperation(operation, state, step, cluster);
    const description = typeof call === 'string' ? call : door.describe(call);
    const node = rolesIn(state, step.step)[operation.node];
    if (typeof description === 'string')
      return { name: operation.operation, node, script: `# ${description}`, arguments: {} };
    return { name: operation.operation, node, script: description.script, arguments: description.parameters };
  });
}

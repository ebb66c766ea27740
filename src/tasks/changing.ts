import { bootsOf } from '../cluster/boots.ts';
import { allPassed, type Evidence } from '../cluster/evidence.ts';
import { foreignChanges, marksOf, withoutChanged } from '../cluster/marks.ts';
import type { ClusterReading, Snapshot } from '../cluster/snapshot.ts';
import { bindOperation, contextOf, guardsOf, operationsOf } from './binding.ts';
import type { OperationFailure } from './door.ts';
import { gatherReadings, judgeAll } from './gatherReadings.ts';
import type { LiveRun } from './liveRun.ts';
import { changesSomething } from './procedure.ts';
import type { StepState } from './runState.ts';
import { keepScript } from './scriptStore.ts';
import { fail } from './settling.ts';
import type { StepOptions, StepResult } from './stepOptions.ts';

/** Refuses the step, or gives the cluster as the guards saw it. */
export async function guard(
  run: LiveRun,
  step: StepState,
  announce: boolean,
  { signal }: StepOptions,
): Promise<StepResult | { readonly cluster: ClusterReading | undefined }> {
  run.audience.show(step.id, 'checking', 'Checking the guards on the live cluster');
  const guards = guardsOf(step.step);
  const context = contextOf(run.state, step);
  const readings = await gatherReadings(run.door, guards, context, { signal });
  const evidence = judgeAll(guards, readings, context);
  const refused = await refuse(run, step, evidence, readings.snapshot);
  if (refused !== undefined) return refused;
  if (announce)
    await run.record({
      type: 'step-started',
      step: step.id,
      guards: evidence,
      boots: bootsOf(readings.snapshot),
    });
  return { cluster: readings.snapshot.state };
}

/**
 * Refuses the step, on record, when one of these guards does not hold, or when somebody else has changed the cluster
 * since the run's last step; of that a person is told once, and may leave it or undo it. Gives undefined when it may go on.
 */
export async function refuse(
  run: LiveRun,
  step: StepState,
  guards: readonly Evidence[],
  snapshot: Snapshot,
): Promise<StepResult | undefined> {
  const marks = changesSomething(step.step) ? (run.state.marks ?? {}) : {};
  const now = marksOf(run.state.definition, snapshot);
  const foreign = foreignChanges(marks, now);
  const evidence = [...foreign, ...guards];
  if (allPassed(evidence)) return undefined;
  await run.record({
    type: 'step-refused',
    step: step.id,
    guards: evidence,
    ...(foreign.length === 0 ? {} : { marks: withoutChanged(marks, now) }),
  });
  return { kind: 'refused', reason: run.step(step.id).reason ?? 'a guard does not hold' };
}

/** Sends a step's operations from `from` on. Returns the step's failure, or undefined when it is to be verified. */
export async function sendAll(
  run: LiveRun,
  step: StepState,
  from: number,
  guarded: ClusterReading | undefined,
  { signal }: StepOptions,
): Promise<StepResult | undefined> {
  for (let index = from; index < operationsOf(step.step).length; index += 1) {
    // An operation may have taken long.
    const lost = index === from ? undefined : await run.notOurs(signal);
    if (lost !== undefined) return lost;
    // The guards' own reading serves the first one, so that nothing lies between them and the change.
    const cluster =
      index === from ? guarded : (await run.door.snapshot(run.callOptions(step.id, signal))).state;
    const failure = await send(run, step.id, index, cluster, signal);
    if (failure === undefined) continue;
    if (failure.kind !== 'lost' && failure.kind !== 'timed-out')
      return fail(run, step.id, `${failure.message} ${failure.remedy}`.trim(), []);
    // Nobody knows whether it happened: the cluster itself is asked, by the step's own verification.
    run.audience.output(step.id, `${failure.message} The cluster is asked whether it happened.`);
    return undefined;
  }
  return undefined;
}

async function send(
  run: LiveRun,
  stepId: string,
  index: number,
  cluster: ClusterReading | undefined,
  signal: AbortSignal,
): Promise<OperationFailure | undefined> {
  const step = run.step(stepId);
  const operation = operationsOf(step.step)[index];
  if (operation === undefined) return undefined;
  const options = run.callOptions(stepId, signal);
  const call = bindOperation(operation, run.state, step, cluster);
  const description = typeof call === 'string' ? call : run.door.describe(call);
  if (typeof call === 'string' || typeof description === 'string')
    return { kind: 'failed', message: String(description), remedy: 'Nothing was sent to the node.' };
  signal.throwIfAborted();
  const script = await keepScript(run.folder, description.script);
  await run.record({
    type: 'operation-sent',
    step: stepId,
    index,
    operation: call.operation,
    node: call.node,
    parameters: description.parameters,
    script,
  });
  run.audience.show(stepId, 'running', `${call.operation} on ${call.node}`);
  const outcome = await run.door.write(call, options);
  const { milliseconds, ...result } = outcome;
  await run.record({ type: 'operation-returned', step: stepId, index, milliseconds, result });
  return outcome.kind === 'failed' ? outcome.failure : undefined;
}

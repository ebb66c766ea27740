import { operationsOf } from './binding.ts';
import { guard, sendAll } from './changing.ts';
import { someRuns } from './gatherReadings.ts';
import { nextIntent } from './intent.ts';
import type { LiveRun } from './liveRun.ts';
import { answer } from './question.ts';
import type { StepState } from './runState.ts';
import { look, settle, tick } from './settling.ts';
import type { StepOptions, StepResult } from './stepOptions.ts';
import { waitToTryAgain } from './tryAgain.ts';

/** Guards, operations, verification; or the answer to a question. */
export async function doStep(run: LiveRun, step: StepState, options: StepOptions): Promise<StepResult> {
  const { signal, confirm } = options;
  if (step.step.kind === 'question') return answer(run, step, step.step, options);
  // A step that was under way goes on where it stopped; what it has sent is never sent again unseen.
  const intent = step.progress === 'started' ? nextIntent(run.state) : undefined;
  const from = intent === undefined ? 0 : intent.kind === 'send' ? intent.index : undefined;
  if (from !== undefined) {
    const changes = operationsOf(step.step).length > 0;
    if (changes && confirm !== undefined) {
      if (!(await confirm(step))) return { kind: 'declined' };
      const lost = await run.notOurs(signal);
      if (lost !== undefined) return lost;
    }
    const guarded = await guard(run, step, from === 0, options);
    if ('kind' in guarded) return guarded;
    const failed = await sendAll(run, step, from, guarded.cluster, options);
    if (failed !== undefined) return failed;
  }
  signal.throwIfAborted();
  const started = run.step(step.id);
  const result = await settle(run, started, started.step.within, options);
  if (result.kind !== 'failed') return result;
  // The yes to this step holds for a further attempt at it, which its guards and the journal see like any other.
  const again = await waitToTryAgain(run.step(step.id), run.door, run.callOptions(step.id, signal));
  if (!again) return result;
  return (
    (await run.notOurs(signal)) ?? doStep(run, { ...run.step(step.id), progress: 'pending' }, { signal })
  );
}

/**
 * A step that failed, or was interrupted in an operation that does what is left when it is sent again: the cluster is
 * asked first, and the step is begun anew only when its effect is not there.
 */
export async function doAgain(run: LiveRun, step: StepState, options: StepOptions): Promise<StepResult> {
  const looked = await look(run, step, 0, options);
  if (looked.passed) return tick(run, step, looked.evidence, looked.readings);
  // Its installer has outlived the step's time, or its verification: it is waited for, never started beside itself.
  if (someRuns(looked.readings)) return settle(run, step, step.step.within, options);
  return doStep(run, { ...step, progress: 'pending' }, options);
}

/** Whether the step is one for {@link doAgain}. */
export function isToDoAgain({ door }: LiveRun, { progress, operations }: StepState): boolean {
  if (progress === 'failed') return true;
  const last = operations.at(-1);
  if (progress !== 'started' || last === undefined || last.outcome.kind === 'returned') return false;
  return door.goesOn(last.operation);
}

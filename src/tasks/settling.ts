import { type Evidence, firstFailure } from '../cluster/evidence.ts';
import { marksOf } from '../cluster/marks.ts';
import type { Readings } from '../cluster/readings.ts';
import { contextOf, verificationOf } from './binding.ts';
import type { ClusterDoor } from './door.ts';
import type { LiveRun } from './liveRun.ts';
import type { StepState } from './runState.ts';
import type { StepOptions, StepResult } from './stepOptions.ts';
import { verify } from './verification.ts';

const nothingMoves =
  'The answer was lost, and nothing on the cluster has moved for a minute, so it is not under way. Run the step again.';

/** Looks at the cluster until the step's expectations hold or its time is up, and records which. */
export async function settle(
  run: LiveRun,
  step: StepState,
  within: number,
  options: StepOptions,
): Promise<StepResult> {
  const looked = await look(run, step, within, options);
  if (looked.passed) return tick(run, step, looked.evidence, looked.readings);
  const failure = firstFailure(looked.evidence);
  return fail(run, step.id, looked.stood ? `${failure} ${nothingMoves}` : failure, looked.evidence);
}

/** Looks at the cluster for at most `within` seconds; records nothing. */
export async function look(run: LiveRun, step: StepState, within: number, { signal }: StepOptions) {
  run.audience.show(step.id, 'verifying', 'Verifying on the live cluster');
  let shown: readonly string[] = [];
  return verify(
    run.door,
    verificationOf(step.step),
    contextOf(run.state, step),
    {
      within,
      attended: step.step.kind === 'attended',
      every: step.step.lookEvery,
      onlyWhileMoving: isUnanswered(step, run.door),
    },
    run.callOptions(step.id, signal),
    (evidence, readings) => {
      // A gate may look at an installation too; its log was shown by the step that made it.
      for (const install of step.step.kind === 'gate' ? [] : readings.installs.values()) {
        if (install.kind !== 'read' || install.value.state === 'none') continue;
        for (const line of install.value.log) if (!shown.includes(line)) run.audience.output(step.id, line);
        shown = install.value.log;
      }
      run.audience.show(
        step.id,
        'verifying',
        evidence.find((line) => !line.passed)?.observed ?? 'verified',
        evidence,
      );
    },
  );
}

/** Whether nobody knows if its last operation was done, and a snapshot would show it under way. */
function isUnanswered({ operations }: StepState, door: Pick<ClusterDoor, 'seenUnderWay'>): boolean {
  const last = operations.at(-1);
  return last !== undefined && last.outcome.kind !== 'returned' && door.seenUnderWay(last.operation);
}

/** Records the step as verified, with the cluster as it was seen. */
export async function tick(
  run: LiveRun,
  step: StepState,
  evidence: readonly Evidence[],
  readings: Readings,
): Promise<StepResult> {
  const marks = marksOf(run.state.definition, readings.snapshot);
  await run.record({ type: 'step-verified', step: step.id, evidence: [...evidence], marks });
  return { kind: 'ticked' };
}

/** Records the step as failed. */
export async function fail(
  run: LiveRun,
  step: string,
  reason: string,
  evidence: readonly Evidence[],
): Promise<StepResult> {
  await run.record({ type: 'step-failed', step, reason, evidence: [...evidence] });
  return { kind: 'failed', reason };
}

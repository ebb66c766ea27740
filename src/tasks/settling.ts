import { type Evidence, firstFailure } from '../cluster/evidence.ts';
import { marksOf } from '../cluster/marks.ts';
import type { Readings } from '../cluster/readings.ts';
import { contextOf, staysActive, verificationOf } from './binding.ts';
import type { ClusterDoor } from './door.ts';
import type { LiveRun } from './liveRun.ts';
import { changesSomething } from './procedure.ts';
import type { StepState } from './runState.ts';
import type { StepOptions, StepResult } from './stepOptions.ts';
import { type Verification, verify } from './verification.ts';

/** Looks at the cluster until the step's expectations hold, for an attended one long enough, or its time is up; records which. */
export async function settle(
  run: LiveRun,
  step: StepState,
  within: number,
  options: StepOptions,
): Promise<StepResult> {
  const looked = await look(run, step, within, options);
  if (looked.passed) return tick(run, step, looked.evidence, looked.readings);
  return fail(run, step.id, failureOf(looked), looked.evidence);
}

/** Why it is no use to wait any longer, as a sentence; else what is missing at the end of the step's time. */
function failureOf({ evidence, still }: Verification): string {
  if (still === undefined) return firstFailure(evidence);
  const { minutes, moved } = still;
  if (moved.length > 0) {
    const what = moved.map(
      ({ name, from, to }) => `${name} was on ${from} when the step began, and is on ${to}`,
    );
    return `${what.join('; ')}. Find out why it moved. Move it back and run the step again, or abort the run and restore.`;
  }
  return minutes > 1
    ? `${firstFailure(evidence)} The answer was lost, and nothing has moved for ${minutes} minutes. Look whether it is under way all the same; if not, run the step again.`
    : `${firstFailure(evidence)} The answer was lost, and nothing has moved for a minute, so it is not under way. Run the step again.`;
}

/** Looks at the cluster for at most `within` seconds, and as long as what a person did must hold; records nothing. */
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
      showsWithin: unanswered(step, run.door),
      staysActive: staysActive(run.state, step),
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

/** Minutes within which its last operation would show if it were under way, where its answer was lost. */
function unanswered({ operations }: StepState, door: Pick<ClusterDoor, 'showsWithin'>): number | undefined {
  const last = operations.at(-1);
  return last === undefined || last.outcome.kind === 'returned'
    ? undefined
    : door.showsWithin(last.operation);
}

/** Records the step as verified, with the cluster as it was seen. */
export async function tick(
  run: LiveRun,
  step: StepState,
  evidence: readonly Evidence[],
  readings: Readings,
): Promise<StepResult> {
  // A step that has only looked must not take what somebody else has changed for the run's own doing.
  const kept = changesSomething(step.step) ? undefined : run.state.marks;
  const marks = kept ?? marksOf(run.state.definition, readings.snapshot);
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

import type { Condition } from '../../cluster/conditions/condition.ts';
import type { Evidence } from '../../cluster/evidence.ts';
import {
  contextOf,
  guardsOf,
  instructionsOf,
  operationsOf,
  rolesIn,
  verificationOf,
} from '../../tasks/binding.ts';
import type { OperationFailure } from '../../tasks/door.ts';
import type { PlannedGuard } from '../../tasks/plan.ts';
import type { Activity } from '../../tasks/run.ts';
import type { OperationState, RunState, StepState } from '../../tasks/runState.ts';
import type { RunPreview } from '../currentRun.ts';
import type { Localizer } from '../localizer.ts';
import type { ChecklistLine, ChecklistStep, StepLook } from '../protocol.ts';
import { guardLines } from '../sheet/previewSheet.ts';

export interface StepSurroundings {
  readonly run: RunState;
  readonly activity: Activity | undefined;
  readonly preview: RunPreview | undefined;
  /** What the cluster said of the current step, when it was asked since. */
  readonly looked: readonly Evidence[] | undefined;
}

/** A step as the page shows it. */
export function checklistStep(
  { run, activity, preview, looked }: StepSurroundings,
  step: StepState,
  current: boolean,
  l10n: Localizer,
): ChecklistStep {
  const over = step.progress === 'ticked' || step.progress === 'skipped';
  const mine = activity?.step === step.id && !over ? activity : undefined;
  const look = lookOf(step, mine !== undefined);
  const { prevents, reconstructed } = step.step;
  const planned = preview?.plan.steps.find(({ id }) => id === step.id);
  return {
    id: step.id,
    number: run.steps.indexOf(step) + 1,
    title: step.title,
    ...(step.node === undefined ? {} : { node: step.node }),
    kind: step.step.kind,
    look,
    stateText: mine === undefined ? lookText(look, step, l10n) : phaseText(mine.phase, l10n),
    current,
    ...(prevents === undefined ? {} : { prevents }),
    ...(reconstructed === undefined ? {} : { reconstructed }),
    ...(step.reason === undefined ? {} : { reason: step.reason }),
    instructions: [...instructionsOf(step.step, run)],
    previewed: planned !== undefined,
    guards:
      planned !== undefined
        ? planned.guards.flatMap((guard) => previewLines(guard, current, l10n))
        : step.guards.length > 0
          ? step.guards.map(judgedLine)
          : plannedLines(guardsOf(step.step), run, step),
    verification: verificationLines(run, step, mine, current ? looked : undefined),
    operations: operationLines(run, step, mine !== undefined, l10n),
    ...(step.startedAt === undefined ? {} : { startedAt: step.startedAt }),
    ...(step.endedAt === undefined ? {} : { endedAt: step.endedAt }),
    ...(mine === undefined ? {} : { activity: { text: mine.text, since: mine.since } }),
  };
}

/** A guard before its step is run. Of a later step, what does not hold yet is for the steps before it to bring about. */
const previewLines = (guard: PlannedGuard, current: boolean, l10n: Localizer): ChecklistLine[] =>
  guardLines(guard).map((line) =>
    line.state === 'passed' || current
      ? line
      : { ...line, state: 'planned', note: line.note ?? l10n.t('Does not hold yet') },
  );

/** How a step looks; `busy` only while this program works on it. */
function lookOf(step: StepState, busy: boolean): StepLook {
  if (busy) return 'busy';
  if (step.progress === 'started') return 'unsettled';
  if (step.progress === 'pending' && step.refused) return 'refused';
  return step.progress;
}

function lookText(look: StepLook, { step, leftOut }: StepState, l10n: Localizer): string {
  return {
    pending: '',
    refused: l10n.t('refused'),
    busy: l10n.t('running'),
    unsettled: l10n.t('interrupted'),
    ticked: step.kind === 'question' ? l10n.t('answered') : l10n.t('verified'),
    failed: l10n.t('failed'),
    skipped: leftOut ? l10n.t('left out') : l10n.t('skipped'),
  }[look];
}

function phaseText(phase: Activity['phase'], l10n: Localizer): string {
  return { checking: l10n.t('checking'), running: l10n.t('running'), verifying: l10n.t('verifying') }[phase];
}

/** While it is being verified, what does not hold yet is waited for and has not failed. */
function verificationLines(
  run: RunState,
  step: StepState,
  activity: Activity | undefined,
  looked: readonly Evidence[] | undefined,
): ChecklistLine[] {
  if (activity === undefined && looked !== undefined && looked.length > 0) return looked.map(waitedFor);
  if (activity?.phase === 'verifying' && activity.evidence.length > 0)
    return activity.evidence.map(waitedFor);
  if (step.evidence.length > 0) return step.evidence.map(judgedLine);
  if (step.step.kind === 'question') return [{ state: 'planned', text: step.step.question }];
  return plannedLines(verificationOf(step.step), run, step);
}

const plannedLines = (conditions: readonly Condition[], run: RunState, step: StepState): ChecklistLine[] =>
  conditions.map((condition) => ({ state: 'planned', text: condition.text(contextOf(run, step)) }));

const judgedLine = ({ expected, observed, passed, attention, node, note }: Evidence): ChecklistLine => ({
  state: !passed ? 'failed' : attention === true ? 'attention' : 'passed',
  text: expected,
  observed,
  ...(node === undefined ? {} : { node }),
  ...(note === undefined ? {} : { note }),
});

const waitedFor = (line: Evidence): ChecklistLine =>
  line.passed ? judgedLine(line) : { ...judgedLine(line), state: 'planned' };

const operationLines = (run: RunState, step: StepState, busy: boolean, l10n: Localizer) =>
  operationsOf(step.step).map((planned, index) => {
    const sent = step.operations[index];
    const node = sent?.node ?? rolesIn(run, step.step)[planned.node];
    return { name: planned.operation, node, ...operationOutcome(sent?.outcome, busy, l10n) };
  });

type OperationLine = ChecklistStep['operations'][number];

function operationOutcome(
  outcome: OperationState['outcome'] | undefined,
  busy: boolean,
  l10n: Localizer,
): Omit<OperationLine, 'name' | 'node'> {
  if (outcome === undefined) return { state: 'planned', stateText: l10n.t('not sent yet') };
  if (outcome.kind === 'in-flight')
    return busy
      ? { state: 'sent', stateText: l10n.t('sent, not answered yet') }
      : { state: 'in-flight', stateText: l10n.t('sent, outcome unknown') };
  const { milliseconds } = outcome;
  if (outcome.kind === 'returned') return { state: 'returned', stateText: l10n.t('done'), milliseconds };
  const message = failureText(outcome.failure, l10n);
  // It may have happened all the same: the cluster decides that, and not that no answer came.
  return outcome.failure.kind === 'lost' || outcome.failure.kind === 'timed-out'
    ? { state: 'in-flight', stateText: l10n.t('sent, answer lost'), milliseconds, message }
    : { state: 'failed', stateText: l10n.t('failed'), milliseconds, message };
}

function failureText({ message, remedy, code }: OperationFailure, l10n: Localizer): string {
  const number = code === undefined ? '' : ` (${l10n.t('error {0}', code)})`;
  return `${message}${number} ${remedy}`.trim();
}

import { type ClusterDefinition, isLab } from '../../cluster/definition.ts';
import { driftOf, driftText } from '../../cluster/drift.ts';
import type { Evidence } from '../../cluster/evidence.ts';
import { changesSomething } from '../../tasks/procedure.ts';
import type { Activity } from '../../tasks/run.ts';
import { type Author, currentStep, type RunState, type StepState } from '../../tasks/runState.ts';
import type { RunPreview } from '../currentRun.ts';
import type { Localizer } from '../localizer.ts';
import { momentText } from '../moment.ts';
import type { Actions, ChecklistRun, ChecklistState } from '../protocol.ts';
import type { ClusterState } from '../readings.ts';
import { sentence } from '../sentence.ts';
import { attentionText, handOverText } from './attention.ts';
import { pictureOf } from './pictureState.ts';
import { checklistStep } from './stepState.ts';

/** Everything that the checklist is made from. */
export interface ChecklistSource {
  readonly run: RunState | undefined;
  readonly activity: Activity | undefined;
  /** The program works on the run at this moment. */
  readonly busy: boolean;
  /** What is left of the run, planned for the state that it is in. */
  readonly preview: RunPreview | undefined;
  /** What the cluster said of the current step when the run was opened again; undefined when it was not asked. */
  readonly looked: readonly Evidence[] | undefined;
  /** Who is at work here. */
  readonly author: Author;
  /** The cluster of the run, or the one that was last looked at. */
  readonly definition: ClusterDefinition | undefined;
  readonly reading: ClusterState;
  /** Whether anything may be changed here (the workspace is trusted, or it is a lab). */
  readonly trusted: boolean;
}

/** The page's state; a function of the run's state and the last snapshot alone. */
export function checklistState(
  source: ChecklistSource,
  revision: number,
  now: string,
  l10n: Localizer,
): ChecklistState {
  const { run, definition, reading } = source;
  const { snapshot, problem } = reading;
  // After a failed attempt nobody knows whether the old picture is still true.
  const seen = problem === undefined ? snapshot : undefined;
  const drift = definition === undefined || seen === undefined ? [] : driftOf(definition, seen);
  return {
    revision,
    now,
    ...(definition === undefined ? {} : { cluster: { name: definition.name, lab: isLab(definition) } }),
    ...(definition === undefined || seen === undefined
      ? {}
      : { picture: pictureOf({ definition, snapshot: seen, run }, l10n) }),
    ...(problem === undefined ? {} : { problem: `${sentence(problem.message)} ${problem.remedy}` }),
    drift: drift.map(driftText),
    ...(run === undefined ? {} : { run: checklistRun(source, run, l10n) }),
    actions: actionsOf(source, drift.length > 0),
  };
}

/** What a person can do now. */
export function actionsOf(
  { run, busy, trusted }: Pick<ChecklistSource, 'run' | 'busy' | 'trusted'>,
  drifted: boolean,
): Actions {
  const waiting = run?.status === 'active' && !busy && trusted;
  // When every step is done and the end is not yet recorded, running on records it.
  const step = run === undefined ? undefined : currentStep(run);
  const idle = run === undefined || (run.status !== 'active' && !busy);
  return {
    run: waiting,
    verify: waiting && step !== undefined && step.step.kind !== 'question',
    skip: waiting && step !== undefined,
    stop: busy,
    runAll: waiting,
    abort: waiting,
    exportReport: run !== undefined,
    startProcedure: idle && trusted,
    preview: waiting && step !== undefined,
    // In the middle of a run that goes well the cluster is not at rest by intention.
    restore: drifted && !busy && trusted && (idle || !hasChanged(run) || isStuck(step)),
  };
}

const isStuck = (step: StepState | undefined): boolean =>
  step?.progress === 'failed' || step?.refused === true;

const hasChanged = (run: RunState): boolean =>
  run.steps.some((step) => step.attempt > 0 && changesSomething(step.step));

function checklistRun(
  { busy, activity, preview, looked, author }: ChecklistSource,
  run: RunState,
  l10n: Localizer,
): ChecklistRun {
  const current = currentStep(run);
  const count = (progress: string) => run.steps.filter((step) => step.progress === progress).length;
  const [done, skipped, total] = [count('ticked'), count('skipped'), run.steps.length];
  const attention = busy ? undefined : attentionText(run, looked, l10n);
  const handOver = busy ? undefined : handOverText(run, author, l10n);
  const news = [attention, handOver].filter((part) => part !== undefined);
  const progress = l10n.t('{0} of {1}', done + skipped, total);
  return {
    runId: run.runId,
    procedure: run.procedure.title,
    ...(run.update === undefined ? {} : { update: { kb: run.update.kb, title: run.update.title } }),
    status: busy ? 'busy' : run.status,
    statusText: statusText(run, busy, attention !== undefined, l10n),
    ...(news.length === 0 ? {} : { attention: news.join('\n') }),
    startedAt: run.startedAt,
    ...(run.endedAt === undefined ? {} : { endedAt: run.endedAt }),
    startedBy: `${run.startedBy.user}@${run.startedBy.machine}`,
    ...(preview === undefined ? {} : { preview: previewText(preview, l10n) }),
    done,
    skipped,
    total,
    progressText: skipped === 0 ? progress : `${progress} · ${l10n.t('{0} skipped', skipped)}`,
    steps: run.steps.map((step) =>
      checklistStep({ run, activity, preview, looked }, step, step === current, l10n),
    ),
  };
}

const previewText = ({ at }: RunPreview, l10n: Localizer): string =>
  l10n.t(
    'Preview of {0}: each step that is left, with its guards as they are now and its exact scripts. It changes nothing.',
    momentText(at),
  );

function statusText(run: RunState, busy: boolean, attention: boolean, l10n: Localizer): string {
  if (busy) return l10n.t('running');
  if (run.status === 'completed') return l10n.t('completed');
  if (run.status === 'aborted') return l10n.t('aborted');
  return attention ? l10n.t('needs a decision') : l10n.t('ready');
}

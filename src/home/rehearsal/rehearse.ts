import type { ClusterDefinition } from '../../cluster/definition.ts';
import { type Drift, driftOf } from '../../cluster/drift.ts';
import { sameName } from '../../cluster/names.ts';
import { compareVersions, type UpdatePackage } from '../../cluster/package.ts';
import { ProblemError } from '../../cluster/problem.ts';
import type { LabSummary } from '../../lab/summary.ts';
import type { World } from '../../lab/world.ts';
import { readWorld, worldPath } from '../../lab/worldFile.ts';
import type { Rehearsed } from '../../tasks/advisor/rehearsed.ts';
import type { Step } from '../../tasks/procedure.ts';
import type { Run } from '../../tasks/run.ts';
import { currentStep, outcomeOf, type StepState } from '../../tasks/runState.ts';
import type { Operator } from '../operator.ts';
import { type CopyContents, CopyHome } from './copyHome.ts';
import { playAttended } from './playAttended.ts';

export interface Rehearsal extends CopyContents {
  /** The id of the procedure. */
  readonly procedure: string;
  readonly steps: readonly Step[];
  /** Faults of the lab that strike during it, as KIND@OPERATION[:NODE]. */
  readonly faults: readonly string[];
  /** What the copy was made without. */
  readonly unread: readonly string[];
}

export interface RehearsalOptions {
  readonly signal: AbortSignal;
  /** Opens an operator on a home folder. */
  readonly open: (folder: string) => Operator;
  /** The ids of the optional questions that are answered yes; the answer to any other is no. */
  readonly answerYes?: readonly string[] | undefined;
  /** Called as each step begins, with the share of the steps that lie behind: 0 to 1. */
  readonly onStep?: (title: string, share: number) => void;
  /** Called after each step that is ticked, with what is not at rest then. */
  readonly onDrift?: (title: string, drift: readonly Drift[]) => void;
}

/** Carries a procedure out on a copy, with the same engine and the same scripts as on the cluster. Throws ProblemError. */
export async function rehearse(rehearsal: Rehearsal, options: RehearsalOptions): Promise<Rehearsed> {
  const home = await CopyHome.open(options.open);
  try {
    return await rehearseIn(home, rehearsal, options);
  } finally {
    await home.close();
  }
}

/** The same in a home that is there already, in the place of the copy that it holds. Throws ProblemError. */
export async function rehearseIn(
  home: CopyHome,
  rehearsal: Rehearsal,
  options: Omit<RehearsalOptions, 'open'>,
): Promise<Rehearsed> {
  await home.put(rehearsal);
  return carryOut(home.operator, rehearsal, worldPath(home.folder, rehearsal.definition.name), options);
}

async function carryOut(
  operator: Operator,
  rehearsal: Rehearsal,
  world: string,
  { signal, onStep, onDrift, answerYes = [] }: Omit<RehearsalOptions, 'open'>,
): Promise<Rehearsed> {
  const { definition, procedure, update, faults } = rehearsal;
  operator.injectFaults(definition, faults);
  const run = await begin(operator, rehearsal, signal);
  if (typeof run === 'string') return refusedAtOnce(rehearsal, run);
  const stop = new AbortController();
  let gaveUp: string | undefined;
  const leave = playAttended({
    run,
    update: update.id,
    durations: rehearsal.world.settings.durations,
    type: (node, line) => operator.execOnLab(definition, node, line, signal),
    giveUp: (reason) => {
      gaveUp ??= reason;
      stop.abort(new Error(reason));
    },
  });
  let reason: string | undefined;
  try {
    reason = await toTheEnd(run, AbortSignal.any([signal, stop.signal]), {
      before: onStep,
      after: onDrift && (async (title) => onDrift(title, await driftNow(operator, definition, signal))),
      choose: async ({ id }) => answerYes.includes(id),
    });
    signal.throwIfAborted();
  } finally {
    await leave();
    await run.close();
  }
  const summary = await operator.endLabRun(run.state, signal);
  const { state } = run;
  const present = readWorld(world);
  const step = currentStep(state);
  return {
    row: {
      procedure,
      outcome: outcomeOf(state),
      ...figures(
        summary,
        state.steps.map((each) => each.step),
      ),
      databaseChanged: present.patchedDatabases.includes(update.id),
    },
    patched: isPatched(present, update),
    atRest: state.driftAfter?.length === 0,
    stopped:
      step === undefined ? undefined : { step: step.title, reason: gaveUp ?? reason ?? 'it did not end' },
    steps: state.steps.map(({ title, node, progress, reason: why, evidence }) => ({
      title,
      node,
      progress,
      reason: why,
      remarks: evidence
        .filter(({ attention }) => attention === true)
        .map(({ expected, observed }) => `${expected} — ${observed}`),
    })),
    unread: rehearsal.unread,
  };
}

/** The run; a sentence when it is refused before its first step. */
async function begin(operator: Operator, rehearsal: Rehearsal, signal: AbortSignal): Promise<Run | string> {
  const { definition, procedure, update } = rehearsal;
  try {
    return await operator.startRun({ cluster: definition.name, procedure, update: update.id }, { signal });
  } catch (error) {
    if (error instanceof ProblemError && ['input', 'refused'].includes(error.problem.kind))
      return error.problem.message;
    throw error;
  }
}

interface Watchers {
  readonly before?: ((title: string, share: number) => void) | undefined;
  readonly after?: ((title: string) => Promise<void>) | undefined;
  readonly choose: (step: StepState) => Promise<boolean>;
}

/** Does step after step. Returns why it stopped; undefined at the end. */
async function toTheEnd(run: Run, signal: AbortSignal, watch: Watchers): Promise<string | undefined> {
  for (;;) {
    const step = currentStep(run.state);
    const { steps } = run.state;
    if (step !== undefined) watch.before?.(step.title, steps.indexOf(step) / steps.length);
    const result = await run.runCurrent({ signal, choose: watch.choose });
    if (step !== undefined && result.kind === 'ticked') await watch.after?.(step.title);
    if (result.kind === 'ticked') continue;
    return 'reason' in result ? result.reason : undefined;
  }
}

const driftNow = async (operator: Operator, definition: ClusterDefinition, signal: AbortSignal) =>
  driftOf(definition, await operator.door(definition).snapshot({ signal }));

const figures = (summary: LabSummary | undefined, steps: readonly Step[]) => ({
  downtimeSeconds: summary?.downtimeSeconds ?? 0,
  failovers: summary?.failovers ?? 0,
  moves: summary?.moves ?? 0,
  hazards: summary?.hazards ?? [],
  attendedSteps: steps.filter((step) => step.kind === 'attended').length,
  changes: steps.reduce((count, step) => count + (step.kind === 'action' ? step.operations.length : 0), 0),
});

const refusedAtOnce = ({ procedure, steps, unread }: Rehearsal, reason: string): Rehearsed => ({
  row: { procedure, outcome: 'refused', ...figures(undefined, steps), databaseChanged: false },
  patched: false,
  atRest: false,
  stopped: { step: 'Before the first step', reason },
  steps: [],
  unread,
});

/** Whether every machine of the copy has every file of the package at its version, or a later one. */
const isPatched = ({ nodes, servers }: World, { files }: UpdatePackage): boolean =>
  [...nodes, ...servers].every((machine) =>
    files.every(({ path, version }) =>
      machine.files.some((file) => sameName(file.path, path) && compareVersions(file.version, version) >= 0),
    ),
  );

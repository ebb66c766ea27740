import { bootsOf } from '../cluster/boots.ts';
import { type Drift, driftOf } from '../cluster/drift.ts';
import { allPassed, type Evidence, firstFailure } from '../cluster/evidence.ts';
import { foreignChanges, marksOf } from '../cluster/marks.ts';
import { ProblemError } from '../cluster/problem.ts';
import type { Readings } from '../cluster/readings.ts';
import type { ClusterReading } from '../cluster/snapshot.ts';
import { type Activity, Audience } from './activity.ts';
import { bindOperation, contextOf, guardsOf, operationsOf, verificationOf } from './binding.ts';
import type { CallOptions, ClusterDoor, OperationFailure } from './door.ts';
import type { RunEvent } from './events.ts';
import { gatherReadings, judgeAll } from './gatherReadings.ts';
import { isLeftOut, nextIntent } from './intent.ts';
import { type Journal, JournalError } from './journal.ts';
import type { LeaseKeeper } from './leaseKeeper.ts';
import { changesSomething, type Step } from './procedure.ts';
import { apply } from './replay.ts';
import { currentStep, hasChangedSomething, type RunState, type StepState } from './runState.ts';
import { keepScript } from './scriptStore.ts';
import { waitToTryAgain } from './tryAgain.ts';
import { verify } from './verification.ts';

export type { Activity } from './activity.ts';

export type StepResult =
  | { readonly kind: 'ticked' | 'completed' | 'declined' }
  | { readonly kind: 'failed' | 'refused' | 'interrupted'; readonly reason: string };

export interface StepOptions {
  readonly signal: AbortSignal;
  /**
   * Asked before a step that changes something, and for the answer to a question; false leaves the step untouched.
   * Left out: the person has said yes to the whole run in advance, which is recorded so.
   */
  readonly confirm?: (step: StepState) => Promise<boolean>;
  /**
   * Asked for the answer to an optional question; undefined leaves it open. Left out, the answer is no: a yes to the
   * whole run is no request for what is done on request only.
   */
  readonly choose?: (step: StepState) => Promise<boolean | undefined>;
}

export interface RunParts {
  /** The run's own folder. */
  readonly folder: string;
  readonly door: ClusterDoor;
  readonly journal: Journal;
  readonly keeper: LeaseKeeper;
  readonly state: RunState;
}

/**
 * One execution of a procedure: it carries out what `nextIntent` says, and records each event before it goes on. All
 * that it knows is in its journal, so it can be thrown away and opened again at any instant.
 */
export class Run {
  readonly folder: string;
  readonly #door: ClusterDoor;
  readonly #journal: Journal;
  readonly #keeper: LeaseKeeper;
  readonly #audience = new Audience();
  #state: RunState;
  #busy = false;

  constructor({ folder, door, journal, keeper, state }: RunParts) {
    this.folder = folder;
    this.#door = door;
    this.#journal = journal;
    this.#keeper = keeper;
    this.#state = state;
  }

  get state(): RunState {
    return this.#state;
  }

  get activity(): Activity | undefined {
    return this.#audience.activity;
  }

  /** Called after each recorded event and each change of activity. Returns what ends it. */
  onChange(listener: () => void): () => void {
    return this.#audience.onChange(listener);
  }

  /** Called with each line that an operation or an installer's log gave. Returns what ends it. */
  onOutput(listener: (step: string, line: string) => void): () => void {
    return this.#audience.onOutput(listener);
  }

  /**
   * Does the current step: guards, operations, verification. A step that failed or was in flight is verified first and
   * only begun again when its effect is not there. Completes the run when no step is left.
   */
  async runCurrent(options: StepOptions): Promise<StepResult> {
    return this.#exclusively(options.signal, async () => {
      await this.#leaveOut();
      const before = currentStep(this.#state);
      if (before?.progress === 'failed' || (before !== undefined && this.#goesOn(before))) {
        const looked = await this.#look(before, 0, options);
        if (looked.passed) return this.#tick(before, looked.evidence, looked.readings);
        return this.#doStep({ ...before, progress: 'pending' }, options);
      }
      const intent = nextIntent(this.#state);
      if (intent.kind === 'none') return { kind: 'failed', reason: `the run is ${this.#state.status}` };
      if (intent.kind === 'complete') return this.#complete(options);
      return this.#doStep(intent.step, options);
    });
  }

  /** Looks whether the current step's expectations hold, and ticks it if they do. Changes nothing on the cluster. */
  async verifyCurrent({ signal }: { readonly signal: AbortSignal }): Promise<StepResult> {
    return this.#exclusively(signal, async () => {
      await this.#leaveOut();
      const step = currentStep(this.#state);
      if (step === undefined) return { kind: 'failed', reason: `the run is ${this.#state.status}` };
      if (step.step.kind === 'question')
        return { kind: 'failed', reason: 'a question is answered, not verified: run the step' };
      if (step.progress !== 'pending' || step.step.kind === 'gate')
        return this.#verifyAndJudge(step, 0, { signal });
      // A step that was never begun cannot have failed.
      const { passed, evidence, readings } = await this.#look(step, 0, { signal });
      return passed
        ? this.#tick(step, evidence, readings)
        : { kind: 'failed', reason: firstFailure(evidence) };
    });
  }

  /** Leaves the current step out for ever, with the reason on record. */
  async skip(reason: string): Promise<void> {
    const step = currentStep(this.#state);
    if (step === undefined) throw new Error(`the run is ${this.#state.status}: there is no step to skip`);
    if (reason.trim() === '') throw new Error('a skip needs a reason');
    if (this.#busy) throw new Error('stop the step before you skip it');
    await this.#alone(() => this.#record({ type: 'step-skipped', step: step.id, reason: reason.trim() }));
  }

  /** Ends the run; what is not at rest is recorded and returned. Throws ProblemError while another program is at work on it. */
  async abort(reason: string, { signal }: { readonly signal: AbortSignal }): Promise<readonly Drift[]> {
    if (this.#busy) throw new Error('stop the step before you abort the run');
    if (this.#state.status !== 'active') throw new Error(`the run is ${this.#state.status} already`);
    return this.#alone(async () => {
      // Another program may be at work on it. Where nobody can be asked it may still be ended: that changes nothing there.
      const hold = await this.#keeper.hold(signal);
      if (hold.kind === 'refused' && hold.by?.runId === this.#state.runId) throw elsewhere(hold.reason);
      const drift = driftOf(this.#state.definition, await this.#door.snapshot({ signal }));
      await this.#record({ type: 'run-aborted', reason, drift: [...drift] });
      await this.#keeper.release();
      return drift;
    });
  }

  /**
   * Ends the writing; the run can be opened again from its folder. One that has begun to change the cluster has it until
   * its claim expires; one that has only looked keeps nobody out.
   */
  async close(): Promise<void> {
    const halfDone = this.#state.status === 'active' && hasChangedSomething(this.#state);
    await (halfDone ? this.#keeper.rest() : this.#keeper.release());
    await this.#journal.close();
  }

  async #doStep(step: StepState, options: StepOptions): Promise<StepResult> {
    const { signal, confirm } = options;
    if (step.step.kind === 'question') return this.#answer(step, step.step, options);
    // A step that was under way goes on where it stopped; what it has sent is never sent again unseen.
    const intent = step.progress === 'started' ? nextIntent(this.#state) : undefined;
    const from = intent === undefined ? 0 : intent.kind === 'send' ? intent.index : undefined;
    if (from !== undefined) {
      const changes = operationsOf(step.step).length > 0;
      if (changes && confirm !== undefined && !(await confirm(step))) return { kind: 'declined' };
      const guarded = await this.#guard(step, from === 0, options);
      if ('kind' in guarded) return guarded;
      const failed = await this.#sendAll(step, from, guarded.cluster, options);
      if (failed !== undefined) return failed;
    }
    signal.throwIfAborted();
    const started = this.#step(step.id);
    const result = await this.#verifyAndJudge(started, started.step.within, options);
    if (result.kind !== 'failed') return result;
    // The yes to this step holds for a further attempt at it, which its guards and the journal see like any other.
    const again = await waitToTryAgain(this.#step(step.id), this.#door, this.#callOptions(step.id, signal));
    return again ? this.#doStep({ ...this.#step(step.id), progress: 'pending' }, { signal }) : result;
  }

  /** Whether the step was interrupted in an operation that does what is left when it is sent again. */
  #goesOn({ progress, operations }: StepState): boolean {
    const last = operations.at(-1);
    if (progress !== 'started' || last === undefined || last.outcome.kind === 'returned') return false;
    return this.#door.goesOn(last.operation);
  }

  async #answer(
    step: StepState,
    { question, optional }: Extract<Step, { kind: 'question' }>,
    options: StepOptions,
  ): Promise<StepResult> {
    if (optional) return this.#choose(step, question, options);
    const { confirm } = options;
    if (confirm !== undefined && !(await confirm(step))) return { kind: 'declined' };
    await this.#record({ type: 'step-started', step: step.id, guards: [] });
    const observed =
      confirm === undefined ? 'yes, given in advance for the whole run' : 'yes, answered by the operator';
    return this.#tick(step, [{ expected: question, observed, passed: true }]);
  }

  /** Either answer is one, and is recorded; what is done only on request is left out at once when the answer is no. */
  async #choose(step: StepState, question: string, { choose }: StepOptions): Promise<StepResult> {
    const answer = choose === undefined ? false : await choose(step);
    if (answer === undefined) return { kind: 'declined' };
    await this.#record({ type: 'step-started', step: step.id, guards: [] });
    const observed = answer ? 'yes: on request' : 'no: not requested';
    await this.#record({
      type: 'step-verified',
      step: step.id,
      evidence: [{ expected: question, observed, passed: true }],
      answer,
    });
    await this.#leaveOut();
    return { kind: 'ticked' };
  }

  /** Records the steps that are next and are left out by an optional question. */
  async #leaveOut(): Promise<void> {
    for (;;) {
      const step = currentStep(this.#state);
      const question = step?.step.onlyIf;
      if (step === undefined || question === undefined || !isLeftOut(this.#state, step)) return;
      const title = this.#step(question).title;
      const reason = `not requested: the answer to “${title}” was not yes`;
      await this.#record({ type: 'step-skipped', step: step.id, reason, question });
    }
  }

  async #sendAll(
    step: StepState,
    from: number,
    guarded: ClusterReading | undefined,
    options: StepOptions,
  ): Promise<StepResult | undefined> {
    for (let index = from; index < operationsOf(step.step).length; index += 1) {
      // The guards' own reading serves the first one, so that nothing lies between them and the change.
      const cluster =
        index === from
          ? guarded
          : (await this.#door.snapshot(this.#callOptions(step.id, options.signal))).state;
      const failure = await this.#send(step.id, index, cluster, options);
      if (failure === undefined) continue;
      if (failure.kind !== 'lost' && failure.kind !== 'timed-out')
        return this.#fail(step.id, `${failure.message} ${failure.remedy}`.trim(), []);
      // Nobody knows whether it happened: the cluster itself is asked, by the step's own verification.
      this.#audience.output(step.id, `${failure.message} The cluster is asked whether it happened.`);
      return undefined;
    }
    return undefined;
  }

  /** Refuses the step, or gives the cluster as the guards saw it. */
  async #guard(
    step: StepState,
    announce: boolean,
    { signal }: StepOptions,
  ): Promise<StepResult | { readonly cluster: ClusterReading | undefined }> {
    this.#audience.show(step.id, 'checking', 'Checking the guards on the live cluster');
    const guards = guardsOf(step.step);
    const context = contextOf(this.#state, step);
    const readings = await gatherReadings(this.#door, guards, context, { signal });
    const { marks, definition } = this.#state;
    const foreign =
      marks === undefined || !changesSomething(step.step)
        ? []
        : foreignChanges(marks, marksOf(definition, readings.snapshot));
    const evidence = [...foreign, ...judgeAll(guards, readings, context)];
    if (!allPassed(evidence)) {
      await this.#record({ type: 'step-refused', step: step.id, guards: evidence });
      return { kind: 'refused', reason: this.#step(step.id).reason ?? 'a guard does not hold' };
    }
    if (announce)
      await this.#record({
        type: 'step-started',
        step: step.id,
        guards: evidence,
        boots: bootsOf(readings.snapshot),
      });
    return { cluster: readings.snapshot.state };
  }

  async #send(
    stepId: string,
    index: number,
    cluster: ClusterReading | undefined,
    { signal }: StepOptions,
  ): Promise<OperationFailure | undefined> {
    const step = this.#step(stepId);
    const operation = operationsOf(step.step)[index];
    if (operation === undefined) return undefined;
    const options = this.#callOptions(stepId, signal);
    const call = bindOperation(operation, this.#state, step, cluster);
    const description = typeof call === 'string' ? call : this.#door.describe(call);
    if (typeof call === 'string' || typeof description === 'string')
      return { kind: 'failed', message: String(description), remedy: 'Nothing was sent to the node.' };
    signal.throwIfAborted();
    const script = await keepScript(this.folder, description.script);
    await this.#record({
      type: 'operation-sent',
      step: stepId,
      index,
      operation: call.operation,
      node: call.node,
      parameters: description.parameters,
      script,
    });
    this.#audience.show(stepId, 'running', `${call.operation} on ${call.node}`);
    const outcome = await this.#door.write(call, options);
    const { milliseconds, ...result } = outcome;
    await this.#record({ type: 'operation-returned', step: stepId, index, milliseconds, result });
    return outcome.kind === 'failed' ? outcome.failure : undefined;
  }

  async #verifyAndJudge(step: StepState, within: number, options: StepOptions): Promise<StepResult> {
    const looked = await this.#look(step, within, options);
    if (looked.passed) return this.#tick(step, looked.evidence, looked.readings);
    return this.#fail(step.id, firstFailure(looked.evidence), looked.evidence);
  }

  async #look(step: StepState, within: number, { signal }: StepOptions) {
    this.#audience.show(step.id, 'verifying', 'Verifying on the live cluster');
    let shown: readonly string[] = [];
    return verify(
      this.#door,
      verificationOf(step.step),
      contextOf(this.#state, step),
      { within, attended: step.step.kind === 'attended', every: step.step.lookEvery },
      this.#callOptions(step.id, signal),
      (evidence, readings) => {
        // A gate may look at an installation too; its log was shown by the step that made it.
        for (const install of step.step.kind === 'gate' ? [] : readings.installs.values()) {
          if (install.kind !== 'read' || install.value.state === 'none') continue;
          for (const line of install.value.log)
            if (!shown.includes(line)) this.#audience.output(step.id, line);
          shown = install.value.log;
        }
        this.#audience.show(
          step.id,
          'verifying',
          evidence.find((line) => !line.passed)?.observed ?? 'verified',
          evidence,
        );
      },
    );
  }

  async #tick(step: StepState, evidence: readonly Evidence[], readings?: Readings): Promise<StepResult> {
    const marks = readings === undefined ? undefined : marksOf(this.#state.definition, readings.snapshot);
    await this.#record({ type: 'step-verified', step: step.id, evidence: [...evidence], marks });
    return { kind: 'ticked' };
  }

  async #fail(step: string, reason: string, evidence: readonly Evidence[]): Promise<StepResult> {
    await this.#record({ type: 'step-failed', step, reason, evidence: [...evidence] });
    return { kind: 'failed', reason };
  }

  async #complete({ signal }: StepOptions): Promise<StepResult> {
    const drift = driftOf(this.#state.definition, await this.#door.snapshot({ signal }));
    await this.#record({ type: 'run-completed', drift: [...drift] });
    await this.#keeper.release();
    return { kind: 'completed' };
  }

  /** One thing at a time; a journal that cannot be written ends it, since nothing may happen off the record. */
  async #exclusively(signal: AbortSignal, action: () => Promise<StepResult>): Promise<StepResult> {
    if (this.#busy) return { kind: 'failed', reason: 'a step is already under way' };
    return this.#alone(async () => {
      try {
        return await this.#stoppable(signal, action);
      } catch (error) {
        if (!(error instanceof JournalError)) throw error;
        return { kind: 'interrupted', reason: `${error.message}. ${error.remedy}` };
      }
    });
  }

  /** A stop is recorded, and so is nothing else of what was under way. */
  async #stoppable(signal: AbortSignal, action: () => Promise<StepResult>): Promise<StepResult> {
    try {
      const { interrupted, status } = this.#state;
      // A run that has ended asks nothing of the cluster and writes nothing more.
      if (status !== 'active') return { kind: 'failed', reason: `the run is ${status}` };
      if (interrupted !== undefined) await this.#record({ type: 'run-resumed', reason: interrupted });
      const hold = await this.#keeper.hold(signal);
      if (hold.kind === 'refused') return { kind: 'refused', reason: hold.reason };
      if (hold.kind === 'taken') await this.#record({ type: 'lease-taken', from: hold.from });
      const stopRenewing = this.#keeper.keepRenewing(signal);
      return await action().finally(stopRenewing);
    } catch (error) {
      if (!signal.aborted || error instanceof JournalError) throw error;
      const step = currentStep(this.#state);
      const reason = 'stopped by the operator; what runs on a node goes on there';
      await this.#record({
        type: 'run-interrupted',
        reason,
        ...(step === undefined ? {} : { step: step.id }),
      });
      return { kind: 'interrupted', reason };
    }
  }

  async #alone<T>(action: () => Promise<T>): Promise<T> {
    this.#busy = true;
    try {
      return await action();
    } finally {
      this.#busy = false;
      this.#audience.rest();
    }
  }

  #step(id: string): StepState {
    const step = this.#state.steps.find((candidate) => candidate.id === id);
    if (step === undefined) throw new Error(`the run has no step ${id}`);
    return step;
  }

  async #record(event: RunEvent): Promise<void> {
    this.#state = apply(this.#state, await this.#journal.append(event));
    this.#audience.changed();
  }

  #callOptions(step: string, signal: AbortSignal): CallOptions {
    return {
      signal,
      onOutput: (line) => this.#audience.output(step, line),
      onProgress: (text) => this.#audience.show(step, 'running', text),
    };
  }
}

const elsewhere = (message: string): ProblemError =>
  new ProblemError({
    kind: 'refused',
    message,
    remedy: 'Nothing was changed. Stop it there first, or speak with its operator.',
  });

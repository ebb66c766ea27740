import { type Drift, driftOf } from '../cluster/drift.ts';
import { firstFailure } from '../cluster/evidence.ts';
import { ProblemError } from '../cluster/problem.ts';
import type { Activity } from './activity.ts';
import { refuse } from './changing.ts';
import { doAgain, doStep, isToDoAgain } from './doStep.ts';
import { someRuns } from './gatherReadings.ts';
import type { Hold } from './hold.ts';
import { nextIntent } from './intent.ts';
import { JournalError } from './journal.ts';
import { LiveRun, type LiveRunParts } from './liveRun.ts';
import { leaveOut } from './question.ts';
import { currentStep, hasChangedSomething, type RunState } from './runState.ts';
import { fail, look, tick } from './settling.ts';
import type { StepOptions, StepResult } from './stepOptions.ts';

export type { Activity } from './activity.ts';
export type { StepOptions, StepResult } from './stepOptions.ts';

/**
 * One execution of a procedure: it carries out what `nextIntent` says, and records each event before it goes on. All
 * that it knows is in its journal, so it can be thrown away and opened again at any instant.
 */
export class Run {
  readonly #live: LiveRun;
  #busy = false;
  /** This opening is at work on the current step, and has not left it unsaid since. */
  #goesOn = false;
  /** The last line of its journal is torn, and the journal does not say it yet. */
  #torn: boolean;
  #claimLeft = false;

  constructor({ torn, ...parts }: LiveRunParts & { readonly torn: boolean }) {
    this.#live = new LiveRun(parts);
    this.#torn = torn;
  }

  /** Why it stopped, as a clause; undefined where nothing tells of a stop. */
  get stopped(): string | undefined {
    return this.#torn && this.state.status === 'active'
      ? 'the last line of the journal is not whole'
      : this.state.interrupted;
  }

  get folder(): string {
    return this.#live.folder;
  }

  get state(): RunState {
    return this.#live.state;
  }

  get activity(): Activity | undefined {
    return this.#live.audience.activity;
  }

  /** Called after each recorded event and each change of activity. Returns what ends it. */
  onChange(listener: () => void): () => void {
    return this.#live.audience.onChange(listener);
  }

  /** Called with each line that an operation or an installer's log gave. Returns what ends it. */
  onOutput(listener: (step: string, line: string) => void): () => void {
    return this.#live.audience.onOutput(listener);
  }

  /**
   * Does the current step: guards, operations, verification. A step that failed or was in flight is verified first and
   * only begun again when its effect is not there. Completes the run when no step is left.
   */
  async runCurrent(options: StepOptions): Promise<StepResult> {
    return this.#exclusively(options.signal, async () => {
      await leaveOut(this.#live);
      const before = currentStep(this.state);
      if (before !== undefined && isToDoAgain(this.#live, before))
        return doAgain(this.#live, before, options);
      const intent = nextIntent(this.state);
      if (intent.kind === 'none') return { kind: 'failed', reason: `the run is ${this.state.status}` };
      if (intent.kind === 'complete') return this.#complete(options);
      return doStep(this.#live, intent.step, options);
    });
  }

  /** Looks whether the current step's expectations hold, and ticks it if they do. Changes nothing on the cluster. */
  async verifyCurrent({ signal }: { readonly signal: AbortSignal }): Promise<StepResult> {
    return this.#exclusively(signal, async () => {
      await leaveOut(this.#live);
      const step = currentStep(this.state);
      if (step === undefined) return { kind: 'failed', reason: `the run is ${this.state.status}` };
      if (step.step.kind === 'question')
        return { kind: 'failed', reason: 'a question is answered, not verified: run the step' };
      const { passed, evidence, readings } = await look(this.#live, step, 0, { signal });
      if (passed) {
        // What a person has done instead of the run is theirs to name; what else has changed nobody has seen yet.
        const strange =
          step.attempt === 0 ? await refuse(this.#live, step, [], readings.snapshot) : undefined;
        return strange ?? tick(this.#live, step, evidence, readings);
      }
      const reason = firstFailure(evidence);
      // A step that was never begun cannot have failed, nor one whose installer is still at work.
      if ((step.progress === 'pending' && step.step.kind !== 'gate') || someRuns(readings))
        return { kind: 'failed', reason };
      return fail(this.#live, step.id, reason, evidence);
    });
  }

  /**
   * Leaves the current step out for ever, with the reason on record. Throws ProblemError while another program is at work
   * on the run.
   */
  async skip(reason: string, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    const step = currentStep(this.state);
    if (step === undefined) throw new Error(`the run is ${this.state.status}: there is no step to skip`);
    if (reason.trim() === '') throw new Error('a skip needs a reason');
    if (this.#busy) throw new Error('stop the step before you skip it');
    await this.#alone(async () => {
      await this.#nobodyElse(signal);
      await this.#live.record({ type: 'step-skipped', step: step.id, reason: reason.trim() });
    });
  }

  /** Ends the run; what is not at rest is recorded and returned. Throws ProblemError while another program is at work on it. */
  async abort(reason: string, { signal }: { readonly signal: AbortSignal }): Promise<readonly Drift[]> {
    if (this.#busy) throw new Error('stop the step before you abort the run');
    if (this.state.status !== 'active') throw new Error(`the run is ${this.state.status} already`);
    return this.#alone(async () => {
      const hold = await this.#nobodyElse(signal);
      const drift = driftOf(this.state.definition, await this.#live.door.snapshot({ signal }));
      await this.#live.record({ type: 'run-aborted', reason, drift: [...drift] });
      await this.#giveBack();
      // What nobody could ask for may still be there, from an earlier opening.
      this.#claimLeft ||= hold.kind === 'refused' && hold.why !== 'held';
      return drift;
    });
  }

  /** Gives back the claim that a run which is over has left in the cluster, because no node could take it at its end. */
  async giveBackLeft({
    signal,
  }: {
    readonly signal: AbortSignal;
  }): Promise<'nothing' | 'given-back' | 'still-there'> {
    if (this.state.status === 'active') throw new Error('the run is not over: it needs its claim');
    return this.#alone(() => this.#live.keeper.giveBackLeft(signal));
  }

  /** The run has ended, and its claim is still in the cluster: no node could take it back. */
  get claimLeft(): boolean {
    return this.#claimLeft;
  }

  async #giveBack(): Promise<void> {
    this.#claimLeft = !(await this.#live.keeper.release());
  }

  /**
   * Ends the writing; the run can be opened again from its folder. One that has begun to change the cluster has it until
   * its claim expires; one that has only looked keeps nobody out.
   */
  async close(): Promise<void> {
    const halfDone = this.state.status === 'active' && hasChangedSomething(this.state);
    await (halfDone ? this.#live.keeper.rest() : this.#live.keeper.release());
    await this.#live.close();
  }

  /**
   * Throws ProblemError when another program is at work on the run. Where nobody can be asked, what is only written down
   * may still be.
   */
  async #nobodyElse(signal: AbortSignal): Promise<Hold> {
    const hold = await this.#live.keeper.hold(signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      throw elsewhere('stopped before it was known whether somebody else is at work on the run');
    });
    if (hold.kind === 'refused' && hold.runId === this.state.runId) throw elsewhere(hold.reason);
    await this.#sayTorn();
    if (hold.kind === 'taken') await this.#live.record({ type: 'lease-taken', from: hold.from });
    return hold;
  }

  async #complete({ signal }: StepOptions): Promise<StepResult> {
    const drift = driftOf(this.state.definition, await this.#live.door.snapshot({ signal }));
    await this.#live.record({ type: 'run-completed', drift: [...drift] });
    await this.#giveBack();
    return { kind: 'completed' };
  }

  /** One thing at a time; a journal that cannot be written ends it, since nothing may happen off the record. */
  async #exclusively(signal: AbortSignal, action: () => Promise<StepResult>): Promise<StepResult> {
    if (this.#busy) return { kind: 'failed', reason: 'a step is already under way' };
    return this.#alone(async () => {
      try {
        return await this.#stoppable(signal, action);
      } catch (error) {
        this.#goesOn = false;
        if (!(error instanceof JournalError)) throw error;
        return { kind: 'interrupted', reason: `${error.message}. ${error.remedy}` };
      }
    });
  }

  /** A stop is recorded, and so is nothing else of what was under way. */
  async #stoppable(signal: AbortSignal, action: () => Promise<StepResult>): Promise<StepResult> {
    let begun = false;
    try {
      const { status } = this.state;
      // A run that has ended asks nothing of the cluster and writes nothing more.
      if (status !== 'active') return { kind: 'failed', reason: `the run is ${status}` };
      const hold = await this.#live.keeper.hold(signal);
      if (hold.kind === 'refused') return { kind: 'refused', reason: hold.reason };
      // Not before: while another program is at work on the run, a record of ours would stop it in the middle of a step.
      await this.#resume();
      begun = true;
      if (hold.kind === 'taken') await this.#live.record({ type: 'lease-taken', from: hold.from });
      const stopRenewing = this.#live.keeper.keepRenewing(signal);
      const result = await action().finally(stopRenewing);
      if (result.kind === 'refused' || result.kind === 'declined') this.#goesOn = false;
      return result;
    } catch (error) {
      if (!signal.aborted || error instanceof JournalError) throw error;
      // Before the lease was held nothing was done, and another program may be writing.
      if (!begun) return { kind: 'interrupted', reason: 'stopped by the operator before anything was done' };
      const step = currentStep(this.state);
      const reason = 'stopped by the operator; what runs on a node goes on there';
      await this.#live.record({
        type: 'run-interrupted',
        reason,
        ...(step === undefined ? {} : { step: step.id }),
      });
      return { kind: 'interrupted', reason };
    }
  }

  /**
   * Records that a run which had stopped goes on. A program that is killed leaves no record of it, and neither does a look
   * at what still runs: what tells is a step that is begun, and neither judged nor refused since.
   */
  async #resume(): Promise<void> {
    await this.#sayTorn();
    const step = currentStep(this.state);
    const cutOff = step?.progress === 'started' && !step.refused;
    const reason = this.state.interrupted ?? (cutOff && !this.#goesOn ? endUnsaid : undefined);
    if (reason !== undefined) await this.#live.record({ type: 'run-resumed', reason });
    this.#goesOn = true;
  }

  /** Only now, since what looks torn may be a line that a program which is at work on the run is writing. */
  async #sayTorn(): Promise<void> {
    if (!this.#torn) return;
    await this.#live.record({ type: 'run-interrupted', reason: tornLine });
    this.#torn = false;
  }

  async #alone<T>(action: () => Promise<T>): Promise<T> {
    this.#busy = true;
    try {
      return await action();
    } finally {
      this.#busy = false;
      this.#live.audience.rest();
    }
  }
}

const tornLine =
  'the last line of the journal was torn off in the middle of writing; it is kept in torn.txt, and nothing that it announced was sent';

const endUnsaid = 'the work on the step had ended in the middle, and no record says why';

const elsewhere = (message: string): ProblemError =>
  new ProblemError({
    kind: 'refused',
    message,
    remedy: 'Nothing was changed. Stop it there first, or speak with its operator.',
  });

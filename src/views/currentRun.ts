import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Evidence } from '../cluster/evidence.ts';
import type { Operator } from '../home/operator.ts';
import type { Plan } from '../tasks/plan.ts';
import type { Activity, Run } from '../tasks/run.ts';
import { currentStep, type RunState } from '../tasks/runState.ts';

/** Output lines of one step that are kept for a page that is opened later. */
const outputLimit = 400;

export interface OutputLine {
  readonly step: string;
  readonly line: string;
}

/** A plan of what is left of a run, with its guards as they were at that moment. */
export interface RunPreview {
  readonly of: RunState;
  readonly plan: Plan;
  /** UTC. */
  readonly at: string;
}

interface RunLook {
  readonly of: RunState;
  readonly evidence: readonly Evidence[];
}

/**
 * The run that this window shows. Its journal is the truth: it is opened for writing only while something is done, so
 * that a terminal or a colleague can go on with the run in between, and looking at a run never disturbs anybody.
 */
export class CurrentRun implements vscode.Disposable {
  readonly #operator: Operator;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #output = new vscode.EventEmitter<OutputLine>();
  readonly #lines = new Map<string, readonly string[]>();
  #agreed = new Set<string>();
  #read: RunState | undefined;
  #run: Run | undefined;
  #work: AbortController | undefined;
  #preview: RunPreview | undefined;
  #look: RunLook | undefined;

  /** The state, the activity or the availability of actions changed. */
  readonly onDidChange = this.#changed.event;
  readonly onDidOutput = this.#output.event;

  constructor(operator: Operator) {
    this.#operator = operator;
  }

  get state(): RunState | undefined {
    return this.#run?.state ?? this.#read;
  }

  get activity(): Activity | undefined {
    return this.#run?.activity;
  }

  get busy(): boolean {
    return this.#work !== undefined;
  }

  /** Steps whose change a person has agreed to in this window. */
  get agreed(): Set<string> {
    return this.#agreed;
  }

  /** What the next steps would do; undefined as soon as the run has gone on since. */
  get previewed(): RunPreview | undefined {
    return this.#preview?.of === this.state ? this.#preview : undefined;
  }

  /** Shows what is left of the run as it was planned for this very state. */
  preview(of: RunState, plan: Plan): void {
    this.#preview = { of, plan, at: new Date().toISOString() };
    this.#changed.fire();
  }

  /** What the cluster said of the current step; undefined as soon as the run has gone on since. */
  get looked(): readonly Evidence[] | undefined {
    return this.#look?.of === this.state ? this.#look?.evidence : undefined;
  }

  /** Keeps what the cluster said of the step that the run is at in this very state. */
  saw(of: RunState, evidence: readonly Evidence[]): void {
    this.#look = { of, evidence };
    this.#changed.fire();
  }

  endPreview(): void {
    this.#preview = undefined;
    this.#changed.fire();
  }

  output(step: string): readonly string[] {
    return this.#lines.get(step) ?? [];
  }

  /** Shows a run as its journal has it; false when there is no such run or another one is being worked on. */
  async show(runId: string): Promise<boolean> {
    if (this.busy) return this.state?.runId === runId;
    const state = await this.#operator.home.runState(runId);
    if (state === undefined || this.busy) return false;
    if (runId !== this.#read?.runId) {
      this.#lines.clear();
      this.#agreed = new Set();
    }
    // A journal that has not grown says what it said before: what was seen of that state is still true of it.
    if (!isDeepStrictEqual(state, this.#read)) this.#read = state;
    this.#changed.fire();
    return true;
  }

  /** Shows no run any more, such as one of a cluster that is not the same since; not while it is worked on. */
  leave(): void {
    if (this.busy) return;
    this.#read = undefined;
    this.#changed.fire();
  }

  /** Reads the journal of the shown run again: somebody else may have gone on with it. */
  async reload(): Promise<void> {
    if (this.#read !== undefined) await this.show(this.#read.runId);
  }

  /**
   * Works on the run, one thing at a time. `expected` is the step that the person saw: when another one's turn has come
   * meanwhile, nothing is done and undefined is returned. Throws ProblemError, JournalError.
   */
  async work<Result>(
    expected: string | undefined,
    action: (run: Run, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result | undefined> {
    const shown = this.#read;
    if (shown === undefined || this.#work !== undefined) return undefined;
    const work = new AbortController();
    this.#work = work;
    this.#changed.fire();
    try {
      const run = await this.#operator.openRun(shown.runId);
      const end = this.#attach(run);
      try {
        if (expected !== undefined && currentStep(run.state)?.id !== expected) return undefined;
        return await action(run, work.signal);
      } finally {
        end();
        this.#read = run.state;
        this.#run = undefined;
        await run.close();
      }
    } finally {
      this.#work = undefined;
      this.#changed.fire();
    }
  }

  /** Asks what is under way to stop; what a node is doing goes on there. */
  stop(): void {
    this.#work?.abort(new Error('stopped'));
  }

  dispose(): void {
    this.stop();
    this.#changed.dispose();
    this.#output.dispose();
  }

  #attach(run: Run): () => void {
    this.#run = run;
    const ends = [
      run.onChange(() => this.#changed.fire()),
      run.onOutput((step, line) => {
        this.#lines.set(step, [...this.output(step), line].slice(-outputLimit));
        this.#output.fire({ step, line });
      }),
    ];
    this.#changed.fire();
    return () => {
      for (const end of ends) end();
    };
  }
}

import * as vscode from 'vscode';
import type { Operator } from '../home/operator.ts';
import type { Activity, Run } from '../tasks/run.ts';
import { currentStep, type RunState } from '../tasks/runState.ts';

/** Output lines of one step that are kept for a page that is opened later. */
const outputLimit = 400;

export interface OutputLine {
  readonly step: string;
  readonly line: string;
}

/**
 * The run that this window shows. It is read from its journal; only the first action opens it for writing, so that
 * looking at a run never disturbs whoever works on it.
 */
export class CurrentRun implements vscode.Disposable {
  readonly #operator: Operator;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #output = new vscode.EventEmitter<OutputLine>();
  readonly #lines = new Map<string, string[]>();
  readonly #confirmed = new Set<string>();
  #read: RunState | undefined;
  #run: Run | undefined;
  #listening: (() => void)[] = [];
  #work: AbortController | undefined;

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

  /** Steps whose change a person has already agreed to in this window. */
  get confirmed(): Set<string> {
    return this.#confirmed;
  }

  output(step: string): readonly string[] {
    return this.#lines.get(step) ?? [];
  }

  /** Shows a run as its journal has it; false when there is no such run. */
  async show(runId: string): Promise<boolean> {
    if (this.state?.runId === runId) return true;
    const state = await this.#operator.home.runState(runId);
    if (state === undefined || this.busy) return false;
    await this.#leave();
    this.#read = state;
    this.#changed.fire();
    return true;
  }

  /** Shows a run that was just started here. */
  async adopt(run: Run): Promise<void> {
    await this.#leave();
    this.#attach(run);
  }

  /**
   * Works on the run, one thing at a time. The run is opened for writing when that has not been done. `expected` is the
   * step that the person saw: when another one's turn has come meanwhile, nothing is done and undefined is returned.
   */
  async work<Result>(
    expected: string | undefined,
    action: (run: Run, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result | undefined> {
    const shown = this.state;
    if (shown === undefined || this.#work !== undefined) return undefined;
    const work = new AbortController();
    this.#work = work;
    this.#changed.fire();
    try {
      if (this.#run === undefined) this.#attach(await this.#operator.openRun(shown.runId));
      const run = this.#run;
      if (run === undefined) return undefined;
      if (expected !== undefined && currentStep(run.state)?.id !== expected) return undefined;
      return await action(run, work.signal);
    } finally {
      this.#work = undefined;
      if (this.state !== undefined && this.state.status !== 'active') await this.#close();
      this.#changed.fire();
    }
  }

  /** Asks what is under way to stop; what a node is doing goes on there. */
  stop(): void {
    this.#work?.abort(new Error('stopped'));
  }

  dispose(): void {
    this.stop();
    void this.#close();
    this.#changed.dispose();
    this.#output.dispose();
  }

  #attach(run: Run): void {
    this.#run = run;
    this.#listening = [
      run.onChange(() => this.#changed.fire()),
      run.onOutput((step, line) => {
        const lines = this.#lines.get(step) ?? [];
        this.#lines.set(step, [...lines, line].slice(-outputLimit));
        this.#output.fire({ step, line });
      }),
    ];
    this.#changed.fire();
  }

  async #leave(): Promise<void> {
    await this.#close();
    this.#read = undefined;
    this.#lines.clear();
    this.#confirmed.clear();
  }

  /** Gives the journal back; what was read stays on screen. */
  async #close(): Promise<void> {
    const run = this.#run;
    if (run === undefined) return;
    for (const end of this.#listening) end();
    this.#listening = [];
    this.#read = run.state;
    this.#run = undefined;
    await run.close();
  }
}

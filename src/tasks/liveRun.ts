import { Audience } from './activity.ts';
import type { CallOptions, ClusterDoor } from './door.ts';
import type { RunEvent } from './events.ts';
import type { Journal } from './journal.ts';
import type { LeaseKeeper } from './leaseKeeper.ts';
import { apply } from './replay.ts';
import type { RunState, StepState } from './runState.ts';
import type { StepResult } from './stepOptions.ts';

export interface LiveRunParts {
  /** The run's own folder. */
  readonly folder: string;
  readonly door: ClusterDoor;
  readonly journal: Journal;
  readonly keeper: LeaseKeeper;
  readonly state: RunState;
}

/** A run as it is worked on: what it is, how it reaches the cluster, and the one way in which anything about it changes. */
export class LiveRun {
  readonly folder: string;
  readonly door: ClusterDoor;
  readonly keeper: LeaseKeeper;
  readonly audience = new Audience();
  readonly #journal: Journal;
  #state: RunState;

  constructor({ folder, door, journal, keeper, state }: LiveRunParts) {
    this.folder = folder;
    this.door = door;
    this.keeper = keeper;
    this.#journal = journal;
    this.#state = state;
  }

  get state(): RunState {
    return this.#state;
  }

  /** The step as it is now. Throws when the run has no such step. */
  step(id: string): StepState {
    const step = this.#state.steps.find((candidate) => candidate.id === id);
    if (step === undefined) throw new Error(`the run has no step ${id}`);
    return step;
  }

  /** Writes the event to the journal, flushed to disk, and then to the state. Throws JournalError when it cannot. */
  async record(event: RunEvent): Promise<void> {
    this.#state = apply(this.#state, await this.#journal.append(event));
    this.audience.changed();
  }

  /**
   * After a person was waited for, or something long: the refusal when the cluster is another's by now, or was
   * meanwhile. While a laptop sleeps nothing is renewed.
   */
  async notOurs(signal: AbortSignal): Promise<StepResult | undefined> {
    const hold = await this.keeper.hold(signal);
    if (hold.kind === 'held') return undefined;
    if (hold.kind === 'refused') return { kind: 'refused', reason: hold.reason };
    await this.record({ type: 'lease-taken', from: hold.from });
    return {
      kind: 'refused',
      reason:
        'the claim of the run was gone, as when another run came and went while this machine slept. It is taken again. Look at the cluster, and run the step again',
    };
  }

  /** For a call that is part of a step: what it says is shown there. */
  callOptions(step: string, signal: AbortSignal): CallOptions {
    return {
      signal,
      onOutput: (line) => this.audience.output(step, line),
      onProgress: (text) => this.audience.show(step, 'running', text),
    };
  }

  /** Ends the writing. */
  async close(): Promise<void> {
    await this.#journal.close();
  }
}

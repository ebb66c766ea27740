import type { Evidence } from '../cluster/evidence.ts';

/** What the program is doing at this moment, for the screen. */
export interface Activity {
  readonly step: string;
  readonly phase: 'checking' | 'running' | 'verifying';
  readonly text: string;
  /** UTC. */
  readonly since: string;
  /** What the last look saw. */
  readonly evidence: readonly Evidence[];
}

/** Those who watch a run, and what it is at. Nothing of this is recorded: it is gone when the program ends. */
export class Audience {
  readonly #changeListeners = new Set<() => void>();
  readonly #outputListeners = new Set<(step: string, line: string) => void>();
  #activity: Activity | undefined;

  get activity(): Activity | undefined {
    return this.#activity;
  }

  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  onOutput(listener: (step: string, line: string) => void): () => void {
    this.#outputListeners.add(listener);
    return () => this.#outputListeners.delete(listener);
  }

  show(step: string, phase: Activity['phase'], text: string, evidence: readonly Evidence[] = []): void {
    const since = this.#activity?.step === step ? this.#activity.since : new Date().toISOString();
    this.#activity = { step, phase, text, since, evidence };
    this.changed();
  }

  /** Nothing is under way any more. */
  rest(): void {
    this.#activity = undefined;
    this.changed();
  }

  output(step: string, line: string): void {
    for (const listener of this.#outputListeners) listener(step, line);
  }

  changed(): void {
    for (const listener of this.#changeListeners) listener();
  }
}

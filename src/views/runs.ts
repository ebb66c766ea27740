import * as vscode from 'vscode';
import type { Home, RunSummary } from '../home/home.ts';

/** The runs of the home, newest first, read again whenever something may have changed. */
export class Runs implements vscode.Disposable {
  readonly #home: Home;
  readonly #changed = new vscode.EventEmitter<void>();
  #summaries: readonly RunSummary[] = [];

  readonly onDidChange = this.#changed.event;

  constructor(home: Home) {
    this.#home = home;
  }

  get all(): readonly RunSummary[] {
    return this.#summaries;
  }

  get unfinished(): readonly RunSummary[] {
    return this.#summaries.filter((run) => run.endedAt === null);
  }

  /** Those that this version can go on with. */
  get open(): readonly RunSummary[] {
    return this.unfinished.filter((run) => run.outcome !== 'newer');
  }

  async reload(): Promise<void> {
    this.#summaries = [...(await this.#home.runs())].reverse();
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

import * as vscode from 'vscode';
import { canGoOn, type Home, type RunSummary } from '../home/home.ts';

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

  /** Those that somebody can go on with; a damaged one is only to be reported. */
  get unfinished(): readonly RunSummary[] {
    return this.#summaries.filter((run) => run.endedAt === null && run.outcome !== 'damaged');
  }

  /** Those that this version can go on with. */
  get open(): readonly RunSummary[] {
    return this.#summaries.filter(canGoOn);
  }

  async reload(): Promise<void> {
    this.#summaries = [...(await this.#home.runs())].reverse();
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

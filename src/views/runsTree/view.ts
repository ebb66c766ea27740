import * as vscode from 'vscode';
import { viewIds } from '../contributions.ts';
import type { CurrentRun } from '../currentRun.ts';
import type { Runs } from '../runs.ts';
import { RowProvider } from '../tree/provider.ts';
import type { Row } from '../tree/row.ts';
import { runRow } from './rows.ts';

/** The tree of past and unfinished runs; the badge counts those that wait for somebody. */
export class RunsTree implements vscode.Disposable {
  readonly #provider: RowProvider;
  readonly #view: vscode.TreeView<Row>;
  readonly #listening: vscode.Disposable[];

  constructor(runs: Runs, run: CurrentRun) {
    this.#provider = new RowProvider(async () =>
      runs.all.map((one) => runRow(one, run.state?.runId, vscode.l10n)),
    );
    this.#view = vscode.window.createTreeView<Row>(viewIds.runs, { treeDataProvider: this.#provider });
    this.#listening = [
      runs.onDidChange(() => {
        this.#provider.refresh();
        const waiting = runs.unfinished.length;
        const tooltip =
          waiting === 1
            ? vscode.l10n.t('1 run is not finished')
            : vscode.l10n.t('{0} runs are not finished', waiting);
        this.#view.badge = waiting === 0 ? undefined : { value: waiting, tooltip };
      }),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) void runs.reload();
      }),
    ];
  }

  dispose(): void {
    for (const one of [...this.#listening, this.#view, this.#provider]) one.dispose();
  }
}

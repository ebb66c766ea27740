import * as vscode from 'vscode';
import type { Clusters } from '../clusters.ts';
import { viewIds } from '../contributions.ts';
import type { CurrentRun } from '../currentRun.ts';
import { setting } from '../settings.ts';
import { RowProvider } from '../tree/provider.ts';
import type { Row } from '../tree/row.ts';
import { clusterRow } from './rows.ts';

/** The tree of clusters. It reads a cluster when it first shows it, and then by the setting's interval while visible. */
export class ClusterTree implements vscode.Disposable {
  readonly #clusters: Clusters;
  readonly #run: CurrentRun;
  readonly #provider = new RowProvider(
    async () => this.#rows(),
    ({ kind, cluster }) => {
      if (kind === 'servers' && cluster !== undefined) this.#clusters.ensureServersRead(cluster);
    },
  );
  readonly #view = vscode.window.createTreeView<Row>(viewIds.clusters, {
    treeDataProvider: this.#provider,
    showCollapseAll: true,
  });
  readonly #listening: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(clusters: Clusters, run: CurrentRun) {
    this.#clusters = clusters;
    this.#run = run;
    this.#listening = [
      clusters.onDidChange(() => this.#redraw()),
      run.onDidChange(() => this.#provider.refresh()),
      this.#view.onDidChangeVisibility(() => this.#schedule()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#redraw()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('clusterPatch.refreshIntervalSeconds')) this.#schedule();
      }),
    ];
    this.#schedule();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const one of [...this.#listening, this.#view, this.#provider]) one.dispose();
  }

  #rows(): readonly Row[] {
    return this.#clusters.entries.map((entry) => {
      const allowed = entry.kind === 'bad' || this.#clusters.isAllowed(entry.value);
      if (allowed && entry.kind === 'ok') this.#clusters.ensureRead(entry.id);
      const shown = this.#run.state;
      const run = shown?.definition.name === entry.id ? shown : undefined;
      return clusterRow({ entry, state: this.#clusters.state(entry.id), run, allowed }, vscode.l10n);
    });
  }

  #redraw(): void {
    const [oldest] = this.#clusters.entries
      .flatMap(({ id }) => this.#clusters.state(id).snapshot?.takenAt ?? [])
      .sort();
    // A message would hide the welcome text of an empty view; one that came late would move the rows under the cursor.
    this.#view.message =
      this.#clusters.entries.length === 0
        ? ''
        : oldest === undefined
          ? vscode.l10n.t('Not read yet')
          : vscode.l10n.t('Last refreshed {0}', new Date(oldest).toLocaleTimeString());
    this.#provider.refresh();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const seconds = setting('clusterPatch.refreshIntervalSeconds');
    if (!this.#view.visible || seconds <= 0) return;
    // The next reading waits for the last one to end: a slow node is not asked again and again.
    this.#timer = setTimeout(
      () => void this.#clusters.refresh().finally(() => this.#schedule()),
      seconds * 1000,
    );
  }
}

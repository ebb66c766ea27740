import * as vscode from 'vscode';
import type { Clusters } from './clusters.ts';
import { commandIds } from './contributions.ts';
import type { CurrentRun } from './currentRun.ts';
import { statusText } from './statusText.ts';

/** The status bar's item; it appears with the first cluster that has been read or the first run. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    'clusterPatch.status',
    vscode.StatusBarAlignment.Left,
    50,
  );
  readonly #listening: vscode.Disposable[];
  readonly #clusters: Clusters;
  readonly #run: CurrentRun;

  constructor(clusters: Clusters, run: CurrentRun) {
    this.#clusters = clusters;
    this.#run = run;
    this.#item.name = vscode.l10n.t('Cluster Patch Checklist');
    this.#item.command = commandIds.showChecklist;
    this.#listening = [clusters.onDidChange(() => this.#draw()), run.onDidChange(() => this.#draw())];
  }

  dispose(): void {
    this.#item.dispose();
    for (const one of this.#listening) one.dispose();
  }

  #draw(): void {
    const run = this.#run.state;
    const definition = run?.definition ?? this.#clusters.selected;
    const reading = definition === undefined ? undefined : this.#clusters.state(definition.name);
    const known = reading?.snapshot !== undefined || reading?.problem !== undefined;
    if (definition === undefined || reading === undefined || (run === undefined && !known)) {
      this.#item.hide();
      return;
    }
    const { text, tooltip, accessible, attention } = statusText(
      definition,
      reading,
      run,
      this.#run.busy,
      vscode.l10n,
    );
    this.#item.text = text;
    this.#item.tooltip = asMarkdown(definition.name, tooltip);
    this.#item.accessibilityInformation = { label: accessible };
    this.#item.backgroundColor = attention
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.#item.show();
  }
}

/** Lines as Markdown; they may hold names from the cluster, which must stay text. */
function asMarkdown(title: string, lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('**').appendText(title).appendMarkdown('**');
  for (const line of lines) markdown.appendMarkdown('\n\n').appendText(line);
  return markdown;
}

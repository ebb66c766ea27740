import * as vscode from 'vscode';
import type { Operator } from '../../home/operator.ts';
import type { Clusters } from '../clusters.ts';
import { checklistPanelType } from '../contributions.ts';
import type { CurrentRun } from '../currentRun.ts';
import { pageHtml, preparePage } from '../pageHtml.ts';
import { parametersText } from '../parametersText.ts';
import { type FromPage, fromPage, keptState, type ToPage } from '../protocol.ts';
import { unreadCluster } from '../readings.ts';
import { stepScripts } from '../stepScripts.ts';
import { checklistState } from './state.ts';
import { pageTextOf } from './text.ts';

export interface PanelParts {
  readonly root: vscode.Uri;
  readonly operator: Operator;
  readonly clusters: Clusters;
  readonly run: CurrentRun;
  readonly log: vscode.LogOutputChannel;
  /** Does what a person asked for on the page. */
  readonly act: (message: FromPage) => void;
}

const checklistFiles = { script: 'checklist', styles: ['page', 'picture', 'checklist'] } as const;

/**
 * The checklist's tab. The page holds nothing that is true of the cluster: it gets the whole state whenever something
 * changed, when it says that it is ready, and when it becomes visible again (hidden pages get no messages).
 */
export class ChecklistPanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #parts: PanelParts;
  readonly #lasting: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  #revision = 0;
  #pending = false;

  constructor(parts: PanelParts) {
    this.#parts = parts;
    this.#lasting = [
      vscode.window.registerWebviewPanelSerializer(checklistPanelType, this),
      parts.run.onDidChange(() => this.#soon()),
      parts.clusters.onDidChange(() => this.#soon()),
      parts.run.onDidOutput(({ step, line }) =>
        this.#post({ type: 'output', step, lines: [line], fresh: false }),
      ),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#soon()),
    ];
  }

  get visible(): boolean {
    return this.#panel?.visible === true;
  }

  /** Opens the tab, or brings it to the front. */
  reveal(): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal();
      return;
    }
    const title = vscode.l10n.t('Checklist');
    this.#settle(vscode.window.createWebviewPanel(checklistPanelType, title, vscode.ViewColumn.Active));
  }

  /**
   * Waits for the answer to a dialog about what the page shows. Where VS Code draws its dialogs itself, they give the
   * keyboard back to the tab, but not to the page in it.
   */
  async answered<Answer>(dialog: Thenable<Answer>): Promise<Answer> {
    const answer = await dialog;
    if (this.#panel?.active === true) this.#panel.reveal();
    return answer;
  }

  /** Brings the tab back after a restart of VS Code, with the run that it showed if there still is one. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = keptState.safeParse(state);
    const runId = kept.success ? kept.data.runId : undefined;
    if (runId !== undefined && this.#parts.run.state === undefined) await this.#parts.run.show(runId);
    this.#settle(panel);
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const part of this.#lasting) part.dispose();
  }

  #settle(panel: vscode.WebviewPanel): void {
    const { root } = this.#parts;
    this.#panel = panel;
    preparePage(panel, root);
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.onDidChangeViewState(() => this.#soon());
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.html = pageHtml(panel.webview, root, checklistFiles);
  }

  #receive(data: unknown): void {
    const message = fromPage.safeParse(data);
    if (!message.success) {
      this.#parts.log.warn(`the checklist sent something unknown: ${message.error.message}`);
      return;
    }
    switch (message.data.type) {
      case 'ready':
        this.#sendAll();
        return;
      case 'readScripts':
        void this.#sendScripts(message.data.step);
        return;
      case 'endPreview':
        this.#parts.run.endPreview();
        return;
      default:
        this.#parts.act(message.data);
    }
  }

  /** Many changes in one turn make one message. */
  #soon(): void {
    if (this.#pending || this.#panel === undefined) return;
    this.#pending = true;
    setTimeout(() => {
      this.#pending = false;
      this.#sendState();
    }, 20);
  }

  #sendAll(): void {
    const { run } = this.#parts;
    this.#post({ type: 'text', text: pageTextOf(vscode.l10n) });
    this.#sendState();
    for (const step of run.state?.steps ?? []) {
      const lines = run.output(step.id);
      if (lines.length > 0) this.#post({ type: 'output', step: step.id, lines: [...lines], fresh: true });
    }
  }

  #sendState(): void {
    const { run, clusters, operator } = this.#parts;
    const definition = run.state?.definition ?? clusters.selected;
    this.#revision += 1;
    const source = {
      run: run.state,
      activity: run.activity,
      busy: run.busy,
      preview: run.previewed,
      looked: run.looked,
      author: operator.author,
      definition,
      reading: definition === undefined ? unreadCluster : clusters.state(definition.name),
      trusted: vscode.workspace.isTrusted,
    };
    this.#post({
      type: 'state',
      state: checklistState(source, this.#revision, new Date().toISOString(), vscode.l10n),
    });
  }

  async #sendScripts(step: string): Promise<void> {
    const { run, operator, clusters, log } = this.#parts;
    const { state } = run;
    if (state === undefined) return;
    try {
      const scripts = await stepScripts(operator, clusters, state, step);
      this.#post({
        type: 'scripts',
        step,
        scripts: scripts.map(({ name, node, script, arguments: values }) => ({
          operation: name,
          node,
          script,
          parameters: parametersText(values),
        })),
      });
    } catch (error) {
      log.warn(
        `the scripts of ${step} cannot be shown: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  #post(message: ToPage): void {
    void this.#panel?.webview.postMessage(message);
  }
}

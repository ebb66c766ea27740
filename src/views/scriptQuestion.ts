import * as vscode from 'vscode';
import type { ApproveScript } from '../home/scriptApprovals.ts';
import { warn } from './messages.ts';

const scheme = 'cluster-patch-script';

/**
 * Asks whether a script of one's own may run on the nodes, by its name and the hash of its text. It can be read first:
 * what is shown is the text that would run, whatever becomes of its file meanwhile.
 */
export class ScriptQuestion implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ path }) => this.#texts.get(path),
  });

  readonly approve: ApproveScript = async ({ name, text }, sha256) => {
    const [read, approve] = [vscode.l10n.t('Read It First'), vscode.l10n.t('Approve')];
    const question = vscode.l10n.t('Let the script {0} run on the nodes?', name);
    const detail = [
      vscode.l10n.t('SHA-256 {0}', sha256),
      vscode.l10n.t('It runs with your rights, as it is now. When it changes, you are asked again.'),
    ].join('\n');
    const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, read, approve);
    if (chosen !== read) return chosen === approve;
    const path = `/${sha256}/${name}.ps1`;
    this.#texts.set(path, text);
    await vscode.window.showTextDocument(vscode.Uri.from({ scheme, path }), { preview: false });
    // Not modal, so that the text can be scrolled and searched while the question stands.
    const refuse = vscode.l10n.t('Do Not Approve');
    const after = await warn(`${question} ${vscode.l10n.t('SHA-256 {0}', sha256)}`, approve, refuse);
    return after === approve;
  };

  dispose(): void {
    this.#provider.dispose();
  }
}

import * as vscode from 'vscode';
import type { Diagnosis } from '../../remoting/doctor/diagnosis.ts';
import { diagnosisText } from './diagnosisText.ts';

const scheme = 'cluster-patch-connection';

/** The last test of the connection to each cluster, as read-only documents. */
export class Connections implements vscode.Disposable {
  readonly #tested = new Map<string, Diagnosis>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: ({ path }) => {
        const diagnosis = this.#tested.get(path);
        return diagnosis === undefined
          ? vscode.l10n.t('The connection was not tested since the window was opened.')
          : diagnosisText(diagnosis, vscode.l10n);
      },
    });
  }

  /** Shows a test; an earlier one of the same cluster is replaced. */
  async show(diagnosis: Diagnosis): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${diagnosis.cluster}.md` });
    this.#tested.set(uri.path, diagnosis);
    this.#changed.fire(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

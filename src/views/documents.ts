import * as vscode from 'vscode';
import type { Operator } from '../home/operator.ts';
import type { Clusters } from './clusters.ts';
import { parametersText } from './parametersText.ts';
import { stepScripts } from './stepScripts.ts';

const scheme = 'cluster-patch';

/** The address of a run's report as a read-only document. */
export const reportUri = (runId: string): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `/report/${runId}.md` });

/** The address of the exact script of a step's operation as a read-only document. */
export const scriptUri = (runId: string, step: string, index: number): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `/script/${runId}/${step}/${index}.ps1` });

/** Gives the documents' texts. They are made from the journal each time, so an editor left open over a restart works. */
export function registerDocuments(operator: Operator, clusters: Clusters): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      const [, kind, runId = '', step = '', file = ''] = path.split('/');
      if (kind === 'report') return operator.report(runId.replace(/\.md$/, ''), 'md');
      const state = await operator.home.runState(runId);
      const script =
        state === undefined
          ? undefined
          : (await stepScripts(operator, clusters, state, step))[Number.parseInt(file, 10)];
      if (script === undefined) return vscode.l10n.t('There is no such script any more.');
      const values = parametersText(script.arguments).split('\n');
      return [
        `# ${script.name} · ${script.node}`,
        ...values.map((line) => `# ${line}`),
        '',
        script.script,
      ].join('\n');
    },
  });
}

import * as vscode from 'vscode';
import { stageTitles } from '../../remoting/doctor/diagnosis.ts';
import { outcomeText, thingsToMend } from '../connection/diagnosisText.ts';
import { inform, warn } from '../messages.ts';
import { plainText } from '../plainText.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { pickCluster } from './picks.ts';

/** Test Connection…: the way to every node, stage by stage, as a document; changes nothing. */
export async function testConnection(services: Services, target: Target): Promise<void> {
  const { clusters, operator, connections } = services;
  const definition = clusters.definition(target.cluster) ?? (await pickCluster(clusters));
  if (definition === undefined) return;
  if (!clusters.isAllowed(definition) && !(await mayChange())) return;
  const stop = new AbortController();
  const diagnosis = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: plainText(vscode.l10n.t('Testing the connection to {0}', definition.name)),
      cancellable: true,
    },
    async (progress, token) => {
      const cancelling = token.onCancellationRequested(() => stop.abort(new Error('cancelled')));
      try {
        return await operator.doctor(definition.name, {
          signal: stop.signal,
          onStage: (node, stage) => progress.report({ message: plainText(`${node}: ${stageTitles[stage]}`) }),
        });
      } catch (error) {
        if (stop.signal.aborted) return undefined;
        throw error;
      } finally {
        cancelling.dispose();
      }
    },
  );
  if (diagnosis === undefined) return;
  await connections.show(diagnosis);
  const text = outcomeText(diagnosis, vscode.l10n);
  if (thingsToMend(diagnosis) === 0) void inform(text);
  else void warn(text);
}

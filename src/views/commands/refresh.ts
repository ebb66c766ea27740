import * as vscode from 'vscode';
import { viewIds } from '../contributions.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';

/** Refresh, and the Retry of a row: definitions, runs and snapshots anew. Progress shows in the view itself. */
export async function refresh({ clusters, runs, run }: Services, { cluster }: Target): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: viewIds.clusters } }, async () => {
    await Promise.all([clusters.reload(), runs.reload(), run.reload()]);
    await clusters.refresh(cluster);
  });
}

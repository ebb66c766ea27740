import { join } from 'node:path';
import * as vscode from 'vscode';
import { isLab } from './checklist/state.ts';
import type { Clusters } from './clusters.ts';
import { setContextKeys } from './contextKeys.ts';
import type { CurrentRun } from './currentRun.ts';
import type { Runs } from './runs.ts';

/** Sets the context keys by what is known now. */
export function keepContextKeys(clusters: Clusters, runs: Runs, run: CurrentRun): vscode.Disposable {
  const set = (): void => {
    const { state, busy } = run;
    setContextKeys({
      'clusterPatch.run': busy
        ? 'busy'
        : state === undefined
          ? 'none'
          : state.status === 'active'
            ? 'ready'
            : 'ended',
      'clusterPatch.hasClusters': clusters.entries.length > 0,
      'clusterPatch.hasLab': clusters.entries.some((entry) => entry.kind === 'ok' && isLab(entry.value)),
      'clusterPatch.hasRuns': runs.all.length > 0,
      'clusterPatch.hasOpenRuns': runs.open.length > 0,
    });
  };
  set();
  return vscode.Disposable.from(clusters.onDidChange(set), runs.onDidChange(set), run.onDidChange(set));
}

/** Reads the run's cluster again after each operation and each step, so that the screen shows what they did. */
export function refreshAfterChanges(clusters: Clusters, run: CurrentRun): vscode.Disposable {
  let before = '';
  return run.onDidChange(() => {
    const { state } = run;
    if (state === undefined) return;
    const done = state.steps.flatMap((step) => [
      step.progress,
      ...step.operations.map((operation) => operation.outcome.kind),
    ]);
    const now = [state.runId, state.status, ...done].join(' ');
    if (now === before) return;
    before = now;
    void clusters.refresh(state.definition.name);
  });
}

/** Looks for definitions again when a person edits them, in the workspace or in the home. */
export function watchDefinitions(clusters: Clusters, folders: readonly string[]): vscode.Disposable {
  const watchers = folders.map((folder) =>
    vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(join(folder, 'clusters')), '*.cluster.json'),
    ),
  );
  const again = (): void => void clusters.reload();
  return vscode.Disposable.from(
    ...watchers,
    ...watchers.flatMap((watcher) => [
      watcher.onDidCreate(again),
      watcher.onDidChange(again),
      watcher.onDidDelete(again),
    ]),
  );
}

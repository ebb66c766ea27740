import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Clusters } from './clusters.ts';
import type { CurrentRun } from './currentRun.ts';
import type { Runs } from './runs.ts';

/**
 * Reads the run's cluster again when something was done and nobody works on it any more. While the program works on a run
 * the screen shows what the run reads: a reading of its own would only make the run wait for its turn.
 */
export function refreshAfterChanges(clusters: Clusters, run: CurrentRun): vscode.Disposable {
  let before = '';
  return run.onDidChange(() => {
    const { state } = run;
    if (state === undefined || run.busy) return;
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

/** Follows runs that go on elsewhere: in a terminal, or in another window on the same folder. */
export function watchRuns(runs: Runs, run: CurrentRun, runsFolder: string): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(vscode.Uri.file(runsFolder), '*/journal.jsonl'),
  );
  let pending: NodeJS.Timeout | undefined;
  const again = (): void => {
    // What is done here is known already, and a journal is written in bursts.
    if (run.busy) return;
    clearTimeout(pending);
    pending = setTimeout(() => void Promise.all([runs.reload(), run.reload()]), 200);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(again),
    watcher.onDidChange(again),
    watcher.onDidDelete(again),
    { dispose: () => clearTimeout(pending) },
  );
}

/** Looks at definitions, packages and procedures again when a person edits them, in the workspace or in the home. */
export function watchDocuments(folders: readonly string[], again: () => void): vscode.Disposable {
  const watchers = folders.flatMap((folder) =>
    documentKinds.map((kind) =>
      vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.file(join(folder, `${kind}s`)), `*.${kind}.json`),
      ),
    ),
  );
  let pending: NodeJS.Timeout | undefined;
  // An editor or a tool may write several files at once.
  const soon = (): void => {
    clearTimeout(pending);
    pending = setTimeout(again, 100);
  };
  return vscode.Disposable.from(
    ...watchers,
    ...watchers.flatMap((watcher) => [
      watcher.onDidCreate(soon),
      watcher.onDidChange(soon),
      watcher.onDidDelete(soon),
    ]),
    { dispose: () => clearTimeout(pending) },
  );
}

const documentKinds = ['cluster', 'package', 'procedure'] as const;

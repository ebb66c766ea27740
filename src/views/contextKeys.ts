import * as vscode from 'vscode';
import { isLab } from '../cluster/definition.ts';
import type { Clusters } from './clusters.ts';
import { type ContextKey, type ContextKeys, contextKeys } from './contributions.ts';
import type { CurrentRun } from './currentRun.ts';
import type { Runs } from './runs.ts';

const known = new Map<ContextKey, unknown>();

/** Sets what `when` clauses look at; a value that has not changed is not sent again. */
export function setContextKeys(values: Partial<ContextKeys>): void {
  for (const key of contextKeys) {
    const value = values[key];
    if (value === undefined || known.get(key) === value) continue;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}

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

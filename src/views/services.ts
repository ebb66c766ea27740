import type * as vscode from 'vscode';
import type { Operator } from '../home/operator.ts';
import type { ChecklistPanel } from './checklist/panel.ts';
import type { Clusters } from './clusters.ts';
import type { Connections } from './connection/connections.ts';
import type { CurrentRun } from './currentRun.ts';
import type { Runs } from './runs.ts';
import type { ScriptQuestion } from './scriptQuestion.ts';
import type { SecretStore } from './secretStore.ts';
import type { Sheets } from './sheet/sheets.ts';

/** What the commands work with. */
export interface Services {
  readonly operator: Operator;
  readonly clusters: Clusters;
  readonly runs: Runs;
  readonly run: CurrentRun;
  readonly checklist: ChecklistPanel;
  readonly sheets: Sheets;
  readonly scripts: ScriptQuestion;
  readonly connections: Connections;
  readonly secrets: SecretStore;
  readonly log: vscode.LogOutputChannel;
  /** The extension's own folder. */
  readonly root: string;
  /** Where a person's definitions go: the workspace, else the home. */
  readonly definitionsFolder: string;
}

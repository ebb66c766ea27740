import * as vscode from 'vscode';
import { type ContextKey, type ContextKeys, contextKeys } from './contributions.ts';

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

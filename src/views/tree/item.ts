import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import type { Row } from './row.ts';

/** A row as VS Code draws it. */
export function treeItem(row: Row): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(
    row.label,
    row.open === undefined ? None : row.open ? Expanded : Collapsed,
  );
  item.id = row.id;
  item.contextValue = row.kind;
  item.iconPath = new vscode.ThemeIcon(
    row.icon.name,
    row.icon.color === undefined ? undefined : new vscode.ThemeColor(row.icon.color),
  );
  item.accessibilityInformation = { label: row.accessible };
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip.join('\n');
  if (row.place !== undefined)
    item.command = { command: commandIds.openDefinition, title: row.label, arguments: [row] };
  else if (row.runId !== undefined)
    item.command = { command: commandIds.showChecklist, title: row.label, arguments: [row] };
  return item;
}

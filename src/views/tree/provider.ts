import * as vscode from 'vscode';
import { treeItem } from './item.ts';
import type { Row } from './row.ts';

/** Shows rows; where they come from is the business of whoever gives them. */
export class RowProvider implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #rows: () => Promise<readonly Row[]>;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(rows: () => Promise<readonly Row[]>) {
    this.#rows = rows;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(row?: Row): Promise<Row[]> {
    return [...(row === undefined ? await this.#rows() : row.children)];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItem(row);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

import * as vscode from 'vscode';
import { treeItem } from './item.ts';
import type { Row } from './row.ts';

/** Shows rows; where they come from is the business of whoever gives them. */
export class RowProvider implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #rows: () => Promise<readonly Row[]>;
  readonly #onOpen: (row: Row) => void;
  readonly onDidChangeTreeData = this.#changed.event;

  /** `onOpen` is called whenever what is below a row is about to be shown: not for a row that is closed. */
  constructor(rows: () => Promise<readonly Row[]>, onOpen: (row: Row) => void = () => undefined) {
    this.#rows = rows;
    this.#onOpen = onOpen;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row === undefined) return [...(await this.#rows())];
    this.#onOpen(row);
    return [...row.children];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItem(row);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

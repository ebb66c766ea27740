import * as vscode from 'vscode';

/** Opens a file where its error is. Line and column count from 1. */
export async function openPlace({
  file,
  line,
  column,
}: {
  file: string;
  line: number;
  column: number;
}): Promise<void> {
  const place = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(place, place) });
}

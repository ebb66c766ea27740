import * as vscode from 'vscode';
import type { Problem } from '../cluster/problem.ts';
import type { Home } from '../home/home.ts';
import { sentence } from './sentence.ts';

const source = 'Cluster Patch';

interface Found {
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

/**
 * What is wrong with definitions, packages and procedures, in the Problems panel: also what no schema can tell, and
 * also in files that are not open. What VS Code's own check of JSON says of the same line is not said twice.
 */
export class Diagnostics implements vscode.Disposable {
  readonly #home: Home;
  readonly #collection = vscode.languages.createDiagnosticCollection('clusterPatch');
  readonly #listening: vscode.Disposable;
  #found: readonly Found[] = [];

  constructor(home: Home) {
    this.#home = home;
    this.#listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const changed = new Set(uris.map(String));
      for (const found of this.#found) if (changed.has(String(found.uri))) this.#publish(found);
    });
  }

  /** Looks at every document anew. */
  async reload(): Promise<void> {
    const documents = await Promise.all([
      this.#home.clusters(),
      this.#home.packages(),
      this.#home.procedures(),
    ]);
    const bad = documents
      .flat()
      .flatMap((entry) => (entry.kind === 'bad' ? [found(entry.file, entry.problem)] : []));
    this.#found = await Promise.all(bad);
    const files = new Set(this.#found.map(({ uri }) => String(uri)));
    this.#collection.forEach((uri) => {
      if (!files.has(String(uri))) this.#collection.delete(uri);
    });
    for (const one of this.#found) this.#publish(one);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#collection.dispose();
  }

  #publish({ uri, diagnostic }: Found): void {
    const said = vscode.languages
      .getDiagnostics(uri)
      .some((other) => other.source !== source && other.range.start.line === diagnostic.range.start.line);
    const before = this.#collection.get(uri)?.[0];
    // Publishing what is there already would call us again, for ever.
    if (said && before !== undefined) this.#collection.delete(uri);
    if (!said && before !== diagnostic) this.#collection.set(uri, [diagnostic]);
  }
}

async function found(file: string, { message, line = 1, column = 1, remedy }: Problem): Promise<Found> {
  const uri = vscode.Uri.file(file);
  const start = new vscode.Position(line - 1, column - 1);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(start, start.translate(0, await tokenLength(uri, start))),
    `${sentence(message)} ${remedy}`,
    vscode.DiagnosticSeverity.Error,
  );
  diagnostic.source = source;
  return { uri, diagnostic };
}

/** How long the name or the value is that stands there; 1 where nothing can be read. */
async function tokenLength(uri: vscode.Uri, { line, character }: vscode.Position): Promise<number> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const rest = text.split(/\r?\n/)[line]?.slice(character) ?? '';
    return /^(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)/.exec(rest)?.[0].length ?? 1;
  } catch {
    return 1;
  }
}

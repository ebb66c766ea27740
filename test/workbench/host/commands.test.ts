import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/views/contributions.ts';

const workspace = (): string => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(folder);
  return folder;
};

before(async () => {
  await vscode.extensions.getExtension('cluster-patch.cluster-patch-checklist')?.activate();
});

/** The first diagnostics that a file gets from VS Code's own check by the schema. */
function diagnosticsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const listening = vscode.languages.onDidChangeDiagnostics(() => look());
    const look = (): void => {
      const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== 'Cluster Patch');
      if (found.length === 0) return;
      listening.dispose();
      resolve(found);
    };
    look();
  });
}

test('every declared command is registered', async () => {
  const registered = new Set(await vscode.commands.getCommands(true));
  for (const id of Object.values(commandIds)) assert.ok(registered.has(id), id);
});

test('each kind of document is checked by its schema as one types', async () => {
  for (const [folder, kind] of [
    ['clusters', 'cluster'],
    ['packages', 'package'],
    ['procedures', 'procedure'],
  ] as const) {
    const file = join(workspace(), folder, `typo.${kind}.json`);
    await mkdir(join(workspace(), folder), { recursive: true });
    await writeFile(file, '{ "no-such-field": true }\n');
    // The editor only asks for what is wrong with documents that are shown.
    const { document } = await vscode.window.showTextDocument(vscode.Uri.file(file));
    const messages = (await diagnosticsOf(document.uri)).map((diagnostic) => diagnostic.message).join('; ');
    assert.match(messages, /no-such-field|Missing property/, kind);
  }
});

test('a procedure is completed and explained as one types', async () => {
  const file = join(workspace(), 'procedures', 'typing.procedure.json');
  await mkdir(dirname(file), { recursive: true });
  const text = JSON.stringify({
    steps: [
      {
        kind: 'action',
        guards: [{ check: 'node-is-passive', node: 'first' }],
        operations: [{ operation: 'move-groups', arguments: { groups: [] } }, { operation: '' }],
        verify: [],
      },
    ],
  });
  await writeFile(file, text);
  const { document } = await vscode.window.showTextDocument(vscode.Uri.file(file));
  await diagnosticsOf(document.uri);
  const at = (part: string, offset: number) => document.positionAt(text.indexOf(part) + offset);
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    at('"operation":""', '"operation":"'.length),
  );
  const offered = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  for (const wanted of ['"stop-services"', '"move-groups"', '"start-install"'])
    assert.ok(offered.includes(wanted), `${wanted} in ${offered.join(', ')}`);
  const hover = async (part: string): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at(part, 2),
    );
    return hovers
      .flatMap(({ contents }) =>
        contents.map((content) => (typeof content === 'string' ? content : content.value)),
      )
      .join();
  };
  assert.match(await hover('"verify"'), /What must be true before the step is ticked/);
  assert.match(await hover('"action"'), /The program changes something, and verifies it/);
  assert.match(await hover('"node-is-passive"'), /The node owns none of the protected groups/);
  assert.match(await hover('"move-groups"'), /Moves groups to a node, one after the other/);
  assert.match(await hover('"first"'), /The node that is patched first/);
  assert.match(await hover('"groups"'), /The groups, in the order in which they are moved/);
});

test('a command called with nonsense does nothing and does not fail', async () => {
  for (const id of [commandIds.runNextStep, commandIds.skipStep, commandIds.stop, commandIds.abortRun])
    await vscode.commands.executeCommand(id, { runId: 'no-such-run', step: 'no-such-step' });
});

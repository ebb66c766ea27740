import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as vscode from 'vscode';

test('VS Code finds the extension and activates it', async () => {
  const extension = vscode.extensions.getExtension('cluster-patch.cluster-patch-checklist');
  assert.ok(extension);
  await extension.activate();
  assert.equal(extension.isActive, true);
});

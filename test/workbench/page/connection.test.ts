import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LabBench, patience } from '../labBench.ts';

const lab = await LabBench.open({
  name: 'connection',
  prepare: async (workspace) => {
    const clusters = join(workspace, '.cluster-patch', 'clusters');
    await mkdir(clusters, { recursive: true });
    const definition = {
      name: 'guarded',
      preset: 'rms-2007',
      nodes: ['NODE1', 'NODE2'],
      transport: { kind: 'lab', credential: { user: 'LAB\\patch' } },
    };
    await writeFile(join(clusters, 'guarded.cluster.json'), JSON.stringify(definition));
  },
});
const { vscode } = lab;
const cluster = vscode.treeItem(/^guarded/).first();
const document = vscode.webview();

test('a cluster that asks for a credential says so where none is set, with what to do', async () => {
  await vscode.showContainer('Cluster Patch');
  await cluster.waitFor(patience);
  await vscode.chooseFromMenu(cluster, 'Test Connection…');
  await vscode.notification('2 things are to be mended').waitFor(patience);
  await document.getByRole('heading', { name: 'Connection to guarded' }).waitFor();
  for (const node of ['NODE1', 'NODE2']) await document.getByRole('heading', { name: node }).waitFor();
  const failed = document.getByRole('listitem').filter({ hasText: /^✖ Authentication and session: failed/ });
  assert.equal(await failed.count(), 2);
  assert.match(await failed.first().innerText(), /What to do: Set it: Cluster Patch: Set Credential…/);
});

test('once it is set the nodes are read, and the test of the connection shows every stage passed', async () => {
  await vscode.clearNotifications();
  await vscode.chooseFromMenu(cluster, 'Set Credential…');
  const password = vscode.quickInput().locator('input[type="password"]');
  await password.waitFor();
  await password.fill('rehearsed');
  await password.press('Enter');
  await vscode.notification('is kept in the secret storage').waitFor();
  await vscode.treeItem(/^NODE2, Up/).waitFor(patience);
  await vscode.runCommand('Cluster Patch: Test Connection…');
  await vscode.notification('every node can be reached').waitFor(patience);
  const passed = document.getByRole('listitem').filter({ hasText: /^✔ Authentication and session: passed/ });
  await passed.first().waitFor();
  assert.equal(await passed.count(), 2);
  assert.equal(await document.getByRole('listitem').filter({ hasText: '✖' }).count(), 0);
  await lab.bench.screenshot('connection');
});

test('forgotten, it is gone: the next session is not opened with it', async () => {
  await vscode.clearNotifications();
  await vscode.chooseFromMenu(cluster, 'Forget Credential…');
  await vscode.notification('is forgotten').waitFor();
  await vscode.runCommand('Cluster Patch: Test Connection…');
  await vscode.notification('2 things are to be mended').waitFor(patience);
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { LabBench, patience } from '../labBench.ts';

const lab = await LabBench.open({ name: 'palette' });
const { vscode } = lab;

test('a fresh workspace offers the lab, and the tree then shows it at rest', async () => {
  await vscode.showContainer('Cluster Patch');
  await vscode.page.getByText('Patch a clustered service step by step').waitFor();
  await lab.bench.screenshot('welcome');
  await lab.tryLab();
  for (const row of [
    /^lab, at rest/,
    /^OpsMgr RMS, Online on NODE1, protected group/,
    /^Cluster Group, Online on NODE1/,
    /^NODE1, Up · active/,
    /^NODE2, Up · passive/,
  ])
    await vscode.treeItem(row).waitFor();
  assert.equal(await vscode.treeItem(/^(HealthService|OMCFG|OMSDK), Running · Manual$/).count(), 3);
  assert.equal(await vscode.treeItem(/^(HealthService|OMCFG|OMSDK), Stopped · Manual$/).count(), 3);
  await vscode.statusBarItem('lab · NODE1 · at rest').waitFor();
});

test('the servers beside the cluster are read when somebody looks at them', async () => {
  const servers = vscode.treeItem(/^Servers beside the cluster/);
  await vscode.expand(servers);
  await vscode.treeItem(/^MS1, management server, running: HealthService/).waitFor(patience);
  await vscode.treeItem(/^GW1, gateway, running: HealthService/).waitFor();
  await lab.bench.screenshot('servers');
  await servers.locator('.monaco-tl-twistie').click();
  await vscode.treeItem(/^MS1/).waitFor({ state: 'detached' });
});

test('commands that make no sense yet are not offered', async () => {
  assert.ok(await lab.isOffered('Start Procedure…'));
  for (const later of ['Run Next Step', 'Skip Step…', 'Abort Run…', 'Stop', 'Export Report…', 'Read Again'])
    assert.ok(!(await lab.isOffered(later)), later);
});

test('the whole procedure from the command palette: every step is verified and ticked', async () => {
  await lab.start('Clustered RMS: passive node first', 'KB0000001 · Lab update that changes files only');
  const total = await lab.page('.step').count();
  await vscode.statusBarItem(`lab · NODE1 · step 1/${total}`).waitFor();

  await vscode.runCommand('Cluster Patch: Run Next Step');
  const [question] = await lab.agreeUntil(lab.page('.step:nth-child(1)[data-look="ticked"]'));
  assert.match(question ?? '', /backup of the RMS encryption key/);
  await vscode.statusBarItem(`lab · NODE1 · step 2/${total}`).waitFor();

  await vscode.runCommand('Cluster Patch: Run All Remaining');
  const asked = await lab.agreeUntil(vscode.notification('The run is complete'));
  assert.ok(asked.some((text) => /Starts the installation of KB0000001 on NODE2/.test(text)));
  assert.ok(asked.some((text) => /Moves the groups .*OpsMgr RMS.* to NODE2/.test(text)));
  assert.equal(new Set(asked).size, asked.length, 'nothing is asked twice');

  assert.equal(await lab.page('.step[data-look="ticked"]').count(), total);
  await lab.progressIs(`${total} of ${total}`);
  await vscode.treeItem(/^OpsMgr RMS, Online on NODE2/).waitFor();
  await vscode.treeItem(/^NODE1, Up · passive · patched/).waitFor();
  await vscode.treeItem(/^NODE2, Up · active · patched/).waitFor();
  await vscode.treeItem(/, completed, rms-passive-first/).waitFor();
  await vscode.statusBarItem('lab · NODE2 · at rest').waitFor();
});

test('the finished run looks like a product in every theme', async () => {
  await vscode.clearNotifications();
  await lab.bench.screenshotInEveryTheme('completed');
});

test('the evidence is exported to a file, and opens from the tree of runs', async () => {
  await vscode.runCommand('Cluster Patch: Export Report…');
  await vscode.pick('HTML');
  // The dialog proposes a name as soon as it has read the folder.
  const name = vscode.quickInput().locator('input.input');
  while (!(await name.inputValue()).endsWith('.html')) await vscode.page.waitForTimeout(50);
  const file = await name.inputValue();
  await name.press('Enter');
  await vscode.notification('The report is in').waitFor();
  assert.match(await readFile(file, 'utf8'), /^<!doctype html>[\s\S]*KB0000001/i);

  await vscode.chooseFromMenu(vscode.treeItem(/, completed, rms-passive-first/), 'Open Report');
  await vscode
    .webview()
    .getByRole('heading', { name: /KB0000001|Clustered RMS/ })
    .first()
    .waitFor();
});

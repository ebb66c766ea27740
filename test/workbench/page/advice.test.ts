import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabBench, patience } from '../labBench.ts';
import { writePrintCluster } from '../printCluster.ts';

const lab = await LabBench.open({
  name: 'advice',
  look: { width: 1440, height: 1000, colorScheme: 'dark' },
  prepare: writePrintCluster,
});
const { vscode } = lab;
const sheet = vscode.webview();

/** A rehearsal is a whole run, with a PowerShell for each node. */
const rehearsal = { timeout: 300_000 } as const;

test('the advisor rehearses every procedure that suits and recommends the one that changes the database', async () => {
  await vscode.showContainer('Cluster Patch');
  await vscode.treeItem(/^PRINT2, Up/).waitFor(patience);
  await vscode.runCommand('Cluster Patch: Start Procedure…');
  await vscode.pick('Choose by Rehearsal…');
  await vscode.pick('KB0000002 · Lab update that changes files and the database');
  await vscode.notification(/\d of \d done · service-.*: /).waitFor(patience);
  await sheet.getByRole('heading', { name: 'Which procedure for KB0000002?' }).waitFor(rehearsal);
  await sheet
    .getByRole('heading', { name: 'Recommended: Clustered service: active node first, failover prevented' })
    .waitFor();
  const row = (id: string) => sheet.getByRole('row').filter({ hasText: id }).innerText();
  assert.match(await row('service-active-first'), /recommended[\s\S]*completed[\s\S]*changed/);
  assert.match(await row('service-passive-first'), /completed[\s\S]*not changed/);
  await sheet.getByText('The database was left unpatched').waitFor();
  await lab.bench.screenshotInEveryTheme('advice');
});

test('a procedure is previewed from there: each guard with what was seen, and the exact scripts', async () => {
  await sheet
    .getByRole('button', { name: 'Preview Clustered service: active node first, failover prevented' })
    .click();
  await sheet
    .getByText(/guards? (do not )?hold now/)
    .first()
    .waitFor(patience);
  const install = sheet.locator('.plan-step').filter({ hasText: 'start-install' }).first();
  await install.getByText('function Start-PatchInstall').waitFor();
  await install
    .getByText(/lab-database\.msp/)
    .first()
    .waitFor();
  await install.locator('.line[data-state="passed"] .line-observed').first().waitFor();
  await lab.bench.screenshotInEveryTheme('preview');
});

test('a rehearsal with a fault says where it stopped and why', async () => {
  await sheet.getByRole('button', { name: 'Rehearse…', exact: true }).click();
  await vscode.quickInput().locator('input.input').fill('exit=1603@start-install');
  await vscode.quickInput().getByText('ends with exit code 1603').first().click();
  await lab.bench.screenshot('faults');
  await vscode.quickInput().getByRole('button', { name: 'OK' }).click();
  await sheet.getByRole('heading', { name: /^It stopped at: Install KB0000002/ }).waitFor(rehearsal);
  await sheet.getByText(/1603/).first().waitFor();
  await lab.bench.screenshotInEveryTheme('rehearsal');
});

test('nothing of all this has changed the cluster or begun a run', async () => {
  await vscode.treeItem(/^print, at rest/).waitFor();
  await vscode.page.getByText('No run yet').waitFor();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabBench, patience } from '../labBench.ts';

const lab = await LabBench.open({ name: 'advice', look: { width: 1440, height: 1000, colorScheme: 'dark' } });
const { vscode } = lab;
const sheet = () => vscode.webview();

test('the advisor rehearses every procedure and recommends the one that changes the database', async () => {
  await lab.tryLab();
  await vscode.runCommand('Cluster Patch: Start Procedure…');
  await vscode.pick('Choose by Rehearsal…');
  await vscode.pick('KB0000002 · Lab update that changes files and the database');
  await vscode.notification(/\d of \d done · .*: /).waitFor(patience);
  await sheet()
    .getByRole('heading', { name: 'Which procedure for KB0000002?' })
    .waitFor({ timeout: 300_000 });
  await sheet()
    .getByRole('heading', { name: /^Recommended: .*active node first/ })
    .waitFor();
  const rows = sheet().getByRole('row');
  const best = rows.filter({ hasText: 'rms-active-first' }).filter({ hasNotText: 'service-active-first' });
  assert.match(await best.first().innerText(), /recommended[\s\S]*completed[\s\S]*changed/);
  const passive = rows.filter({ hasText: 'rms-passive-first' });
  assert.match(await passive.innerText(), /not changed/);
  await sheet().getByText('The database was left unpatched').first().waitFor();
  await lab.bench.screenshotInEveryTheme('advice');
});

test('a procedure is previewed from there: each guard with what was seen, and the exact scripts', async () => {
  await sheet().getByRole('button', { name: 'Preview Clustered RMS: active node first' }).click();
  await sheet()
    .getByText(/guards do not hold now|guards hold now/)
    .first()
    .waitFor(patience);
  const install = sheet().locator('.plan-step').filter({ hasText: 'start-install' }).first();
  await install.getByText('function Start-PatchInstall').waitFor();
  await install
    .getByText(/lab-database\.msp/)
    .first()
    .waitFor();
  await install.locator('.line[data-state="passed"] .line-observed').first().waitFor();
  await lab.bench.screenshotInEveryTheme('preview');
});

test('a rehearsal with a fault says where it stopped and why', async () => {
  await sheet().getByRole('button', { name: 'Rehearse…', exact: true }).click();
  await vscode.quickInput().locator('input.input').fill('exit=1603@start-install:NODE1');
  await vscode.pick('The installer on NODE1 ends with exit code 1603');
  await lab.bench.screenshot('faults-dark');
  await vscode.quickInput().getByRole('button', { name: 'OK' }).click();
  await sheet()
    .getByRole('heading', { name: /^It stopped at: / })
    .waitFor({ timeout: 200_000 });
  await sheet().getByText(/1603/).first().waitFor();
  await sheet().getByText('The installer on NODE1 ends with exit code 1603').waitFor();
  await lab.bench.screenshotInEveryTheme('rehearsal');
});

test('nothing of all this has changed the cluster or begun a run', async () => {
  await vscode.treeItem(/^lab, at rest/).waitFor();
  assert.equal(await vscode.treeItem(/, (completed|not finished), rms-/).count(), 0);
});

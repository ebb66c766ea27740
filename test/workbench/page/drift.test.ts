import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LabBench, patience } from '../labBench.ts';

const lab = await LabBench.open({ name: 'drift' });
const { vscode } = lab;

test("drift made behind the program's back appears after a refresh", async () => {
  await lab.tryLab();
  await lab.exec('NODE2', 'Start-Service OMSDK');
  await vscode.runCommand('Cluster Patch: Refresh');
  await vscode.treeItem(/^OMSDK, Running · Manual, expected Stopped · Manual, differs/).waitFor();
  await vscode.treeItem(/^lab, 1 difference/).waitFor();
  await vscode.statusBarItem('lab · NODE1 · 1 difference').waitFor();
  assert.equal(
    await vscode.treeItem(/^OMSDK, Running · Manual$/).count(),
    1,
    'the active one is as it should be',
  );
});

test('the gate fails on it, says what it saw, and ticks once it is mended', async () => {
  await vscode.runCommand('Cluster Patch: Start Procedure…');
  await vscode.pick('Clustered RMS: passive node first');
  await vscode.pick('KB0000001 · Lab update that changes files only');
  await vscode.dialog().getByText('NODE2: OMSDK is Running, expected Stopped').waitFor(patience);
  await vscode.answerDialog('Start All the Same');
  await lab.page('.step').first().waitFor(patience);
  await vscode.runCommand('Cluster Patch: Run Next Step');
  await lab.agreeUntil(lab.page('.step:nth-child(1)[data-look="ticked"]'));
  await lab.step(2).getByRole('button', { name: 'Run', exact: true }).click();
  await vscode.notification('the step failed').waitFor();
  await lab.stepLooks(2, 'failed');
  await lab.page('.attention').filter({ hasText: 'Step 2 failed' }).waitFor();
  await lab.step(2).getByText('OMSDK: Stopped').first().waitFor();
  await vscode.clearNotifications();
  await lab.bench.screenshotInEveryTheme('failed');

  await lab.exec('NODE2', 'Stop-Service OMSDK');
  await lab.step(2).getByRole('button', { name: 'Verify', exact: true }).click();
  await lab.stepLooks(2, 'ticked');
});

test('a skip needs a reason and stays a skip', async () => {
  await lab.step(3).getByRole('button', { name: 'Skip…', exact: true }).click();
  await vscode.quickInput().getByText('Why is').waitFor();
  await vscode.answer('   ');
  await vscode.quickInput().getByText('A reason is needed').waitFor();
  await vscode.answer('installed by hand yesterday');
  await lab.stepLooks(3, 'skipped');
  await lab.step(3).getByRole('button', { name: /^3\./ }).click();
  await lab.step(3).getByText('installed by hand yesterday').waitFor();
});

test('a node is restarted in the middle of the changes, and then the run is on the page again', async () => {
  await lab.step(4).getByRole('button', { name: 'Skip…', exact: true }).click();
  await vscode.answer('installed by hand yesterday');
  await lab.step(5).getByRole('button', { name: 'Run', exact: true }).click();
  await lab.agreeUntil(lab.page('.step:nth-child(5)[data-look="ticked"]'));
  await vscode.runCommand('Cluster Patch: Restart Node…');
  await vscode.pick('NODE2');
  await vscode.dialog().getByText('Restart NODE2 of lab?').waitFor(patience);
  await vscode.answerDialog('Restart');
  await vscode.treeItem(/, completed, restart-node/).waitFor(patience);
  await lab.page('.subtitle').filter({ hasText: 'passive node first' }).waitFor(patience);
  await lab.stepLooks(5, 'ticked');
});

test('an aborted run says so for ever, and can be read but not gone on with', async () => {
  await lab.button('Abort…').click();
  await vscode.answer('change window over');
  await vscode.notification('the run is aborted').waitFor();
  await lab.page('.run-status[data-status="aborted"]').waitFor();
  await lab.announces('The run is aborted.');
  assert.equal(await lab.button('Run All Remaining').count(), 0);
  await vscode.treeItem(/, aborted, rms-passive-first/).waitFor();
  const runs = join(lab.bench.workspace, '.cluster-patch', 'runs');
  const [run] = await readdir(runs);
  const journal = await readFile(join(runs, run ?? '', 'journal.jsonl'), 'utf8');
  assert.match(journal, /"run-aborted","reason":"change window over"/);
});

test('the resting state is restored from the checklist, as a run of its own', async () => {
  await lab.exec('NODE2', 'Start-Service OMSDK; Set-Service OMSDK -StartupType Automatic');
  await vscode.runCommand('Cluster Patch: Refresh');
  await lab.button('Restore Resting State…').click();
  const sheet = vscode.webview();
  await sheet.getByRole('heading', { name: 'Restore the Resting State' }).waitFor(patience);
  await sheet.getByText('NODE2: OMSDK is Running, expected Stopped').waitFor();
  await lab.bench.screenshotInEveryTheme('restore');
  await sheet.getByRole('button', { name: 'Restore…', exact: true }).click();
  await vscode.dialog().getByText('Bring lab back to its resting state?').waitFor(patience);
  await vscode.answerDialog('Restore');
  await vscode.notification('The run is complete').waitFor(patience);
  await vscode.treeItem(/, completed, restore/).waitFor();
  await vscode.treeItem(/^OMSDK, Stopped · Manual/).waitFor();
  await vscode.treeItem(/^lab, at rest/).waitFor();
});

test('what a restore leaves to a person is shown again after its changes, as it is then', async () => {
  await lab.exec('NODE2', 'Set-Service OMSDK -StartupType Automatic');
  lab.hangService('NODE2', 'OMCFG', 4711);
  await vscode.clearNotifications();
  await vscode.runCommand('Cluster Patch: Restore Resting State…');
  const sheet = vscode.webview();
  const byHand = sheet.getByText('OMCFG on NODE2 is StopPending. End its process').first();
  await sheet.getByRole('heading', { name: 'Nothing has been changed yet' }).waitFor(patience);
  await byHand.waitFor();
  await sheet.getByRole('button', { name: 'Restore…', exact: true }).click();
  await vscode.dialog().getByText('Left to do by hand').waitFor(patience);
  await vscode.answerDialog('Restore');
  await sheet
    .getByRole('heading', { name: 'Nothing here can be restored safely by a program' })
    .waitFor(patience);
  await byHand.waitFor();
  assert.equal(await sheet.getByText('OMSDK is Automatic').count(), 0, 'what was changed is listed no more');

  await lab.exec('NODE2', 'Stop-Process -Id 4711 -Force');
  await sheet.getByRole('button', { name: 'Read Again', exact: true }).click();
  await sheet.getByRole('heading', { name: 'At rest: there is nothing to restore' }).waitFor(patience);
  // The button that was pressed was drawn anew.
  await lab.focusIsOn('h1');
});

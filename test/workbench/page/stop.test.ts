import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LabBench, patience } from '../labBench.ts';

const lab = await LabBench.open({ name: 'stop' });
const { vscode } = lab;

test('Run Step… runs the steps before the chosen one too', async () => {
  await lab.tryLab();
  await lab.start('Clustered RMS: passive node first', 'KB0000001 · Lab update that changes files only');
  await vscode.runCommand('Cluster Patch: Run Step…');
  await vscode.pick('2. Check that lab is at rest and ready');
  await lab.agreeUntil(lab.page('.step:nth-child(2)[data-look="ticked"]'));
  await lab.stepLooks(1, 'ticked');
  assert.equal(await lab.step(3).getAttribute('data-look'), 'pending');
});

test('Stop leaves the step as what it is: begun, and not known how it ended', async () => {
  await lab.step(3).getByRole('button', { name: 'Run', exact: true }).click();
  await lab.agreeUntil(lab.page('.step:nth-child(3) .activity').filter({ hasText: 'still running' }));
  await lab.bench.screenshot('busy');
  await lab.button('Stop').click();
  await vscode.notification('Stopped by the operator').waitFor(patience);
  await lab.stepLooks(3, 'unsettled');
  await lab.page('.attention').filter({ hasText: 'Step 3 was interrupted' }).waitFor();
});

test('after a restart of VS Code it says that a run is unfinished, what was in flight, and what the cluster shows', async () => {
  await vscode.reload();
  const unfinished = vscode.notification('There is an unfinished run on lab: KB0000001');
  await unfinished.waitFor(patience);
  await unfinished.getByRole('button', { name: 'Resume' }).click();
  await lab
    .page('.attention')
    .filter({ hasText: /Step 3 was interrupted.*The cluster shows that it is/ })
    .waitFor(patience);
  await lab.bench.screenshotInEveryTheme('unfinished');
});

test('gone on with, it is the cluster that says whether it is done: nothing is installed twice', async () => {
  await lab.step(3).getByRole('button', { name: 'Go On', exact: true }).click();
  await lab.agreeUntil(lab.page('.step:nth-child(3)[data-look="ticked"]'));
  const { hazards } = await lab.hazards();
  assert.deepEqual(hazards, []);
  const runs = join(lab.bench.workspace, '.cluster-patch', 'runs');
  const [id] = await readdir(runs);
  const journal = await readFile(join(runs, id ?? '', 'journal.jsonl'), 'utf8');
  const installations = [...journal.matchAll(/"type":"operation-returned".*"kind":"returned"/g)];
  assert.equal(installations.length, 1);
});

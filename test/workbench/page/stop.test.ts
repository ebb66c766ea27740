import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LabBench, patience } from '../labBench.ts';

const lab = await LabBench.open({ name: 'stop' });
const { vscode } = lab;
/** Seconds, on the lab's clock: it must not end by itself before its end is what is looked at. */
const installation = 3000;

test('Run Step… runs the steps before the chosen one too', async () => {
  await lab.tryLab();
  lab.lengthenInstallations(installation);
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
  // Enter, pressed once more, must not stop it.
  await lab.focusIsOn('.step:nth-child(3) .step-head');
  await lab.bench.screenshot('busy');
  await lab.button('Stop').click();
  await vscode.notification('Stopped by the operator').waitFor(patience);
  await lab.stepLooks(3, 'unsettled');
  await lab.page('[role="status"] .attention').filter({ hasText: 'Step 3 was interrupted' }).waitFor();
  await lab.announces('Step 3, Install KB0000001 on the passive node NODE2: interrupted.');
  await lab.focusIsOn('.step:nth-child(3) vscode-button:text-is("Go On")');
});

/** What the journal says that was sent and answered. */
async function returned(): Promise<number> {
  const runs = join(lab.bench.workspace, '.cluster-patch', 'runs');
  const [id] = await readdir(runs);
  const journal = await readFile(join(runs, id ?? '', 'journal.jsonl'), 'utf8');
  return [...journal.matchAll(/"type":"operation-returned".*"kind":"returned"/g)].length;
}

test('after a restart of VS Code it says that a run is unfinished, what was in flight, and what the cluster shows', async () => {
  await vscode.reload();
  const unfinished = vscode.notification('There is an unfinished run on lab: KB0000001');
  await unfinished.waitFor(patience);
  await unfinished.getByRole('button', { name: 'Resume' }).click();
  await lab
    .page('.attention')
    .filter({ hasText: /Step 3 was interrupted\.\s+The cluster shows that it is not done yet/ })
    .waitFor(patience);
  await lab.step(3).getByRole('button', { name: 'Go On', exact: true }).waitFor();
  await lab.bench.screenshotInEveryTheme('unfinished');
});

test('resumed once it is done, it is the cluster that says so: the step is ticked, and nothing installed twice', async () => {
  lab.passWhatIsDue();
  await vscode.runCommand('Cluster Patch: Resume Run…');
  await vscode.quickInput().locator('.monaco-list-row').first().click();
  await lab.stepLooks(3, 'ticked');
  assert.equal(await returned(), 1);
  const { hazards } = await lab.hazards();
  assert.deepEqual(hazards, []);
});

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LabBench, patience } from '../labBench.ts';

const lab = await LabBench.open({
  name: 'trouble',
  async prepare(workspace) {
    await mkdir(join(workspace, 'clusters'));
    await writeFile(
      join(workspace, 'clusters', 'bad.cluster.json'),
      '{\n  "name": "bad",\n  "nodez": []\n}\n',
    );
    await writeFile(
      join(workspace, 'clusters', 'far.cluster.json'),
      JSON.stringify({
        name: 'far',
        preset: 'rms-2007',
        nodes: ['FAR1', 'FAR2'],
        transport: { kind: 'ssh', user: 'admin', port: 9, keyFile: '/nonexistent/key' },
      }),
    );
  },
});
const { vscode } = lab;

test('a definition with an error is a row that opens it where the error is', async () => {
  await vscode.showContainer('Cluster Patch');
  const bad = vscode.treeItem(/^bad, its definition has an error/);
  await bad.waitFor(patience);
  // By the keyboard: rows that are read while a mouse is on its way are drawn in other places.
  await vscode.runCommand('Cluster Patch: Focus on Clusters View');
  await vscode.focusFirstRow(bad);
  await vscode.page.keyboard.press('Enter');
  await vscode.editorTab('bad.cluster.json').waitFor();
  const place = await vscode.statusBarItem(/^Ln \d+, Col \d+/).innerText();
  assert.doesNotMatch(place, /Ln 4/);
});

test('a cluster that cannot be reached is quiet, says why, and never looks healthy', async () => {
  const unreachable = vscode.treeItem(/^FAR1, cannot be read, .*key cannot be read/);
  await unreachable.waitFor({ timeout: 120_000 });
  await vscode.treeItem(/^far, state unknown/).waitFor();
  assert.equal(await vscode.page.locator('.notifications-toasts .notification-list-item').count(), 0);
  await unreachable.hover();
  await unreachable.getByRole('button', { name: 'Read Again' }).waitFor();
  await lab.bench.screenshot('unreachable');
});

test('a procedure is duplicated, opened and checked as it is changed, beyond its schema too', async () => {
  await vscode.runCommand('Cluster Patch: Duplicate Procedure…');
  await vscode.pick('Clustered RMS: passive node first');
  await vscode.answer('rms-passive-first');
  await vscode.quickInput().getByText('There is a procedure with this id').waitFor();
  await vscode.answer('night-shift');
  await vscode.editorTab('night-shift.procedure.json').waitFor();
  const file = join(lab.bench.workspace, 'procedures', 'night-shift.procedure.json');
  const text = await readFile(file, 'utf8');
  assert.match(text, /"id": "night-shift"/);

  await vscode.page.keyboard.press('Control+Shift+M');
  const problems = vscode.page.locator('.markers-panel');
  // Which services there are is no business of the schema.
  const misnamed = text.replace(/("services": \[\s*)"HealthService"/, '$1"Nonesuch"');
  assert.notEqual(misnamed, text);
  await writeFile(file, misnamed);
  await problems.getByText(/is not a service that the procedure is for: Nonesuch/).waitFor();
  await problems.getByText(/nodez/).first().waitFor();
  await lab.bench.screenshot('problems');
  await writeFile(file, text);
  await problems.getByText(/Nonesuch/).waitFor({ state: 'detached' });
});

test('a cluster is added with three answers, and its definition is opened', async () => {
  await vscode.runCommand('Cluster Patch: Add Cluster…');
  await vscode.answer('RMS CLU');
  await vscode.quickInput().getByText('is not an id').waitFor();
  await vscode.answer('RMSCLU01');
  await vscode.quickInput().getByText('separated by commas').waitFor();
  await vscode.answer('RMS01');
  await vscode.quickInput().getByText('at least two nodes').waitFor();
  await vscode.answer('RMS01, RMS02');
  await vscode.pick('WinRM');
  await vscode.editorTab('RMSCLU01.cluster.json').waitFor();
  const file = join(lab.bench.workspace, 'clusters', 'RMSCLU01.cluster.json');
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), {
    name: 'RMSCLU01',
    preset: 'rms-2007',
    nodes: ['RMS01', 'RMS02'],
  });
});

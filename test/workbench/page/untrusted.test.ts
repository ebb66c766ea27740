import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { LabBench, patience, terminal } from '../labBench.ts';

/** Stands where a node would: whoever wants to reach it calls here. */
const node = createServer((socket) => {
  calls += 1;
  socket.destroy();
});
let calls = 0;
await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve));
after(() => node.close());
const address = node.address();
assert.ok(typeof address === 'object' && address !== null);
const { port } = address;

const lab = await LabBench.open({
  name: 'untrusted',
  settings: { 'security.workspace.trust.enabled': true },
  async prepare(workspace) {
    const way = ['--cluster', 'lab', '--procedure', 'rms-passive-first', '--package', 'lab-files'];
    const begun = terminal(workspace, 'run', ...way, '--yes', '--stop-after', 'opening-gate');
    await assert.rejects(begun, { code: 5 });
    const folder = join(workspace, '.cluster-patch', 'clusters');
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, 'strange.cluster.json'),
      JSON.stringify({
        name: 'strange',
        preset: 'rms-2007',
        nodes: ['S1', 'S2'].map((name) => ({ name, address: '127.0.0.1' })),
        transport: { kind: 'ssh', user: 'admin', port },
      }),
    );
  },
});
const { vscode } = lab;
const unfinished = vscode.notification('There is an unfinished run on lab');

test('in a workspace that is not trusted the lab is read, and no other node is called', async () => {
  await vscode.showContainer('Cluster Patch');
  await vscode.treeItem(/^strange, not read: this workspace is not trusted/).waitFor(patience);
  await vscode.treeItem(/^NODE2, Up/).waitFor(patience);
  await vscode.runCommand('Cluster Patch: Refresh');
  await lab.bench.screenshot('untrusted');
});

test('nothing that changes a cluster is offered there, and an unfinished run is not announced', async () => {
  for (const change of ['Start Procedure…', 'Restore Resting State…', 'Reset Lab', 'Resume Run…'])
    assert.ok(!(await lab.isOffered(change)), change);
  // By now whatever a start or a refresh sets going would have come.
  assert.equal(await unfinished.count(), 0);
  assert.equal(calls, 0);
});

test('once it is trusted, the unfinished run is announced and the node is called', async () => {
  await vscode.runCommand('Workspaces: Manage Workspace Trust');
  await vscode.page.getByRole('button', { name: 'Trust', exact: true }).click();
  await unfinished.waitFor(patience);
  await vscode.treeItem(/^S1, cannot be read/).waitFor(patience);
  assert.ok(calls > 0);
  assert.ok(await lab.isOffered('Restore Resting State…'));
});

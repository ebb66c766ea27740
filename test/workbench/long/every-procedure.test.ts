import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabBench, patience } from '../labBench.ts';

/* Every procedure but the one of palette.test.ts, from its choice to its end, as an administrator goes through it. */

const lab = await LabBench.open({ name: 'every-procedure' });
const { vscode } = lab;

/** A whole run, in a copy of the cluster with its servers. */
const rehearsal = { timeout: 300_000 } as const;

const files = 'KB0000001 · Lab update that changes files only';
const database = 'KB0000002 · Lab update that changes files and the database';

/** Each on a fresh lab, but for what comes after the RMS: that begins where the one before it ended. */
const journeys = [
  {
    id: 'rms-pause-passive',
    title: 'Clustered RMS: active node, with the passive one paused',
    update: files,
  },
  { id: 'rms-followup', title: 'After the RMS: management servers, gateways, agents', update: files },
  { id: 'rms-active-first', title: 'Clustered RMS: active node first, failover prevented', update: database },
  { id: 'rms-offline', title: 'Clustered RMS: everything offline first', update: files },
  { id: 'service-passive-first', title: 'Clustered service: passive node first', update: files },
  {
    id: 'service-active-first',
    title: 'Clustered service: active node first, failover prevented',
    update: files,
  },
  { id: 'cluster-os-update', title: 'Update of Windows on the nodes of a cluster', update: files },
] as const;

test('the lab is there', async () => {
  await lab.tryLab();
});

for (const { id, title, update } of journeys) {
  if (id === 'rms-followup')
    test('servers and agents are rehearsed on a copy, with a yes to a question and a fault of a server', async () => {
      await vscode.runCommand('Cluster Patch: Rehearse on a Copy of This Cluster…');
      await vscode.pick(title);
      await vscode.pick(update);
      await vscode.quickInput().getByText('Questions to Answer Yes on the Copy').waitFor(patience);
      await vscode.pick('Decide whether the pending agents are approved now');
      await lab.bench.screenshot('questions-on-copy');
      await vscode.quickInput().getByRole('button', { name: 'OK' }).click();
      await vscode.quickInput().getByText('Faults to Let In').waitFor(patience);
      const filter = vscode.quickInput().locator('input.input');
      await filter.fill('approve-agents');
      await vscode
        .quickInput()
        .getByText(/@approve-agents:NODE\d/)
        .first()
        .waitFor();
      await filter.fill('connection-lost-after@start-install:MS1');
      await vscode.quickInput().locator('.monaco-list-row').first().click();
      await vscode.quickInput().getByRole('button', { name: 'OK' }).click();
      const sheet = vscode.webview();
      await sheet.getByRole('heading', { name: 'It ended verified, with no hazard' }).waitFor(rehearsal);
      await sheet.getByText(/Approve the pending agents, batch 1/).waitFor();
      await sheet.getByText(/The connection to MS1 is lost/).waitFor();
      await lab.bench.screenshot('rehearsed-on-copy');
    });

  test(`${id}: started, agreed to step by step, every step verified, no hazard`, async () => {
    if (id !== 'rms-followup') await lab.reset();
    await lab.start(title, update);
    await vscode.clearNotifications();
    await vscode.runCommand('Cluster Patch: Run All Remaining');
    const asked = await lab.agreeUntil(vscode.notification('The run is complete'));
    assert.ok(asked.length > 0, 'nothing was changed unasked');
    await vscode.treeItem(new RegExp(`, completed, ${id}`)).waitFor(patience);
    assert.equal(
      await lab.page('.step[data-look="ticked"]').count(),
      await lab.page('.step').count(),
      'every step is ticked',
    );
    assert.deepEqual((await lab.hazards()).hazards, []);
    await vscode.clearNotifications();
    await lab.bench.screenshot(`completed-${id}`);
  });
}

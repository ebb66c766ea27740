import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabBench } from '../labBench.ts';

const lab = await LabBench.open({
  name: 'checklist',
  look: { width: 1440, height: 1100, colorScheme: 'dark' },
});
const { vscode } = lab;
let total = 0;

/** Runs the current step with its own button and waits for its tick. */
async function runStep(number: number): Promise<readonly string[]> {
  await lab
    .step(number)
    .getByRole('button', { name: /^(Run|Answer…)$/ })
    .click();
  return lab.agreeUntil(lab.page(`.step:nth-child(${number})[data-look="ticked"]`));
}

test('a procedure is started with the button of the page', async () => {
  await lab.tryLab();
  await lab.button('Start Procedure…').click();
  await vscode.pick('Clustered RMS: passive node first');
  await vscode.pick('KB0000001 · Lab update that changes files only');
  await lab.page('.step').first().waitFor();
  total = await lab.page('.step').count();
  assert.equal(await lab.page('h1').first().innerText(), 'KB0000001 · Lab update that changes files only');
});

test('the picture says in words what it shows', async () => {
  const picture = vscode
    .webview()
    .getByRole('img', { name: /NODE1: Up · active.*owns OpsMgr RMS \(Online\)/ });
  await picture.waitFor();
  assert.match(
    (await picture.getAttribute('aria-label')) ?? '',
    /NODE2: Up · passive.*OMSDK Stopped · Manual/,
  );
});

test('the exact script is there before anything is changed', async () => {
  const install = lab.step(3);
  await install.getByRole('button', { name: /^3\. Install/ }).click();
  await install.getByText('Exact script').click();
  await install.locator('.script pre').first().waitFor();
  assert.match(await install.locator('.script pre').first().innerText(), /function Start-PatchInstall/);
  await install.getByText('Exact script').click();
  await install.getByRole('button', { name: /^3\. Install/ }).click();
});

test('each step is run with its button and ticked with its evidence', async () => {
  await runStep(1);
  await lab.announces('Step 1, Confirm a recent backup of the RMS encryption key: answered.');
  await lab.focusIsOn('.step:nth-child(2) vscode-button:text-is("Run")');
  await vscode.page.keyboard.press('Enter');
  await lab.stepLooks(2, 'ticked');
  await lab.focusIsOn('.step:nth-child(3) vscode-button:text-is("Run")');
  const asked = await runStep(3);
  assert.match(asked.join(), /on NODE2/);
  const row = lab.step(3);
  await row.getByRole('button', { name: /^3\. Install/ }).click();
  await row.getByText('the installer ended with success').waitFor();
  await row.getByText(/exit code 0/).waitFor();
  await row.getByText('done: start-install').waitFor({ state: 'attached' });
  await runStep(4);
  await lab.page('.step:nth-child(5)[data-current="true"]').waitFor();
});

test('what the installer left behind shows as drift on the page and in the tree', async () => {
  await vscode.treeItem(/^OMSDK, Running · Automatic, expected Stopped · Manual/).waitFor();
  await lab.page('.service-drift').first().waitFor();
  // From its beginning: the page had followed the steps.
  await lab.page('body').press('Control+Home');
  await lab.bench.screenshotInEveryTheme('running');
});

test('a declined question changes nothing', async () => {
  await lab.step(5).getByRole('button', { name: 'Run', exact: true }).click();
  await vscode.dialog().waitFor();
  await vscode.answerDialog('Cancel');
  await lab.step(5).getByRole('button', { name: 'Run', exact: true }).waitFor();
  assert.equal(await lab.step(5).getAttribute('data-look'), 'pending');
});

test('a look at a step that was never begun finds it not done, and calls that no failure', async () => {
  await lab.step(5).getByRole('button', { name: 'Verify', exact: true }).click();
  await vscode.notification('lab: not done yet. ').waitFor();
  assert.equal(await lab.step(5).getAttribute('data-look'), 'pending');
  await vscode.clearNotifications();
});

test('hiding the page and reloading the window lose nothing: the journal is the truth', async () => {
  await vscode.runCommand('View: Close Editor');
  await vscode.statusBarItem(`step 5/${total}`).click();
  await lab.progressIs(`4 of ${total}`);
  await vscode.reload();
  await vscode.showContainer('Cluster Patch');
  await vscode.statusBarItem(`step 5/${total}`).click();
  await lab.progressIs(`4 of ${total}`);
  await lab.stepLooks(4, 'ticked');
  await lab.page('.step:nth-child(5)[data-current="true"]').waitFor();
});

test('after the reload the run goes on to its end', async () => {
  for (let number = 5; number <= total; number += 1) await runStep(number);
  await lab.progressIs(`${total} of ${total}`);
  await lab.page('.run-status[data-status="completed"]').waitFor();
  await lab.focusIsOn('h1');
  assert.equal(await lab.button('Abort…').count(), 0);
});

test('the page announces what happened to those who do not see it', async () => {
  await lab.announces('The run is complete');
});

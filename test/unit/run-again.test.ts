/** Another installation was in the way (1618): nothing was changed, so the step is begun again, never blindly. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PaperCluster } from './builders/paperCluster.ts';
import { install } from './builders/procedures.ts';
import { aRun, assertReplayIsLive, journalled, kinds, unstopped } from './builders/runs.ts';

function busy(seconds: number): PaperCluster {
  const paper = new PaperCluster();
  paper.installExitCode = 1618;
  // The other installation holds Windows Installer until then.
  paper.after(5, () => {
    paper.node('NODE2').installRunning = true;
  });
  paper.after(seconds, () => {
    paper.node('NODE2').installRunning = false;
    paper.installExitCode = 0;
  });
  return paper;
}

test('it waits for the end of the other one, then makes a new attempt with a folder and a record of its own', async (t) => {
  const paper = busy(150);
  const { run } = await aRun(t, [install()], { paper });
  const lines: string[] = [];
  run.onOutput((_step, line) => lines.push(line));
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  assert.deepEqual(
    paper.sent.map(({ operation, arguments: { stepId } }) => `${operation} ${String(stepId)}`),
    ['start-install install.1', 'start-install install.2'],
  );
  assert.deepEqual(
    kinds(await journalled(run)).filter((kind) => kind.startsWith('step-')),
    ['step-started', 'step-failed', 'step-started', 'step-verified'],
  );
  const between = paper.trace.slice(
    paper.trace.indexOf('write start-install NODE2'),
    paper.trace.lastIndexOf('write start-install NODE2'),
  );
  assert.ok(between.filter((line) => line === 'wait 60').length >= 2, 'it waited while the other one ran');
  assert.ok(lines.some((line) => line.includes('Attempt 2 of 5')));
  await assertReplayIsLive(run);
});

test('it does not ask a second time: the yes was for the step', async (t) => {
  const { run } = await aRun(t, [install()], { paper: busy(150) });
  let asked = 0;
  const confirm = async () => {
    asked += 1;
    return true;
  };
  assert.equal((await run.runCurrent({ ...unstopped(), confirm })).kind, 'ticked');
  assert.equal(asked, 1);
});

test('five attempts are enough, and the last says what is in the way', async (t) => {
  const paper = new PaperCluster();
  paper.installExitCode = 1618;
  const { run } = await aRun(t, [install()], { paper });
  const result = await run.runCurrent(unstopped());
  assert.match('reason' in result ? result.reason : '', /exit code 1618.*Another installation/);
  assert.equal(run.state.steps[0]?.attempt, 5);
});

test('any other failure is not tried again', async (t) => {
  const paper = new PaperCluster();
  paper.installExitCode = 1603;
  const { run } = await aRun(t, [install()], { paper });
  assert.equal((await run.runCurrent(unstopped())).kind, 'failed');
  assert.equal(paper.sent.length, 1);
});

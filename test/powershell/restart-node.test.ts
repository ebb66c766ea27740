/** Exit code 3010 is a decision: the restart is asked for, done with its guards, and the run goes on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorDocument, runDocument } from './contracts.ts';
import { onLab, terminal } from './terminal.ts';

test('a restart that an installer asks for is made on request, on the passive node only', async (context) => {
  const { json } = terminal(context);
  const pending = await json('run', ...onLab(), '--yes', '--fault', 'exit=3010@start-install');
  assert.equal(pending.code, 1);
  const { runId, steps } = runDocument.parse(pending.value);
  const install = steps.find(({ id }) => id === 'install-first');
  assert.match(install?.evidence[0]?.observed ?? '', /3010.*a restart of NODE2 is pending/);

  const active = await json('restart-node', '--cluster', 'lab', '--node', 'NODE1', '--yes');
  assert.equal(active.code, 3);
  assert.match(errorDocument.parse(active.value).error.message, /NODE1 is not restarted.*expected passive/);

  const restarted = await json('restart-node', '--cluster', 'lab', '--node', 'NODE2', '--yes');
  assert.equal(restarted.code, 0, JSON.stringify(restarted.value));
  assert.match(
    runDocument.parse(restarted.value).steps[0]?.evidence[0]?.observed ?? '',
    /restarted at \d{4}-/,
  );

  const resumed = await json('resume', runId, '--yes');
  assert.equal(resumed.code, 0, JSON.stringify(resumed.value));
  assert.deepEqual(runDocument.parse(resumed.value).lab.hazards, []);
});

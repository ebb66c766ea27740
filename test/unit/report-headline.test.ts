import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headlineOf } from '../../src/report/headline.ts';
import { gate, stopServices } from './builders/procedures.ts';
import { aRun } from './builders/runs.ts';

test('a step that has begun is not the next one: its outcome is not on record', async (t) => {
  const { run } = await aRun(t, [stopServices(), gate()]);
  assert.equal(
    headlineOf(run.state).explanation,
    '0 of 2 steps ticked. Step 1, “Stop the services on NODE2”, is next.',
  );
  const begun = run.state.steps.map((step, index) =>
    index === 0 ? { ...step, progress: 'started' as const } : step,
  );
  assert.equal(
    headlineOf({ ...run.state, steps: begun }).explanation,
    '0 of 2 steps ticked. Step 1, “Stop the services on NODE2”, has begun; its outcome is not on record.',
  );
});

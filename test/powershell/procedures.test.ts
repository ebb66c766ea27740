/** The built-in procedures on the lab: what `plan` says is what a run does, also with a person at the keyboard. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { builtIn } from '../../src/home/home.ts';
import type { RunState } from '../../src/tasks/runState.ts';
import { all, attendedRehearsal, forPackages, updateOf } from './attendedRehearsal.ts';
import { signal } from './labCluster.ts';
import { labHome } from './labHome.ts';

const sent = ({ steps }: RunState) =>
  steps.map(({ id, operations }) => ({
    id,
    operations: operations.map(({ operation, node, parameters, script }) => ({
      operation,
      node,
      parameters,
      script,
    })),
  }));

/** What only the run itself knows: its own id. */
const withoutRunId = (value: unknown, runId: string): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(runId, 'planned'));

describe('what plan says, a run does', { concurrency: 2 }, () => {
  for (const one of forPackages)
    it(one.id, async () => {
      const home = labHome();
      try {
        const request = { cluster: 'lab', procedure: one.id, update: updateOf(one) };
        const plan = await home.operator.plan(request, { signal });
        const run = await home.operator.startRun(request, { signal });
        try {
          while ((await run.runCurrent({ signal })).kind === 'ticked');
        } finally {
          await run.close();
        }
        const seen = await home.operator.endLabRun(run.state, signal);
        assert.equal(run.state.status, 'completed');
        assert.deepEqual(seen?.hazards, []);
        const planned = plan.steps.map(({ id, operations }) => ({
          id,
          operations: operations.map(({ name, node, arguments: parameters, script }) => ({
            operation: name,
            node,
            parameters,
            script: createHash('sha256').update(script, 'utf8').digest('hex'),
          })),
        }));
        assert.deepEqual(withoutRunId(sent(run.state), run.state.runId), planned);
      } finally {
        await home.dispose();
      }
    });
});

// The others are in test/long: each takes half a minute.
describe('with an installer that wants a person', { concurrency: 2 }, () => {
  for (const one of forPackages.filter(({ id }) =>
    ['rms-active-first', 'service-passive-first'].includes(id),
  ))
    it(one.id, () => attendedRehearsal(one));
});

it('every built-in procedure is one of the home', async () => {
  const home = labHome();
  try {
    const entries = await home.operator.home.procedures();
    const shipped = entries.filter(({ file }) => file === builtIn);
    assert.deepEqual(
      shipped.map(({ id }) => id),
      all.map(({ id }) => id),
    );
  } finally {
    await home.dispose();
  }
});

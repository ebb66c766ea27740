import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindCondition, condition } from '../../src/cluster/conditions/catalogue.ts';
import { verify } from '../../src/tasks/verification.ts';
import { aContext } from './builders/conditions.ts';
import { PaperCluster } from './builders/paperCluster.ts';

const signal = new AbortController().signal;

/** The seconds between the looks of a verification that waits in vain for groups on the passive node. */
async function pauses(within: number, attended: boolean): Promise<readonly number[]> {
  const cluster = new PaperCluster();
  const never = bindCondition(condition.parse({ check: 'groups-online', node: 'passive' }));
  const patience = { within, attended, every: undefined };
  const { passed } = await verify(cluster, [never], aContext(), patience, { signal });
  assert.equal(passed, false);
  return cluster.trace.flatMap((line) => /^wait (\d+)$/.exec(line)?.[1] ?? []).map(Number);
}

test('what does not come is looked for ever less often, and for no longer than the step says', async () => {
  const waited = await pauses(900, false);
  assert.deepEqual(waited.slice(0, 4), [1, 2, 3, 5]);
  assert.ok(waited.includes(60));
  assert.ok(
    waited.every(
      (seconds, index) => index === 0 || index === waited.length - 1 || seconds >= (waited[index - 1] ?? 0),
    ),
  );
  assert.equal(
    waited.reduce((sum, seconds) => sum + seconds, 0),
    900,
  );
});

test('a person at work is seen to have ended within a quarter of a minute', async () => {
  assert.equal(Math.max(...(await pauses(900, true))), 15);
});

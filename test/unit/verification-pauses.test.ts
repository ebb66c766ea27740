import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindCondition, condition } from '../../src/cluster/conditions/catalogue.ts';
import { type Patience, verify } from '../../src/tasks/verification.ts';
import { aContext } from './builders/conditions.ts';
import { PaperCluster } from './builders/paperCluster.ts';

const signal = new AbortController().signal;

const sum = (waits: readonly number[]): number => waits.reduce((total, seconds) => total + seconds, 0);

const never = bindCondition(condition.parse({ check: 'groups-online', node: 'passive' }));

/** The seconds between the looks of a verification that waits in vain for groups on the passive node. */
async function pauses(
  patience: { readonly within: number } & Partial<Patience>,
  cluster = new PaperCluster(),
): Promise<readonly number[]> {
  const usual = { attended: false, every: undefined, showsWithin: undefined, held: [] };
  const { passed, still } = await verify(cluster, [never], aContext(), { ...usual, ...patience }, { signal });
  const waits = cluster.trace.flatMap((line) => /^wait (\d+)$/.exec(line)?.[1] ?? []).map(Number);
  assert.equal(passed, false);
  assert.equal(still !== undefined, sum(waits) < patience.within);
  return waits;
}

test('what does not come is looked for ever less often, and for no longer than the step says', async () => {
  const waited = await pauses({ within: 900 });
  assert.deepEqual(waited.slice(0, 4), [1, 2, 3, 5]);
  assert.ok(waited.includes(60));
  assert.ok(
    waited.every(
      (seconds, index) => index === 0 || index === waited.length - 1 || seconds >= (waited[index - 1] ?? 0),
    ),
  );
  assert.equal(sum(waited), 900);
});

test('a person at work is seen to have ended within a quarter of a minute', async () => {
  assert.equal(Math.max(...(await pauses({ within: 900, attended: true }))), 15);
});

test('what was lost is not waited for once nothing has moved for a minute', async () => {
  assert.equal(sum(await pauses({ within: 900, showsWithin: 1 })), 60);
});

test('what may stand still for a quarter of an hour is looked for as long, as often as the step says', async () => {
  const waited = await pauses({ within: 7200, showsWithin: 15, every: 30 });
  assert.equal(sum(waited), 900);
  assert.deepEqual([...new Set(waited)], [30]);
});

test('what was lost is waited for as long as something moves, and a minute more', async () => {
  const cluster = new PaperCluster();
  const service = [...cluster.node('NODE1').services.values()][0];
  assert.ok(service);
  service.status = 'StopPending';
  cluster.after(200, () => {
    service.status = 'Stopped';
  });
  const waited = sum(await pauses({ within: 900, showsWithin: 1 }, cluster));
  assert.ok(waited >= 260 && waited <= 290, `${waited}`);
});

test('what was lost is waited for to the end where a node cannot be seen', async () => {
  const cluster = new PaperCluster();
  cluster.node('NODE2').reachable = false;
  assert.equal(sum(await pauses({ within: 900, showsWithin: 1 }, cluster)), 900);
});

test('what held before is not waited for once nothing has moved for a minute, by a person at work neither', async () => {
  for (const attended of [false, true]) {
    const waited = sum(await pauses({ within: 900, held: [never], attended }));
    assert.ok(waited >= 60 && waited < 75, `${waited}`);
  }
});

test('what held before is waited for as long as the cluster takes a node back', async () => {
  const cluster = new PaperCluster();
  const node = cluster.node('NODE2');
  node.state = 'Down';
  cluster.after(200, () => {
    node.state = 'Up';
  });
  const waited = sum(await pauses({ within: 900, held: [never] }, cluster));
  assert.ok(waited >= 260 && waited <= 290, `${waited}`);
});

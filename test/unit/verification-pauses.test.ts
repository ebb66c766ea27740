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
  const usual = { attended: false, every: undefined, showsWithin: undefined, staysActive: undefined };
  const { passed, still } = await verify(cluster, [never], aContext(), { ...usual, ...patience }, { signal });
  const waits = cluster.waits();
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

test('what may stand still for half an hour is looked for as long, as often as the step says', async () => {
  const waited = await pauses({ within: 7200, showsWithin: 30, every: 30 });
  assert.equal(sum(waited), 1800);
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

test('groups that rest on another node than the one they were to stay on are not waited for', async () => {
  const waited = sum(await pauses({ within: 900, staysActive: 'NODE2' }));
  assert.ok(waited >= 60 && waited <= 90, `${waited}`);
});

test('so they are not when the node that they have left is down', async () => {
  const cluster = new PaperCluster();
  cluster.node('NODE2').reachable = false;
  const waited = sum(await pauses({ within: 900, staysActive: 'NODE2' }, cluster));
  assert.ok(waited >= 60 && waited <= 90, `${waited}`);
});

test('groups that are not Online anywhere may yet come, and have the time of the step', async () => {
  const cluster = new PaperCluster();
  cluster.online = false;
  assert.equal(sum(await pauses({ within: 900, staysActive: 'NODE2' }, cluster)), 900);
});

test('what cannot be seen is not taken for still', async () => {
  const cluster = new PaperCluster();
  cluster.clusterReadable = false;
  assert.equal(sum(await pauses({ within: 900, showsWithin: 1 }, cluster)), 900);
});

test('what a person does must have held for half a minute: an update of two parts shows nothing between them', async () => {
  const cluster = new PaperCluster();
  const atRest = bindCondition(condition.parse({ check: 'groups-online', node: 'active' }));
  const usual = { every: undefined, showsWithin: undefined, staysActive: undefined, within: 900 };
  const look = async (attended: boolean): Promise<number> => {
    const before = cluster.trace.length;
    await verify(cluster, [atRest], aContext(), { ...usual, attended }, { signal });
    const waits = cluster.waits(before);
    return sum(waits.map(Number));
  };
  assert.equal(await look(false), 0);
  assert.ok((await look(true)) >= 30);
});

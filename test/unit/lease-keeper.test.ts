import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import type { ClusterDoor } from '../../src/tasks/door.ts';
import { leaseTime, parseLease } from '../../src/tasks/lease.ts';
import { LeaseKeeper } from '../../src/tasks/leaseKeeper.ts';
import { author, unstopped } from './builders/runs.ts';

const values = z.object({ lease: z.string(), previous: z.string() });
const minutes = (count: number): number => count * 60_000;

/** A property in the cluster's database, and nodes that may be busy with something that takes long. */
class Property {
  text = '';
  writes = 0;
  readonly busy = new Set<string>();
  /** Writes are not sent until they are stopped. */
  stuck = false;

  readonly door: Pick<ClusterDoor, 'readLease' | 'write'> = {
    readLease: async (node, _group, { signal }) => {
      if (this.busy.has(node)) await aborted(signal);
      return { kind: 'read', value: this.text };
    },
    write: async ({ arguments: given }, { signal }) => {
      if (this.stuck) await aborted(signal);
      const { lease, previous } = values.parse(given);
      this.writes += 1;
      if (previous === this.text) this.text = lease;
      return { kind: 'returned', value: null, milliseconds: 1 };
    },
  };

  get until(): number {
    const reading = parseLease(this.text);
    return reading.kind === 'lease' ? Date.parse(reading.lease.until) : Number.NaN;
  }

  keeper(): LeaseKeeper {
    return new LeaseKeeper({
      door: this.door,
      group: 'OpsMgr RMS',
      nodes: ['NODE1', 'NODE2'],
      claimant: { ...author, runId: 'run', session: 'a', processId: process.pid },
      follows: false,
      lender: undefined,
      hasEnded: async () => false,
    });
  }
}

const aborted = (signal: AbortSignal): Promise<never> => {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  return promise;
};

/** Lets everything happen that waits for nothing but its turn. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a claim is renewed while a long operation keeps the first node busy', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval', 'setTimeout', 'Date'] });
  const cluster = new Property();
  const keeper = cluster.keeper();
  await keeper.hold(unstopped().signal);
  const stop = keeper.keepRenewing(unstopped().signal);
  t.after(stop);
  cluster.busy.add('NODE1');
  t.mock.timers.tick(minutes(6));
  await settled();
  t.mock.timers.tick(minutes(1));
  await settled();
  assert.equal(cluster.until, minutes(7) + leaseTime);
});

test('a renewal does not take again what is gone: the step asks, and tells of it', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setInterval', 'setTimeout'] });
  const cluster = new Property();
  const keeper = cluster.keeper();
  await keeper.hold(unstopped().signal);
  t.after(keeper.keepRenewing(unstopped().signal));
  cluster.text = '';
  t.mock.timers.tick(minutes(6));
  await settled();
  assert.equal(cluster.text, '');
  assert.deepEqual(await keeper.hold(unstopped().signal), { kind: 'taken', from: undefined });
});

test('a renewal and the question of a step at the same moment do not take each other for somebody else', async (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const cluster = new Property();
  const keeper = cluster.keeper();
  const { signal } = unstopped();
  await keeper.hold(signal);
  t.mock.timers.tick(minutes(6));
  const both = await Promise.all([keeper.hold(signal), keeper.hold(signal)]);
  assert.deepEqual(both, [{ kind: 'held' }, { kind: 'held' }]);
  assert.equal(cluster.writes, 2);
  await keeper.release();
  assert.equal(cluster.text, '');
});

test('a claim is given back although its renewal was stopped before it was sent', async (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const cluster = new Property();
  const keeper = cluster.keeper();
  await keeper.hold(unstopped().signal);
  t.mock.timers.tick(minutes(6));
  cluster.stuck = true;
  const stop = new AbortController();
  const renewed = keeper.hold(stop.signal);
  await settled();
  stop.abort();
  await assert.rejects(renewed);
  cluster.stuck = false;
  assert.equal(await keeper.release(), true);
  assert.equal(cluster.text, '');
});

test('a claim that another version took over meanwhile is not taken back, also when its time has passed', async (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const cluster = new Property();
  const keeper = cluster.keeper();
  await keeper.hold(unstopped().signal);
  t.mock.timers.tick(minutes(30));
  const taken = JSON.stringify({ runId: 'run', until: new Date(minutes(20)).toISOString(), owner: 'newer' });
  cluster.text = taken;
  const hold = await keeper.hold(unstopped().signal);
  assert.match(hold.kind === 'refused' ? hold.reason : '', /taken over by another version/);
  assert.equal(cluster.text, taken);
});

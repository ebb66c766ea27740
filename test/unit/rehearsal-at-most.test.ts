import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atMost } from '../../src/home/rehearsal/atMost.ts';

test('no more than so many at once, and the results in the order of the items', async () => {
  const gates = [1, 2, 3].map(() => Promise.withResolvers<string>());
  const begun: number[] = [];
  const all = atMost(2, [0, 1, 2], (item) => {
    begun.push(item);
    return gates[item]?.promise ?? Promise.resolve('');
  });
  assert.deepEqual(begun, [0, 1]);
  gates[1]?.resolve('b');
  await gates[1]?.promise;
  await new Promise(setImmediate);
  assert.deepEqual(begun, [0, 1, 2]);
  gates[2]?.resolve('c');
  gates[0]?.resolve('a');
  assert.deepEqual(await all, ['a', 'b', 'c']);
});

test('after an error nothing more is begun, and what is under way ends first', async () => {
  const other = Promise.withResolvers<void>();
  const begun: number[] = [];
  let ended = false;
  const all = atMost(2, [0, 1, 2], async (item) => {
    begun.push(item);
    if (item === 0) throw new Error('the first');
    await other.promise;
    ended = true;
  });
  other.resolve();
  await assert.rejects(all, /the first/);
  assert.deepEqual([begun, ended], [[0, 1], true]);
});

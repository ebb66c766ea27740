import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deferred } from '../../src/remoting/deferred.ts';
import { Lane } from '../../src/remoting/lane.ts';
import { nextState, type SessionEvent, type SessionState } from '../../src/remoting/sessionState.ts';
import { pause, within } from '../../src/remoting/within.ts';

const failure = { kind: 'lost', message: 'gone', remedy: 'again' } as const;
const after = (...events: SessionEvent[]) => events.reduce<SessionState>(nextState, { phase: 'idle' });

test('a session is opened by the first call and opened again by the call after it broke', () => {
  assert.deepEqual(after({ type: 'called', key: 'N#1' }), { phase: 'opening', key: 'N#1' });
  assert.deepEqual(after({ type: 'called', key: 'N#1' }, { type: 'opened' }), { phase: 'open', key: 'N#1' });
  const broken = after({ type: 'called', key: 'N#1' }, { type: 'opened' }, { type: 'broke', failure });
  assert.deepEqual(broken, { phase: 'broken', failure });
  assert.deepEqual(nextState(broken, { type: 'called', key: 'N#2' }), { phase: 'opening', key: 'N#2' });
});

test('an open session keeps its key when it is called again', () => {
  const open = after({ type: 'called', key: 'N#1' }, { type: 'opened' });
  assert.equal(nextState(open, { type: 'called', key: 'N#2' }), open);
});

test('nothing opens a closed session, and late answers change nothing', () => {
  const closed = after({ type: 'called', key: 'N#1' }, { type: 'closed' });
  for (const late of [
    { type: 'opened' },
    { type: 'called', key: 'N#2' },
    { type: 'broke', failure },
  ] as const)
    assert.deepEqual(nextState(closed, late), { phase: 'closed' });
  assert.deepEqual(after({ type: 'opened' }), { phase: 'idle' });
});

test('a lane lets one pass at a time, in order', async () => {
  const lane = new Lane();
  const seen: string[] = [];
  const pass = async (name: string, until: Promise<unknown>) => {
    const leave = await lane.enter();
    seen.push(`${name} in`);
    await until;
    seen.push(`${name} out`);
    leave?.();
  };
  const first = deferred<void>();
  const all = [pass('a', first.promise), pass('b', Promise.resolve()), pass('c', Promise.resolve())];
  await new Promise(setImmediate);
  assert.deepEqual(seen, ['a in']);
  first.resolve();
  await Promise.all(all);
  assert.deepEqual(seen, ['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
});

test('a wider lane lets as many pass, and who leaves the row does not hold it up', async () => {
  const lane = new Lane(2);
  const [first, second] = await Promise.all([lane.enter(), lane.enter()]);
  const abort = new AbortController();
  const given = lane.enter(abort.signal);
  let passed = false;
  const third = lane.enter().then((leave) => {
    passed = true;
    return leave;
  });
  abort.abort();
  assert.equal(await given, undefined);
  await new Promise(setImmediate);
  assert.equal(passed, false);
  second?.();
  await third;
  // Leaving twice frees one place, not two.
  second?.();
  let fourth = false;
  const waiting = lane.enter().then(() => {
    fourth = true;
  });
  await new Promise(setImmediate);
  assert.equal(fourth, false);
  first?.();
  await waiting;
  assert.equal(await lane.enter(AbortSignal.abort()), undefined);
});

test('within tells what came first', async () => {
  const never = new Promise<never>(() => undefined);
  const abort = new AbortController();
  assert.deepEqual(await within(Promise.resolve(7), 60_000), { kind: 'settled', value: 7 });
  assert.deepEqual(await within(never, 1), { kind: 'too-late' });
  const waiting = within(never, 60_000, abort.signal);
  abort.abort();
  assert.deepEqual(await waiting, { kind: 'aborted' });
  await assert.rejects(within(Promise.reject(new Error('broken')), 60_000), /broken/);
});

test('a pause ends at once when it is aborted', async () => {
  const abort = new AbortController();
  const paused = pause(60_000, abort.signal);
  abort.abort(new Error('enough'));
  await assert.rejects(paused, /enough/);
});

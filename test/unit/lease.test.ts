import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Claimant,
  judgeLease,
  type Lease,
  leaseText,
  leaseTime,
  parseLease,
} from '../../src/tasks/lease.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const us: Claimant = {
  runId: 'run',
  session: 'a',
  user: 'me',
  machine: 'JUMP1',
  version: '1',
  processId: 10,
};
const theirs = (changes: Partial<Lease> = {}): Lease => ({
  ...us,
  runId: 'other',
  state: 'at-work',
  session: 'b',
  user: 'CONTOSO\\colleague',
  machine: 'JUMP2',
  processId: 20,
  since: '2026-03-01T11:50:00.000Z',
  until: '2026-03-01T12:05:00.000Z',
  ...changes,
});

const verdict = (held: Lease, alive = true): string =>
  judgeLease({ kind: 'lease', lease: held }, us, now, () => alive).kind;

test('a lease that is written down is read back, and holds for its time', () => {
  const reading = parseLease(leaseText(us, now.toISOString(), now));
  assert.ok(reading.kind === 'lease');
  assert.equal(Date.parse(reading.lease.until) - now.getTime(), leaseTime);
  assert.equal(verdict(reading.lease), 'ours');
});

for (const [what, held, alive, expected] of [
  ['a colleague’s run', theirs(), true, 'held'],
  ['a colleague’s run, expired', theirs({ until: now.toISOString() }), true, 'takeable'],
  ['another run on this machine, still at work', theirs({ machine: 'JUMP1' }), true, 'held'],
  ['another run on this machine whose process is gone', theirs({ machine: 'JUMP1' }), false, 'held'],
  ['another run, between two steps', theirs({ state: 'between-steps' }), true, 'held'],
  ['a process that is gone elsewhere cannot be told', theirs(), false, 'held'],
  ['this run, opened by a colleague elsewhere', theirs({ runId: 'run' }), true, 'takeable'],
  ['this run, open twice on this machine', theirs({ runId: 'run', machine: 'JUMP1' }), true, 'held'],
  ['this run, killed on this machine', theirs({ runId: 'run', machine: 'JUMP1' }), false, 'takeable'],
  [
    'this run, between two steps',
    theirs({ runId: 'run', machine: 'JUMP1', state: 'between-steps' }),
    true,
    'takeable',
  ],
] as const)
  test(`${what}: ${expected}`, () => assert.equal(verdict(held, alive), expected));

test('who holds it is told by name, machine, run and time', () => {
  const judged = judgeLease({ kind: 'lease', lease: theirs() }, us, now, () => true);
  assert.match(
    judged.kind === 'held' ? judged.reason : '',
    /colleague on JUMP2 .* since 2026-03-01T11:50.*run other.*12:05/,
  );
});

test('a run that is not over is told apart from one at work, with what to do about it', () => {
  const held = theirs({ state: 'between-steps' });
  const judged = judgeLease({ kind: 'lease', lease: held }, us, now, () => true);
  assert.match(
    judged.kind === 'held' ? judged.reason : '',
    /run other, which CONTOSO.colleague on JUMP2 .* since 2026-03-01T11:50.* is not over: resume it or abort it/,
  );
});

test('a lease without a state, as an older program leaves it, counts as at work', () => {
  const { state: _state, ...old } = theirs();
  const reading = parseLease(JSON.stringify(old));
  assert.equal(reading.kind === 'lease' && reading.lease.state, 'at-work');
});

test('what is not a lease is not ours to clear', () => {
  for (const text of ['x', '{}', '[]', '{"runId": 1}', 'null', '{"runId": "other", "until": "soon"}'])
    assert.equal(judgeLease(parseLease(text), us, now, () => false).kind, 'held', text);
  assert.equal(judgeLease(parseLease(''), us, now, () => true).kind, 'takeable');
});

test('the lease of a newer version is somebody’s until its time has passed, and nobody is sent to clear it', () => {
  const newer = (until: string): string =>
    JSON.stringify({ ...theirs({ until }), state: 'paused', processId: 'new' });
  const judged = judgeLease(parseLease(newer('2026-03-01T12:05:00.000Z')), us, now, () => false, true);
  assert.equal(judged.kind, 'held');
  assert.match(judged.reason, /^run other of another version .* ends at 2026-03-01T12:05/);
  assert.doesNotMatch(judged.reason, /clear/);
  const over = judgeLease(parseLease(newer('2026-03-01T11:59:00.000Z')), us, now, () => true);
  assert.deepEqual(over, { kind: 'takeable', from: undefined });
});

test('a restore begins where a run was left by everybody, and nowhere else', () => {
  const follow = (held: Lease, alive: boolean): string =>
    judgeLease({ kind: 'lease', lease: held }, us, now, () => alive, true).kind;
  assert.equal(follow(theirs({ state: 'between-steps' }), true), 'takeable');
  assert.equal(follow(theirs({ machine: 'JUMP1' }), false), 'takeable');
  assert.equal(follow(theirs({ machine: 'JUMP1' }), true), 'held');
  assert.equal(follow(theirs(), false), 'held');
});

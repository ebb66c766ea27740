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
  ['another run on this machine whose process is gone', theirs({ machine: 'JUMP1' }), false, 'takeable'],
  ['a process that is gone elsewhere cannot be told', theirs(), false, 'held'],
  ['this run, opened by a colleague elsewhere', theirs({ runId: 'run' }), true, 'takeable'],
  ['this run, open twice on this machine', theirs({ runId: 'run', machine: 'JUMP1' }), true, 'held'],
] as const)
  test(`${what}: ${expected}`, () => assert.equal(verdict(held, alive), expected));

test('who holds it is told by name, machine, run and time', () => {
  const judged = judgeLease({ kind: 'lease', lease: theirs() }, us, now, () => true);
  assert.match(
    judged.kind === 'held' ? judged.reason : '',
    /colleague on JUMP2 .* since 2026-03-01T11:50.*run other.*12:05/,
  );
});

test('what is not a lease is not ours to clear', () => {
  for (const text of ['x', '{}', '[]', '{"runId": 1}', 'null'])
    assert.equal(judgeLease(parseLease(text), us, now, () => false).kind, 'held', text);
  assert.equal(judgeLease(parseLease(''), us, now, () => true).kind, 'takeable');
});

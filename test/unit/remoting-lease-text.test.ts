import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLease, encodeLease } from '../../src/remoting/leaseText.ts';

test('a lease passes through a command line and comes back as it was', () => {
  for (const text of [
    '',
    '{"user":"DOM\\\\Jörg","machine":"PC-1","note":"a_b, c: \'d\'=%e%"}',
    '_7B',
    'snow ☃ and 😀',
  ]) {
    assert.match(encodeLease(text), /^[A-Za-z0-9._-]*$/);
    assert.equal(decodeLease(encodeLease(text)), text);
  }
  assert.equal(encodeLease('run-1.x y'), 'run-1.x_20y');
});

test('what somebody else wrote there is left as it is', () => {
  for (const text of ['{"runId":"r"}', 'in use by Jo_', '_zz', '_7b', '_C3'])
    assert.equal(decodeLease(text), text);
});

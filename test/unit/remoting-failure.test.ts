import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf } from '../../src/remoting/failure.ts';
import type { ErrorInfo } from '../../src/remoting/protocol.ts';
import { plainNumber, windowsError } from '../../src/remoting/windowsErrors.ts';

const error = (parts: Partial<ErrorInfo>): ErrorInfo => ({
  message: 'Ein Text in irgendeiner Sprache.',
  errorId: '',
  category: 'NotSpecified',
  exceptions: [],
  numbers: [],
  ...parts,
});

const whileCalling = (parts: Partial<ErrorInfo>, broken = false) =>
  failureOf({ kind: 'error', broken, error: error(parts) }, 'NODE1', 'calling');
const whileOpening = (parts: Partial<ErrorInfo>) =>
  failureOf({ kind: 'error', broken: true, error: error(parts) }, 'NODE1', 'opening');

test('an error is known by its number, in whatever form it comes', () => {
  for (const numbers of [[5070], [-2147019826], [-2146233087, 0, 5070], [-2147467259, 5070]]) {
    const failure = whileCalling({ numbers });
    assert.equal(failure.code, 5070, String(numbers));
    assert.match(failure.remedy, /Resume the node/);
  }
  assert.equal(whileCalling({ message: 'Moving: gesperrt (0x800713CE / 5070)' }).code, 5070);
});

test('numbers that only say that something failed are not shown', () => {
  for (const number of [0, -2146233087, -2147467259]) assert.equal(plainNumber(number), undefined);
  assert.equal(whileCalling({ numbers: [-2146233087] }).code, undefined);
});

test('access denied is its own kind, also over the wire of WinRM', () => {
  assert.equal(whileOpening({ numbers: [5] }).kind, 'denied');
  assert.equal(whileCalling({ numbers: [-2147024891] }).kind, 'denied');
  const untrusted = whileOpening({ numbers: [-2144108316] });
  assert.equal(untrusted.kind, 'denied');
  assert.match(untrusted.remedy, /TrustedHosts is never changed/);
  assert.match(untrusted.message, /NODE1.*0x803380E4/);
});

test('a node that cannot be reached is told with cause and remedy', () => {
  const failure = whileOpening({ numbers: [-2144108526] });
  assert.equal(failure.kind, 'unreachable');
  assert.match(failure.remedy, /Enable-PSRemoting/);
  assert.equal(whileOpening({ numbers: [-2144108123] }).kind, 'unreachable');
  assert.match(whileOpening({ errorId: 'Something,New' }).remedy, /Something,New/);
});

test('a call whose session broke may have happened', () => {
  assert.equal(whileCalling({}, true).kind, 'lost');
  assert.equal(failureOf({ kind: 'lost', reason: 'x' }, 'NODE1', 'calling').kind, 'lost');
  assert.equal(failureOf({ kind: 'dropped', unsent: false }, 'NODE1', 'calling').kind, 'lost');
  assert.equal(failureOf({ kind: 'dropped', unsent: true }, 'NODE1', 'calling').kind, 'unreachable');
  assert.equal(failureOf({ kind: 'lost', reason: 'x' }, 'NODE1', 'opening').kind, 'unreachable');
});

test('the errors that a cluster meets have meaning and remedy', () => {
  const numbers = [
    5, 1051, 1053, 1058, 1060, 1062, 1067, 1069, 5007, 5013, 5016, 5042, 5050, 5070, 5071, 5908, 5910, 5925,
  ];
  for (const number of numbers) {
    const known = windowsError(number);
    assert.ok(known !== undefined && known.meaning !== '' && known.remedy !== '', String(number));
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf } from '../../src/remoting/failure.ts';
import { mayPass } from '../../src/remoting/passing.ts';
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

test('a quota of WinRM is told with its number, who uses it up, and where it is raised', () => {
  // Source: wsmerror.h: ERROR_WSMAN_QUOTA_MAX_SHELLS, …_MAX_SHELLS_PPQ, …_MAX_SHELLUSERS.
  for (const [number, hex, name] of [
    [-2144108123, '0x803381A5', 'Shell\\\\MaxShellsPerUser'],
    [-2144108060, '0x803381E4', 'Quotas\\\\MaxShellsPerUser'],
    [-2144108117, '0x803381AB', 'Shell\\\\MaxConcurrentUsers'],
  ] as const) {
    const failure = whileOpening({ numbers: [number] });
    assert.equal(failure.kind, 'unreachable');
    assert.match(failure.message, new RegExp(hex));
    assert.match(failure.remedy, new RegExp(name));
    assert.match(failure.remedy, /Get-WSManInstance .* Shell -Enumerate/);
  }
});

test('only what may have passed in a moment is tried once more: never a refusal, a quota or a time that is over', () => {
  const winrm = {
    kind: 'winrm',
    address: 'NODE1',
    https: false,
    port: 5985,
    configurationName: '',
    authentication: 'Default',
    openTimeout: 30_000,
    idleTimeout: null,
    operationTimeout: null,
    noMachineProfile: true,
  } as const;
  const passes = (...numbers: number[]) =>
    mayPass(winrm, { kind: 'error', broken: true, error: error({ numbers }) });
  // 0x80338112: the HTTP service is not available; 12030: the connection was cut.
  for (const number of [-2144108270, 12030]) assert.equal(passes(number), true, String(number));
  // Denied, wrong password, not trusted, too many shells, slower please, no answer in time, unknown.
  for (const number of [5, 1326, -2144108316, -2144108123, -2144108121, -2144108250, 4711])
    assert.equal(passes(number), false, String(number));
  assert.equal(mayPass(winrm, { kind: 'stopped', why: 'timed-out', broken: true }), false);
  assert.equal(mayPass(winrm, { kind: 'lost', reason: 'the PowerShell process ended' }), true);
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

test('errors of WMI and of the cluster behind it have number, meaning and remedy', () => {
  const privacy = whileCalling({
    message: 'Reading the cluster: Zugriff verweigert (0x80041087 / 2147750023)',
  });
  assert.equal(privacy.kind, 'denied');
  assert.match(privacy.message, /0x80041087/);
  assert.match(privacy.remedy, /encrypted connection.*packet privacy/);
  const method = whileCalling({ message: 'Pausing the node N: Ungültig (0x8004102E / 2147749934)' });
  assert.match(method.remedy, /no such method/);
  assert.equal(whileCalling({ message: 'Moving: Systemfehler 5070 (0x800713CE / 5070)' }).code, 5070);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitCodeMeaning } from '../../src/cluster/installerExitCodes.ts';

const kindOf = (code: number, kind?: 'msu') => exitCodeMeaning(code, kind).outcome.kind;
const remedyOf = (code: number, kind?: 'msu') => {
  const { outcome } = exitCodeMeaning(code, kind);
  return 'remedy' in outcome ? outcome.remedy : undefined;
};

test('every exit code leads to its own outcome', () => {
  const outcomes = {
    done: [0],
    'restart-pending': [3010],
    restarting: [1641],
    busy: [1618],
    cancelled: [1602],
    'not-applicable': [1633, 1642],
    already: [1638, 1648],
    failed: [
      1601, 1603, 1612, 1619, 1620, 1622, 1625, 1631, 1635, 1636, 1637, 1639, 1640, 1643, 1645, 1646, 1647,
      1649,
    ],
  };
  for (const [outcome, codes] of Object.entries(outcomes))
    for (const code of codes) assert.equal(kindOf(code), outcome, String(code));
});

test('wusa.exe says its own things, signed or not, beside those of Windows Installer', () => {
  const outcomes = {
    done: [0],
    'restart-pending': [3010, 0x240005],
    already: [2359302, 1],
    'not-applicable': [-2145124329, 0x80240017],
    busy: [0x80240016, 1618, 0x80070652],
    failed: [0x80070005, 0x80070422, 0x80070643, 0x800f0922],
  };
  for (const [outcome, codes] of Object.entries(outcomes))
    for (const code of codes) assert.equal(kindOf(code, 'msu'), outcome, String(code));
  assert.equal(kindOf(2359302), 'failed', 'no other installer means that');
  assert.match(remedyOf(0x80070005, 'msu') ?? '', /SYSTEM/);
});

test('a code that nobody knows is a failure, never a success', () => {
  for (const code of [-1, 1, 5, 17028]) assert.equal(kindOf(code), 'failed');
});

test('each one says what it is, and what to do where something is to be done', () => {
  for (const code of [0, 1603, 1618, 1619, 3010, 99]) {
    const { name, meaning } = exitCodeMeaning(code);
    for (const text of [name, meaning]) assert.notEqual(text, '');
    assert.notEqual(remedyOf(code), '');
  }
  assert.match(remedyOf(1619) ?? '', /local disk/);
});

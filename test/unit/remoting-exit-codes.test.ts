import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitCodeMeaning } from '../../src/cluster/installerExitCodes.ts';

test('every exit code leads to its own outcome', () => {
  const outcomes = {
    success: [0],
    'restart-required': [3010],
    'restart-started': [1641],
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
    for (const code of codes) assert.equal(exitCodeMeaning(code).outcome, outcome, String(code));
});

test('a code that nobody knows is a failure, never a success', () => {
  for (const code of [-1, 1, 5, 17028]) assert.equal(exitCodeMeaning(code).outcome, 'failed');
});

test('each one says what it is and what to do', () => {
  for (const code of [0, 1603, 1618, 1619, 3010, 99])
    for (const text of [
      exitCodeMeaning(code).name,
      exitCodeMeaning(code).meaning,
      exitCodeMeaning(code).remedy,
    ])
      assert.notEqual(text, '');
  assert.match(exitCodeMeaning(1619).remedy, /local disk/);
});

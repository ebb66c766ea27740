import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPowerShell, type Machine } from '../../src/remoting/discovery.ts';

const machine = (platform: NodeJS.Platform, path: string, files: readonly string[]): Machine => ({
  platform,
  path,
  isFile: (file) => files.includes(file),
});

const windows = machine(
  'win32',
  'C:\\Tools;C:\\Program Files\\PowerShell\\7;C:\\Windows\\System32\\WindowsPowerShell\\v1.0',
  [
    'C:\\Tools\\my.exe',
    'C:\\Program Files\\PowerShell\\7\\pwsh.exe',
    'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  ],
);
const linux = machine('linux', '/usr/local/bin:/usr/bin', [
  '/usr/bin/pwsh',
  '/opt/x/pwsh',
  '/srv/program/.tools/lab-host/pwsh',
]);
const bare = machine('linux', '/usr/bin', ['/srv/program/.tools/lab-host/pwsh']);
const none = { setting: undefined, toolsRoot: undefined };

test('the setting comes first, as a path or as a command', () => {
  assert.deepEqual(findPowerShell(linux, { ...none, setting: '/opt/x/pwsh' }), {
    kind: 'found',
    executable: '/opt/x/pwsh',
    source: 'setting',
  });
  assert.deepEqual(findPowerShell(windows, { ...none, setting: 'my' }), {
    kind: 'found',
    executable: 'C:\\Tools\\my.exe',
    source: 'setting',
  });
});

test('a setting that names nothing is an error, though there is another PowerShell', () => {
  const found = findPowerShell(linux, { setting: '/opt/gone/pwsh', toolsRoot: '/srv/program' });
  assert.equal(found.kind, 'missing');
  assert.match(found.kind === 'missing' ? found.message : '', /\/opt\/gone\/pwsh/);
});

test('without a setting: pwsh, then powershell.exe, then the lab host', () => {
  assert.deepEqual(findPowerShell(windows, none), {
    kind: 'found',
    executable: 'C:\\Program Files\\PowerShell\\7\\pwsh.exe',
    source: 'pwsh',
  });
  const old = machine('win32', windows.path, [
    'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  ]);
  assert.deepEqual(findPowerShell(old, none), {
    kind: 'found',
    executable: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    source: 'powershell.exe',
  });
  assert.deepEqual(findPowerShell(bare, { setting: '  ', toolsRoot: '/srv/program' }), {
    kind: 'found',
    executable: '/srv/program/.tools/lab-host/pwsh',
    source: 'lab-host',
  });
});

test('a relative entry of the PATH is not searched: whoever fills the current folder would choose the program', () => {
  const tricked = machine('linux', '.:bin::/usr/bin', ['pwsh', './pwsh', 'bin/pwsh']);
  assert.equal(findPowerShell(tricked, none).kind, 'missing');
});

test('nothing found is told with a remedy', () => {
  const found = findPowerShell(bare, none);
  assert.equal(found.kind, 'missing');
  assert.match(found.kind === 'missing' ? found.remedy : '', /aka\.ms\/powershell/);
});

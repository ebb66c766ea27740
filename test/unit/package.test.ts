import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareVersions, updatePackage } from '../../src/cluster/package.ts';
import { installerCommand } from '../../src/tasks/installerCommand.ts';
import { aPackage } from './builders/clusters.ts';

const raw = (changes: object) => ({ ...aPackage(), ...changes });

test('versions are compared as numbers, not as text', () => {
  assert.ok(compareVersions('6.0.6278.9', '6.0.6278.11') < 0);
  assert.ok(compareVersions('6.0.10000.0', '6.0.6278.20') > 0);
  assert.equal(compareVersions('6.0.6278.20', '6.0.6278.20'), 0);
  assert.ok(compareVersions('6.1.0.0', '6.0.9999.9') > 0);
});

test('what is not a version is never the later one', () => {
  assert.ok(!(compareVersions('6.0.6278.20 (release)', '6.0.6278.20') >= 0));
});

test('exit codes 0, 3010 and 1641 mean what Windows Installer says when the package says nothing', () => {
  assert.deepEqual(aPackage().exitCodes, { success: [0], restart: [3010, 1641] });
  assert.deepEqual(aPackage({ exitCodes: { success: [0, 1] } }).exitCodes, {
    success: [0, 1],
    restart: [3010, 1641],
  });
});

test('a package without files to verify is refused, and says what to add', () => {
  const parsed = updatePackage.safeParse(raw({ files: [] }));
  assert.match(parsed.error?.issues[0]?.message ?? '', /names no file.*copy the file table/);
});

test('a hash is compared without case', () => {
  const installer = { kind: 'msi', path: 'C:\\a.msi', sha256: 'AB'.repeat(32) } as const;
  assert.equal(aPackage({ installer }).installer.sha256, 'ab'.repeat(32));
});

for (const [what, changes] of Object.entries({
  'a share, which is a second hop': { installer: { kind: 'msi', path: '\\\\server\\share\\a.msi' } },
  'a package that lies nowhere': { installer: { kind: 'msi' } },
  'a package that is copied, and no hash to prove the copy': {
    installer: { kind: 'msi', source: 'C:\\Downloads\\a.msi' },
  },
  'a source that depends on the folder': {
    installer: { kind: 'msi', source: 'a.msi', sha256: 'ab'.repeat(32) },
  },
  'a hash that is cut short': { installer: { kind: 'msi', path: 'C:\\a.msi', sha256: 'ab' } },
  'an argument with a quotation mark': {
    installer: { kind: 'exe', path: 'C:\\a.exe', arguments: ['/x" /uninstall "'] },
  },
  'an argument with a line break': { installer: { kind: 'exe', path: 'C:\\a.exe', arguments: ['/q\n/x'] } },
  'a version of three numbers': { files: [{ path: 'C:\\a.dll', version: '6.0.1' }] },
  'an attended package without instructions': {
    installer: { kind: 'attended', path: 'C:\\a.exe', instructions: [] },
  },
  'an unknown field': { changesDB: true },
  'a KB that is not one': { kb: '951380' },
}))
  test(`${what} is refused`, () => {
    assert.equal(updatePackage.safeParse(raw(changes)).success, false);
  });

test('a package that is copied lies in a folder of its own hash, wherever it comes from', () => {
  const sha256 = 'ab'.repeat(32);
  for (const source of ['/home/me/a.msp', 'D:\\Downloads\\a.msp', '\\\\server\\share\\a.msp']) {
    const { installer } = aPackage({ installer: { kind: 'msp', source, sha256 } });
    assert.equal(installer.path, 'C:\\ProgramData\\ClusterPatch\\Packages\\abababababababab\\a.msp');
    assert.deepEqual(
      updatePackage.parse(aPackage({ installer })).installer,
      installer,
      'also when read again',
    );
  }
  const own = aPackage({ installer: { kind: 'msp', source: '/a.msp', path: 'D:\\Updates\\a.msp', sha256 } });
  assert.equal(own.installer.path, 'D:\\Updates\\a.msp');
});

test('an update is installed silently and does not restart the node by itself', () => {
  const msp = aPackage({ installer: { kind: 'msp', path: 'C:\\a.msp', properties: ['REINSTALL=ALL'] } });
  assert.deepEqual(installerCommand(msp.installer), {
    file: 'msiexec.exe',
    arguments: ['/p', 'C:\\a.msp', 'REINSTALL=ALL', '/qn', '/norestart'],
    runAs: 'user',
  });
  const msi = aPackage({ installer: { kind: 'msi', path: 'C:\\a.msi' } });
  assert.deepEqual(installerCommand(msi.installer)?.arguments, ['/i', 'C:\\a.msi', '/qn', '/norestart']);
  const exe = aPackage({
    installer: { kind: 'exe', path: 'C:\\a.exe', arguments: ['/q'], runAs: 'system' },
  });
  assert.deepEqual(installerCommand(exe.installer), {
    file: 'C:\\a.exe',
    arguments: ['/q'],
    runAs: 'system',
  });
});

test('an update of Windows is installed by wusa.exe, always as SYSTEM, and may name no service', () => {
  const msu = { installer: { kind: 'msu', path: 'C:\\a.msu' }, updates: 'operating-system', services: [] };
  const parsed = updatePackage.parse(raw(msu));
  assert.deepEqual(installerCommand(parsed.installer), {
    file: 'wusa.exe',
    arguments: ['C:\\a.msu', '/quiet', '/norestart'],
    runAs: 'system',
  });
  const asUser = { ...msu, installer: { ...msu.installer, runAs: 'user' } };
  assert.equal(updatePackage.safeParse(raw(asUser)).success, false, 'there is no choice');
  assert.equal(updatePackage.parse(raw({})).updates, 'product');
});

test('an attended package has no command: a person starts it', () => {
  const attended = aPackage({
    installer: { kind: 'attended', path: 'C:\\a.exe', instructions: ['Start it.'] },
  });
  assert.equal(installerCommand(attended.installer), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clusterObjectName,
  hostName,
  identifier,
  localPath,
  sameName,
  serviceName,
} from '../../src/cluster/names.ts';

const hostile = [
  '',
  ' ',
  'NODE1 ',
  '-NODE1',
  'NODE1-',
  'NODE1;Restart-Computer',
  'NODE1"',
  "NODE1'",
  'NODE1`n',
  '$(Get-Date)',
  '$env:COMPUTERNAME',
  'NODE1\n',
  'NODE1\r\nNODE2',
  'NODE1\u0000',
  'NODE1|NODE2',
  'NODE1&calc',
  '..',
  'NODE1..contoso.com',
  '\\\\NODE1',
  'NODE_1',
  'ＮＯＤＥ１',
  `${'a'.repeat(64)}`,
  `${'a.'.repeat(130)}com`,
];

for (const name of hostile)
  test(`${JSON.stringify(name.slice(0, 30))} is refused as a host name`, () => {
    assert.equal(hostName.safeParse(name).success, false);
  });

test('NetBIOS names, qualified names and addresses are host names', () => {
  for (const name of ['NODE1', 'n', 'node-1.contoso.com', '10.0.0.1', 'a'.repeat(63)])
    assert.equal(hostName.parse(name), name);
});

test('an id cannot leave its folder or start an option', () => {
  for (const id of ['..', '.', '../x', 'a/b', 'a\\b', '-rf', 'a.', 'a\n', 'a b', '', 'a'.repeat(65)])
    assert.equal(identifier.safeParse(id).success, false, JSON.stringify(id));
  for (const id of ['a', 'kb951380', 'rms-passive-first', 'v1.2_x', 'a'.repeat(64)])
    assert.equal(identifier.parse(id), id);
});

test('group and resource names are free text, but of one line', () => {
  for (const name of ['OpsMgr "RMS"; $(x)', 'Réseau d’accès', '集群', "it's"])
    assert.equal(clusterObjectName.parse(name), name);
  for (const name of ['', 'a\nb', 'a\tb', 'a\u0085b', 'a'.repeat(257)])
    assert.equal(clusterObjectName.safeParse(name).success, false, JSON.stringify(name));
});

test('a service name has no slash, as Windows wants it', () => {
  assert.equal(serviceName.parse('MSSQL$OPSMGR'), 'MSSQL$OPSMGR');
  for (const name of ['a/b', 'a\\b']) assert.equal(serviceName.safeParse(name).success, false);
});

test('a path lies on a disk of the node itself', () => {
  assert.equal(localPath.parse('D:\\Updates\\KB951380 (x64).msp'), 'D:\\Updates\\KB951380 (x64).msp');
  for (const path of [
    '\\\\server\\share\\a.msp',
    'a.msp',
    'C:a.msp',
    '/tmp/a',
    'C:\\a"b',
    'C:\\a\nb',
    'C:\\a|b',
  ])
    assert.equal(localPath.safeParse(path).success, false, JSON.stringify(path));
});

test('names are compared as Windows compares them', () => {
  assert.ok(sameName('Node1', 'NODE1'));
  assert.ok(!sameName('NODE1', 'NODE1.contoso.com'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sshFailure } from '../../src/remoting/sshErrors.ts';

const connection = (address: string, port: number) => ({
  kind: 'ssh' as const,
  address,
  user: 'ops',
  port,
  keyFile: null,
  subsystem: 'powershell',
  options: {},
  openTimeout: 1,
});
const error = { message: 'The transport ended.', errorId: '', category: '', exceptions: [], numbers: [] };
const failureOf = (address: string, port: number, ...heard: string[]) =>
  sshFailure(connection(address, port), { kind: 'error', broken: true, error, heard }, 'NODE1');

test('what ssh says of another node is not taken for this one', () => {
  const others = [
    'ops@other: Permission denied (publickey).',
    'ssh: connect to host other port 22: Connection refused',
    'ssh: connect to host node1 port 2222: Connection refused',
    'No ED25519 host key is known for other and you have requested strict checking.',
    'Host key for [node1]:2222 has changed and you have requested strict checking.',
    'ssh: Could not resolve hostname other: Name or service not known',
  ];
  assert.equal(failureOf('node1', 22, ...others), undefined);
  const own = failureOf('node1', 22, ...others, 'ops@NODE1: Permission denied (publickey).');
  assert.match(own?.message ?? '', /NODE1: Permission denied/);
});

test('ssh may name the address that a name stands for', () => {
  const failure = failureOf(
    'node1',
    22,
    'kex_exchange_identification: read: x',
    'Connection reset by 10.0.0.1 port 22',
  );
  assert.equal(failure?.kind, 'unreachable');
  assert.match(failure?.message ?? '', /closed the connection before/);
});

test('the cause is told, not what follows from it', () => {
  const failure = failureOf(
    'node1',
    22,
    '/root/key is group readable.',
    'Load key "/root/key": bad permissions',
    'ops@node1: Permission denied (publickey).',
  );
  assert.match(failure?.message ?? '', /private key file cannot be used/);
});

test('another transport, and words that nobody knows, are left to the common table', () => {
  assert.equal(failureOf('node1', 22, 'something new'), undefined);
  const process = { kind: 'process' as const };
  const heard = ['ops@node1: Permission denied (publickey).'];
  assert.equal(sshFailure(process, { kind: 'error', broken: true, error, heard }, 'NODE1'), undefined);
});

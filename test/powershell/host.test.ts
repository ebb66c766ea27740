import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { PowerShellHost } from '../../src/remoting/host.ts';
import { invoke, keptLog, newHost, open } from './localPowerShell.ts';

let host: PowerShellHost;
before(async () => {
  host = newHost(keptLog());
  const opened = await Promise.all([open(host, 'A'), open(host, 'B')]);
  assert.deepEqual(opened, [
    { kind: 'result', values: [] },
    { kind: 'result', values: [] },
  ]);
});
after(() => host.dispose());

const echo = async (session: string, value: string) => {
  const answer = await invoke(host, session, 'Test-Echo', { Value: value });
  return answer.kind === 'result' ? answer.values : answer;
};

test('whatever a name contains, it arrives as data and comes back unharmed', async () => {
  const names = [
    `it's "quoted"`,
    '$(Stop-Computer); `n',
    "'; Remove-Item C:\\ -Recurse; '",
    'two\nlines\r\nand a\ttab',
    '2026-01-01T00:00:00Z',
    '/Date(1234)/',
    'äöü € 漢字 😀 \u202e',
    '',
    ' ',
    '=',
    '@{a=1}',
    '<img src=x onerror=alert(1)>',
    '\u0001\u001f\u007f',
    'x'.repeat(300_000),
  ];
  for (const name of names)
    assert.deepEqual(await echo('A', name), [{ Value: name }], JSON.stringify(name.slice(0, 40)));
});

test('lists, objects, numbers and nothing keep their shape', async () => {
  const values = [
    ['one'],
    [],
    [[1, 2], ['a']],
    { Name: 'x', Inner: { List: [1], None: null, Yes: true } },
    4294967295,
    -1,
    1.5,
    false,
  ] as const;
  for (const value of values) {
    const answer = await invoke(host, 'A', 'Test-Echo', { Value: value });
    assert.deepEqual(answer, { kind: 'result', values: [{ Value: value }] });
  }
});

test('three hundred short calls in a row are all answered', async () => {
  for (let i = 0; i < 300; i += 1) assert.deepEqual(await echo('A', `call ${i}`), [{ Value: `call ${i}` }]);
});

test('many calls at once are answered each with its own', async () => {
  const sessions = ['C', 'D', 'E'];
  await Promise.all(sessions.map((session) => open(host, session)));
  for (let round = 0; round < 20; round += 1) {
    const answers = await Promise.all(sessions.map((session) => echo(session, `${session} ${round}`)));
    assert.deepEqual(
      answers,
      sessions.map((session) => [{ Value: `${session} ${round}` }]),
    );
  }
});

test('calls on two nodes run at the same time', async () => {
  // Each waits for the file that the other makes: one after the other they would never end.
  const meet = (own: string, other: string) => `function Test-Meet { param($Folder)
    [System.IO.File]::WriteAllText("$Folder/${own}", 'here')
    while (-not [System.IO.File]::Exists("$Folder/${other}")) { Start-Sleep -Milliseconds 20 }
    'met' }`;
  const folder = mkdtempSync(join(tmpdir(), 'meet-'));
  await Promise.all([open(host, 'L', meet('l', 'r')), open(host, 'R', meet('r', 'l'))]);
  const met = await Promise.all(
    ['L', 'R'].map((session) => invoke(host, session, 'Test-Meet', { Folder: folder })),
  );
  assert.deepEqual(met, [
    { kind: 'result', values: ['met'] },
    { kind: 'result', values: ['met'] },
  ]);
});

test('an answer of many objects is whole', async () => {
  const answer = await invoke(host, 'A', 'Test-Count', { To: 3000 });
  assert.deepEqual(answer, { kind: 'result', values: Array.from({ length: 3000 }, (_, i) => i + 1) });
});

test('an error carries its number, though the text is in some language', async () => {
  await open(
    host,
    'F',
    'function Test-Fail { throw (New-Object System.ComponentModel.Win32Exception 5070) }',
  );
  const answer = await invoke(host, 'F', 'Test-Fail');
  assert.equal(answer.kind, 'error');
  assert.ok(answer.kind === 'error' && answer.error.numbers.includes(5070) && !answer.broken);
});

test('an error that does not end the function counts all the same', async () => {
  await open(host, 'G', "function Test-Half { Get-Date -Date 'no date'; 'went on' }");
  assert.equal((await invoke(host, 'G', 'Test-Half')).kind, 'error');
});

test('a session whose setup fails is told, and is not there afterwards', async () => {
  const opened = await open(host, 'H', "throw 'not today'");
  assert.equal(opened.kind, 'error');
  assert.match(opened.kind === 'error' ? opened.error.message : '', /not today/);
  assert.deepEqual(await invoke(host, 'H', 'Test-Echo', { Value: 1 }), { kind: 'dropped', unsent: true });
});

test('a request that makes no sense is answered with an error', async () => {
  const answer = await host.request(
    {
      type: 'open',
      session: 'X',
      connection: {
        kind: 'ssh',
        address: 'h',
        user: 'u',
        port: 22,
        keyFile: null,
        subsystem: '',
        options: {},
        openTimeout: 1,
      },
      setup: [],
      credential: null,
    },
    { timeLimit: 60_000 },
  );
  assert.equal(answer.kind, 'error');
});

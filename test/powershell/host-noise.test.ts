import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PowerShell } from 'node-powershell';
import { invoke, keptLog, newHost, open, powershell } from './localPowerShell.ts';

const folder = mkdtempSync(join(tmpdir(), 'noisy-powershell-'));
after(() => rmSync(folder, { recursive: true }));

/** An executable in front of the real one; `"$@"` are the arguments that PowerShell gets. */
const executable = (name: string, script: string): string => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
};

const oneChunk = executable(
  'one-chunk',
  `exec '${process.execPath}' '${join(import.meta.dirname, 'oneChunk.ts')}' '${powershell}' "$@"`,
);

test("node-powershell's own invoke() waits for ever when its delimiter is not the last but one byte", async () => {
  const shell = new PowerShell({
    executable: oneChunk,
    invocationTimeout: 5000,
    throwOnInvocationError: false,
  });
  const exit: unknown = Reflect.get(shell, 'exitPromise');
  if (exit instanceof Promise) exit.catch(() => undefined);
  try {
    const outcome = await shell.invoke("'answer'");
    // It was given up: without the time limit the promise would never settle.
    assert.equal(outcome.hadErrors, true);
    assert.equal(outcome.raw, '');
  } finally {
    await shell.dispose().catch(() => undefined);
  }
});

test('our host does not: the same process answers every call', async () => {
  const host = newHost(keptLog(), {}, oneChunk);
  try {
    assert.deepEqual(await open(host, 'A'), { kind: 'result', values: [] });
    for (let i = 0; i < 20; i += 1)
      assert.deepEqual(await invoke(host, 'A', 'Test-Echo', { Value: `${i} ü\r\n` }), {
        kind: 'result',
        values: [{ Value: `${i} ü\r\n` }],
      });
  } finally {
    await host.dispose();
  }
});

test('what others print between the frames goes to the log and disturbs nothing', async () => {
  const chatty = executable(
    'chatty',
    `(while kill -0 $$ 2>/dev/null; do printf 'VERBOSE: \\342\\202\\254 #half a line'; printf 'oops\\n' >&2; sleep 0.02; done) &\nexec '${powershell}' "$@"`,
  );
  const log = keptLog();
  const host = newHost(log, {}, chatty);
  try {
    assert.deepEqual(await open(host, 'A'), { kind: 'result', values: [] });
    for (let i = 0; i < 50; i += 1)
      assert.deepEqual(await invoke(host, 'A', 'Test-Echo', { Value: i }), {
        kind: 'result',
        values: [{ Value: i }],
      });
    assert.ok(log.lines.some((line) => line.includes('half a line')));
    assert.ok(log.lines.some((line) => line.includes('oops')));
  } finally {
    await host.dispose();
  }
});

test('an environment variable of node-powershell does not choose the program', async () => {
  process.env.NODE_POWERSHELL = '/bin/false';
  const host = newHost(keptLog());
  try {
    assert.equal((await host.request({ type: 'ping' }, { timeLimit: 60_000 })).kind, 'result');
  } finally {
    delete process.env.NODE_POWERSHELL;
    await host.dispose();
  }
});

test('a program that is missing, ends at once or never answers is told with a remedy', async () => {
  const programs = ['/nowhere/pwsh', executable('ends', 'exit 7'), executable('mute', 'exec sleep 60')];
  for (const program of programs) {
    const host = newHost(keptLog(), { start: 1500 }, program);
    const answers = await Promise.all([1, 2].map(() => host.request({ type: 'ping' }, { timeLimit: 1000 })));
    for (const answer of answers) {
      assert.equal(answer.kind, 'no-powershell', program);
      assert.ok(answer.kind === 'no-powershell' && answer.message !== '' && answer.remedy !== '');
    }
    await host.dispose();
  }
});

test('PowerShell in ConstrainedLanguage on this machine is told as what it is', async () => {
  // As under an application control policy: the session is constrained before our line is read.
  const constrained = executable(
    'constrained',
    `(echo '$ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"'; cat) | '${powershell}' "$@"`,
  );
  const host = newHost(keptLog(), {}, constrained);
  const answer = await host.request({ type: 'ping' }, { timeLimit: 60_000 });
  assert.equal(answer.kind, 'no-powershell');
  assert.match(answer.kind === 'no-powershell' ? answer.message : '', /ConstrainedLanguage/);
  await host.dispose();
});

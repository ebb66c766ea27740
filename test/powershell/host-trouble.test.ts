import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PowerShellHost } from '../../src/remoting/host.ts';
import { startSessionsCold } from '../../tools/lab-host/warmSessions.ts';
import { invoke, keptLog, newHost, open } from './localPowerShell.ts';

startSessionsCold();

const withHost = async (work: (host: PowerShellHost, lines: string[]) => Promise<void>, limits = {}) => {
  const log = keptLog();
  const host = newHost(log, limits);
  try {
    await work(host, log.lines);
  } finally {
    await host.dispose();
  }
};

const localProcess = (lines: readonly string[]): number => {
  const ids = lines.flatMap((line) => /, process (\d+)$/.exec(line)?.[1] ?? []);
  return Number(ids.at(-1));
};

const alive = (id: number): boolean => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};

test('a call that takes too long is stopped on its node, and the session goes on', () =>
  withHost(async (host) => {
    await open(host, 'A');
    await invoke(host, 'A', 'Test-Remember', { Value: 'mine' });
    const answer = await invoke(host, 'A', 'Test-Spin', {}, { timeLimit: 300 });
    assert.deepEqual(answer, { kind: 'stopped', why: 'timed-out', broken: false });
    // The same session, which could not take a call if the endless one still ran in it.
    assert.deepEqual(await invoke(host, 'A', 'Test-Remember'), { kind: 'result', values: ['mine'] });
  }));

test('a cancelled call is stopped on its node, and the session goes on', () =>
  withHost(async (host) => {
    const folder = mkdtempSync(join(tmpdir(), 'cancel-'));
    const sign = join(folder, 'running');
    await open(host, 'A');
    const abort = new AbortController();
    const answer = invoke(host, 'A', 'Test-Signal', { Path: sign }, { signal: abort.signal });
    while (!existsSync(sign)) await new Promise((resolve) => setTimeout(resolve, 20));
    abort.abort();
    assert.deepEqual(await answer, { kind: 'stopped', why: 'cancelled', broken: false });
    assert.equal(readFileSync(sign, 'utf8'), 'stopped');
    assert.equal((await invoke(host, 'A', 'Test-Echo', { Value: 1 })).kind, 'result');
    rmSync(folder, { recursive: true });
  }));

test('a node that does not stop loses its session; the other nodes notice nothing', () =>
  withHost(
    async (host) => {
      await Promise.all([open(host, 'A'), open(host, 'B')]);
      const other = invoke(host, 'B', 'Test-Sleep', { Seconds: 2 });
      const answer = await invoke(host, 'A', 'Test-Deaf', {}, { timeLimit: 200 });
      assert.deepEqual(answer, { kind: 'stopped', why: 'timed-out', broken: true });
      assert.deepEqual(await other, { kind: 'result', values: ['slept'] });
      assert.deepEqual(await invoke(host, 'A', 'Test-Echo', { Value: 1 }), { kind: 'dropped', unsent: true });
      assert.deepEqual(await open(host, 'A2'), { kind: 'result', values: [] });
    },
    { cancel: 300 },
  ));

test('a process that falls silent is ended, and the next call starts another', () =>
  withHost(
    async (host, lines) => {
      await open(host, 'A');
      const first = localProcess(lines);
      process.kill(first, 'SIGSTOP');
      const answers = await Promise.all([
        invoke(host, 'A', 'Test-Echo', { Value: 1 }, { timeLimit: 300 }),
        host.request({ type: 'ping' }, { timeLimit: 60_000 }),
      ]);
      assert.deepEqual(answers[0], { kind: 'stopped', why: 'timed-out', broken: true });
      assert.equal(answers[1].kind, 'lost');
      assert.equal(alive(first), false);
      assert.deepEqual(await open(host, 'A'), { kind: 'result', values: [] });
      assert.notEqual(localProcess(lines), first);
    },
    { cancel: 200, drop: 200 },
  ));

test('a process killed from outside: every call in flight is lost, none hangs, and the next one works', () =>
  withHost(async (host, lines) => {
    await Promise.all([open(host, 'A'), open(host, 'B')]);
    const calls = [
      invoke(host, 'A', 'Test-Sleep', { Seconds: 3600 }),
      invoke(host, 'B', 'Test-Sleep', { Seconds: 3600 }),
    ];
    await host.request({ type: 'ping' }, { timeLimit: 60_000 });
    process.kill(localProcess(lines), 'SIGKILL');
    for (const answer of await Promise.all(calls)) assert.equal(answer.kind, 'lost');
    assert.equal((await open(host, 'A')).kind, 'result');
    assert.equal((await invoke(host, 'A', 'Test-Echo', { Value: 1 })).kind, 'result');
  }));

test('a process that dies while nobody waits is replaced without a word', () =>
  withHost(async (host, lines) => {
    await open(host, 'A');
    const first = localProcess(lines);
    process.kill(first, 'SIGKILL');
    while (alive(first)) await new Promise(setImmediate);
    assert.equal((await host.request({ type: 'ping' }, { timeLimit: 60_000 })).kind, 'result');
  }));

test('a node whose process ends in the middle of a call breaks only its session', { timeout: 120_000 }, () =>
  withHost(async (host) => {
    await Promise.all([open(host, 'A'), open(host, 'B')]);
    // No time limit helps here: the end itself must be noticed.
    const answer = await invoke(host, 'A', 'Test-Leave', {}, { timeLimit: 3_600_000 });
    assert.ok(answer.kind === 'error' && answer.broken, JSON.stringify(answer));
    assert.deepEqual(await invoke(host, 'A', 'Test-Echo', { Value: 1 }), { kind: 'dropped', unsent: true });
    assert.equal((await invoke(host, 'B', 'Test-Echo', { Value: 1 })).kind, 'result');
  }),
);

test('when the local process is gone, so are its nodes', () =>
  withHost(async (host, lines) => {
    await open(host, 'A');
    const answer = await invoke(host, 'A', 'Test-Process');
    const node = answer.kind === 'result' ? Number(answer.values[0]) : Number.NaN;
    assert.ok(alive(node));
    process.kill(localProcess(lines), 'SIGKILL');
    const end = Date.now() + 30_000;
    while (alive(node) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(alive(node), false);
  }));

test('after the end nothing is started again', async () => {
  const host = newHost(keptLog());
  await host.request({ type: 'ping' }, { timeLimit: 60_000 });
  await host.dispose();
  assert.equal((await host.request({ type: 'ping' }, { timeLimit: 60_000 })).kind, 'no-powershell');
});

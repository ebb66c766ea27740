/** Answers as they are typed at a question, through a pseudo terminal. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readJournal } from '../../src/tasks/journal.ts';
import { onLab, terminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const script = '/usr/bin/script';

/** Types the keys, each at the next question; gives what was shown and the exit code. */
async function typed(args: readonly string[], keys: readonly string[]) {
  const line = [process.execPath, program, ...args].map((each) => `'${each}'`).join(' ');
  const child = spawn(script, ['-qec', line, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const left = [...keys];
  let shown = '';
  let answered = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const asked = shown.split('[y/N] ').length - 1;
    for (; answered < asked; answered++) child.stdin.write(left.shift() ?? '');
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('error', reject).once('close', (code) => resolve(code ?? -1));
  return { code: await promise, shown };
}

test('Ctrl+C at a question interrupts the run in an orderly way; Ctrl+D is a no', {
  skip: !existsSync(script),
}, async (context) => {
  const { home, run } = terminal(context);
  const stopped = await typed(['run', '--home', home, ...onLab()], ['\u0003']);
  assert.equal(stopped.code, 5, stopped.shown);
  assert.match(stopped.shown, /Next: cluster-patch resume /);
  assert.doesNotMatch(stopped.shown, /the program failed/);
  const [, runId = ''] = /cluster-patch resume (\S+),/.exec(stopped.shown) ?? [];
  const last = async () => (await readJournal(join(home, 'runs', runId))).records.at(-1)?.event.type;
  assert.equal(await last(), 'run-interrupted');

  const declined = await typed(['resume', runId, '--home', home], ['\u0004']);
  assert.equal(declined.code, 5, declined.shown);
  assert.doesNotMatch(declined.shown, /the program failed/);
  assert.notEqual(await last(), 'run-interrupted');
  assert.equal((await run('verify', runId)).code, 0);
});

test('a restore and a restart that are declined do nothing, and end as what is not done: nothing goes on after them', {
  skip: !existsSync(script),
}, async (context) => {
  const { home, run } = terminal(context);
  const line = 'Set-Service OMCFG -StartupType Automatic';
  assert.equal((await run('lab', 'exec', '--node', 'NODE2', '--', line)).code, 0);
  for (const command of [['restore'], ['restart-node', '--node', 'NODE2']]) {
    const declined = await typed([...command, '--cluster', 'lab', '--home', home], ['n\r']);
    assert.equal(declined.code, 5, declined.shown);
    assert.match(declined.shown, /Declined: nothing was changed\./);
  }
  assert.match((await run('runs')).out, /No run has been started/);
});

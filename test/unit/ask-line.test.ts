import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { askLine } from '../../src/terminal/askLine.ts';
import { askSecret } from '../../src/terminal/askSecret.ts';

/** A terminal with a person who types; Ctrl+C aborts the signal, as it does in a session. */
function aTerminal(context: TestContext) {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort(new Error('stopped by the operator'));
  process.on('SIGINT', onSignal);
  context.after(() => process.off('SIGINT', onSignal));
  const asTerminal = { isTTY: true, setRawMode: () => undefined };
  const input = Object.assign(new PassThrough(), asTerminal);
  const output = Object.assign(new PassThrough(), asTerminal);
  return { input, output, signal: stop.signal };
}

test('what is typed is the answer', async (context) => {
  const terminal = aTerminal(context);
  const answer = askLine('Go on? [y/N] ', terminal);
  terminal.input.write('yes\r');
  assert.equal(await answer, 'yes');
  assert.equal(terminal.signal.aborted, false);
});

test('Ctrl+C at a question is the signal to stop, and ends the question with its reason', async (context) => {
  const terminal = aTerminal(context);
  const answer = askLine('Go on? [y/N] ', terminal);
  terminal.input.write('\u0003');
  await assert.rejects(answer, /stopped by the operator/);
  assert.equal(terminal.signal.aborted, true);
});

test('Ctrl+D, and an input that ends, is no answer', async (context) => {
  const typed = aTerminal(context);
  const answer = askLine('Go on? [y/N] ', typed);
  typed.input.write('\u0004');
  assert.equal(await answer, undefined);
  const ended = aTerminal(context);
  const none = askLine('Go on? [y/N] ', ended);
  ended.input.end();
  assert.equal(await none, undefined);
  assert.equal(ended.signal.aborted, false);
});

test('Ctrl+C at a password is that signal too, and kills nothing: on Windows that would be the end', async (context) => {
  const { input, output, signal } = aTerminal(context);
  const kill = context.mock.method(process, 'kill', () => true);
  const secret = askSecret('Password: ', input, output, signal);
  input.write('abc\u0003');
  await assert.rejects(Promise.race([secret, timeIsUp()]), /stopped by the operator/);
  assert.equal(kill.mock.callCount(), 0);
});

test('a password is what was typed, with what was rubbed out', async (context) => {
  const { input, output, signal } = aTerminal(context);
  const secret = askSecret('Password: ', input, output, signal);
  input.write('ab\u007fc\r');
  assert.equal((await secret).reveal(), 'ac');
});

/** So that a question which nothing ends fails the test, not the file. */
const timeIsUp = (): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error('nothing happened')), 2000).unref());

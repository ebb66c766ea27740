import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FrameDecoder, type Received } from '../../src/remoting/frames.ts';

const marker = '#4f1c#';
const frame = (text: string) => `${marker}${Buffer.from(text, 'utf8').toString('base64')}.\n`;

const decode = (chunks: readonly string[]): Received[] => {
  const decoder = new FrameDecoder(marker);
  return chunks.flatMap((chunk) => decoder.push(chunk));
};

const texts = (received: readonly Received[], kind: Received['kind']) =>
  received.filter((each) => each.kind === kind).map((each) => each.text);

test('a frame is found wherever the chunks are cut', () => {
  const stream = `noise\n${frame('{"a":"äöü €😀\\n"}')}${frame('second')}`;
  for (let cut = 0; cut <= stream.length; cut += 1) {
    const received = decode([stream.slice(0, cut), stream.slice(cut)]);
    assert.deepEqual(texts(received, 'frame'), ['{"a":"äöü €😀\\n"}', 'second'], `cut at ${cut}`);
    assert.deepEqual(texts(received, 'noise'), ['noise'], `cut at ${cut}`);
  }
  assert.deepEqual(texts(decode([...stream]), 'frame'), ['{"a":"äöü €😀\\n"}', 'second']);
});

test('what is printed before and after a frame in its line is noise', () => {
  const received = decode([`\u001b[?1hWARNING: x${frame('one').trimEnd()}\u001b[?1l and more\r\n`]);
  assert.deepEqual(received, [
    { kind: 'noise', text: 'WARNING: x' },
    { kind: 'frame', text: 'one' },
    { kind: 'noise', text: ' and more' },
  ]);
});

test('terminal escapes and empty lines alone are not worth a line in the log', () => {
  assert.deepEqual(decode(['\u001b[?1h\r\n', '\n', '   \n', '\u001b[?1l\n']), []);
});

test('two frames in one line, and a broken one before them, are told apart', () => {
  const line = `${marker}abc${frame('one').trimEnd()}${frame('two')}`;
  const received = decode([line]);
  assert.deepEqual(texts(received, 'frame'), ['one', 'two']);
  assert.equal(texts(received, 'noise').length, 1);
});

test('a frame whose end is missing is not taken for a whole one', () => {
  assert.deepEqual(texts(decode([frame('whole').replace('.', '')]), 'frame'), []);
});

test('a frame of megabytes in many small chunks is joined once', () => {
  const text = 'ü'.repeat(2_000_000);
  const stream = frame(text);
  const chunks: string[] = [];
  for (let at = 0; at < stream.length; at += 1000) chunks.push(stream.slice(at, at + 1000));
  assert.deepEqual(texts(decode(chunks), 'frame'), [text]);
});

test('a line without end is given up instead of filling the memory, and the next frame is found', () => {
  const decoder = new FrameDecoder(marker);
  const received = decoder.push('x'.repeat(65 * 1024 * 1024));
  assert.equal(received.length, 1);
  assert.equal(received[0]?.kind, 'noise');
  assert.deepEqual(texts(decoder.push(`\n${frame('after')}`), 'frame'), ['after']);
});

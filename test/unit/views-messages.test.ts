/** What is said in notifications holds text from files and clusters, which must stay text. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { plainText } from '../../src/views/plainText.ts';

/** What VS Code makes links of in notifications and below input boxes: src/vs/base/common/linkedText.ts. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

test('no text becomes a link', () => {
  for (const text of [
    '[Resume](command:workbench.action.terminal.new)',
    'lab: [[a](https://example.org)',
    '[a](command:x "title") and [b](file:///c)',
  ]) {
    assert.match(text, link);
    assert.doesNotMatch(plainText(text), link, text);
  }
  assert.equal(plainText('OMSDK (NODE1) [1] is Running'), 'OMSDK (NODE1) [1] is Running');
});

test('every notification is shown by messages.ts, which makes its text plain', () => {
  const views = join(import.meta.dirname, '..', '..', 'src');
  for (const file of globSync('{extension,views/**/*}.ts', { cwd: views })) {
    if (file.endsWith('messages.ts')) continue;
    const text = readFileSync(join(views, file), 'utf8');
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    assert.equal(
      count(/\.show(Information|Warning|Error)Message\(/g),
      count(/\bmodal: true/g),
      `${file} shows a notification without messages.ts`,
    );
  }
});

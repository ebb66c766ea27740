import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, type Part } from '../../src/report/markup.ts';
import { visible } from '../../src/report/visible.ts';

test('a value in a template is text, in an element and in an attribute', () => {
  const value = `<img src=x onerror="alert('1')">&amp;`;
  assert.equal(
    `${html`<p title="${value}">${value}</p>`}`,
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;</p>',
  );
});

test('markup in markup stays markup; lists are joined and what is undefined leaves nothing', () => {
  assert.equal(
    `${html`<ul>${['<', 2].map((each) => html`<li>${each}</li>`)}${undefined}</ul>`}`,
    '<ul><li>&lt;</li><li>2</li></ul>',
  );
});

test('nothing that only looks like markup is taken for it', () => {
  const forged: unknown = { toString: () => '<b>', text: '<b>' };
  assert.throws(() => html`<p>${forged as Part}</p>`);
});

test('an attribute value without quotes is refused', () => {
  assert.throws(() => html`<p title=${'a onclick=b'}></p>`, /without quotes/);
});

test('what cannot be seen is shown by its number, and the text beside it stays', () => {
  assert.equal(
    visible('a\u0000b\u001b[31m\u202Egnp.exe\u200b\ud800 é 漢 😀\tc\r\nd\re'),
    'a⟨U+0000⟩b⟨U+001B⟩[31m⟨U+202E⟩gnp.exe⟨U+200B⟩⟨U+D800⟩ é 漢 😀\tc\nd⟨U+000D⟩e',
  );
});

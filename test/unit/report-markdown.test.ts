import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fenced, plain } from '../../src/report/markdownText.ts';
import { renderReport } from '../../src/report/report.ts';
import { eventful } from './builders/recordedRun.ts';

test('nothing in a value acts in Markdown or in HTML', () => {
  assert.equal(
    plain('a | b `c` *d* _e_ [f](g) <h> & ~i~ # ! $j$ @k'),
    'a \\| b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) &lt;h&gt; &amp; \\~i\\~ \\# \\! \\$j\\$ \\@k',
  );
  assert.equal(plain('- one\n2. two'), '\\- one 2. two');
  assert.equal(plain('1. one'), '1\\. one');
  assert.equal(plain('6.0.6278.20'), '6.0.6278.20');
  assert.equal(plain('\\|'), '\\\\\\|');
  assert.equal(plain('see http://a.example and www.b.example'), 'see http\\://a.example and www\\.b.example');
});

test('a script cannot end its fence', () => {
  assert.equal(fenced('a\n````\nb', 'powershell'), '`````powershell\na\n````\nb\n`````');
});

test('a hostile run leaves the document as it is: tables keep their columns, and no HTML comes in', () => {
  const lines = renderReport(eventful(), 'md').split('\n');
  let columns = 0;
  let fence: string | undefined;
  for (const line of lines) {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (fence !== undefined || mark !== undefined) {
      fence = fence === undefined ? mark : mark === fence ? undefined : fence;
      continue;
    }
    assert.doesNotMatch(line.replaceAll('<br>', ''), /[<>]/);
    const cells = line.startsWith('|') ? (line.match(/(?<!\\)(?:\\\\)*\|/g)?.length ?? 0) : 0;
    if (columns > 0 && cells > 0) assert.equal(cells, columns, line);
    columns = cells;
  }
  assert.equal(fence, undefined);
});

test('it says what the page says', () => {
  const text = renderReport(eventful(), 'md');
  for (const told of [
    /\*\*Completed with 1 step skipped\.\*\*/,
    /Reason: line one \\# line \\\| two/,
    /\*\*Attempt 1\*\*/,
    /\| \*\*Fail\*\* \|/,
    /## Drift/,
    /not whole: line 41/,
    /cluster-patch verify/,
  ])
    assert.match(text, told);
});

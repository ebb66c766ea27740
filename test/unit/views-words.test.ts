/** What is told of a moment and of the language is true wherever and whenever it is read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from '../../src/views/localizer.ts';
import { momentText } from '../../src/views/moment.ts';

test('a moment has its date and its time zone', () => {
  const text = momentText('2026-03-01T12:50:12.000Z');
  assert.match(text, /2026/);
  assert.match(text, /:50:12/);
  const zone = new Intl.DateTimeFormat(undefined, { timeZoneName: 'short' })
    .formatToParts(new Date('2026-03-01T12:50:12.000Z'))
    .find(({ type }) => type === 'timeZoneName');
  assert.ok(zone !== undefined && text.includes(zone.value), text);
  assert.equal(momentText(new Date('2026-03-01T12:50:12.000Z')), text);
});

test('a page is in English unless there is a translation', () => {
  assert.equal(languageOf({ bundle: undefined }, 'de'), 'en');
  assert.equal(languageOf({ bundle: { Run: 'Ausführen' } }, 'de'), 'de');
});

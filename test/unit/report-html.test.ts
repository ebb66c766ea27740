import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderReport } from '../../src/report/report.ts';
import { aPackage } from './builders/clusters.ts';
import { eventful, hostile, placesIn, RecordedRun, scriptOf } from './builders/recordedRun.ts';
import { byId, elementsOf, named, parseXml, textOf } from './builders/xml.ts';

const { retried, skipped, moving, total } = placesIn(eventful());
const eventfulPage = () => parseXml(renderReport(eventful(), 'html'));
const words = (text: string) => text.replace(/\s+/g, ' ');

test('names that try to be markup are text: the page has no element and no attribute but its own', () => {
  const page = eventfulPage();
  const own = new Set(
    'html head meta title style body main header footer section div span p h1 h2 h3 h4 strong code pre a dl dt dd ul ol li details summary table caption thead tbody tr th td svg desc defs pattern rect path line circle text g'.split(
      ' ',
    ),
  );
  for (const element of elementsOf(page)) {
    assert.ok(own.has(element.name), `an element ${element.name}`);
    for (const [name] of element.attributes) assert.doesNotMatch(name, /^(on|src$|style$)/i);
  }
  const text = textOf(page);
  for (const name of [hostile.service, hostile.title, hostile.user]) assert.ok(text.includes(name), name);
});

test('the page runs nothing and asks for nothing', () => {
  const page = eventfulPage();
  const policy = named(page, 'meta').find(
    (meta) => meta.attributes.get('http-equiv') === 'Content-Security-Policy',
  );
  assert.match(policy?.attributes.get('content') ?? '', /^default-src 'none'/);
  assert.doesNotMatch(named(page, 'style').map(textOf).join(''), /url\(|@import/);
  for (const link of named(page, 'a'))
    assert.match(link.attributes.get('href') ?? '', /^(#step-\d+$|https:\/\/)/);
});

test('an address of a procedure that is not of the web is no link', () => {
  const input = new RecordedRun().input();
  const procedure = { ...input.state.procedure, sources: [{ title: 'A trap', url: 'javascript:alert(1)' }] };
  const page = parseXml(renderReport({ ...input, state: { ...input.state, procedure } }, 'html'));
  assert.equal(
    named(page, 'a').some((link) => link.attributes.get('href')?.startsWith('javascript')),
    false,
  );
  assert.match(textOf(page), /A trap \(javascript:alert\(1\)\)/);
});

test('every step says its state in words, and its verification line by line', () => {
  const run = new RecordedRun().passAll().add(1, { type: 'run-completed', drift: [] });
  const page = parseXml(renderReport(run.input(), 'html'));
  for (const [index, step] of run.steps.entries()) {
    const section = textOf(byId(page, `step-${index + 1}`));
    assert.match(
      section,
      step.kind === 'question' ? /Answered yes.*answered by CONTOSO\\alice on JUMP01/s : /Verified/,
    );
    assert.match(section, /Expected.*Observed.*Pass/s);
  }
  assert.match(textOf(page), /Completed\b/);
  assert.match(textOf(page), /Nothing\. No step was skipped/);
});

test('a failed line says Fail, and the attempt before the last one is kept', () => {
  const section = byId(eventfulPage(), `step-${retried}`);
  const [row] = named(section, 'tr').filter((each) => each.attributes.get('class') === 'failed');
  assert.ok(row);
  assert.match(words(textOf(row)), /NODE2 ?<img src=x onerror=alert\(1\)>: Stopped ?StopPending.*Fail/);
  assert.match(textOf(section), /Attempt 1: <img src=x onerror=alert\(1\)> does not stop/);
});

test('a skip shows who, why, and what was therefore not verified', () => {
  const section = words(textOf(byId(eventfulPage(), `step-${skipped}`)));
  assert.ok(section.includes(`Skipped by ${hostile.user} on JUMP02. line one # line | two`), section);
  assert.match(section, /What was therefore not verified.*Stopped · Manual/);
});

test('a script stands as it was sent, and one that was changed since is called so', () => {
  const page = eventfulPage();
  const scripts = named(byId(page, `step-${retried}`), 'pre').map(textOf);
  assert.ok(scripts.includes(`\n${scriptOf('stop-services')}`));
  assert.match(
    textOf(byId(page, `step-${moving}`)),
    /This text does not have the hash above: it was changed/,
  );
});

test('drift before and after, hazards and a broken journal are all told at the head', () => {
  const text = textOf(eventfulPage());
  const head = text.slice(text.indexOf('What needs attention'), text.indexOf('Timeline'));
  for (const told of [
    /journal is not as it was written: line 41/,
    /not at rest when the run began: 1 difference/,
    /not at rest when the run ended: 1 difference/,
    /1 unplanned failover/,
    /Skipped by CONTOSO\\eve/,
    /Hazard second-rms/,
    /Handed over from CONTOSO\\alice on JUMP01/,
  ])
    assert.match(head, told);
});

test('the picture of the run has a bar for each stretch of work and its words for those who do not see it', () => {
  const page = eventfulPage();
  const picture = named(page, 'svg').find((svg) => svg.attributes.get('role') === 'img');
  assert.ok(picture);
  const bars = elementsOf(picture).flatMap(
    (each) => each.attributes.get('class')?.match(/^bar (.+)/)?.[1] ?? [],
  );
  assert.deepEqual(bars, [
    ...Array(retried - 1).fill('ticked'),
    ...['failed', 'ticked', 'refused', 'skipped'],
    ...Array(total - skipped).fill('ticked'),
  ]);
  assert.match(textOf(picture), /groups moving, 42 s/);
  assert.match(textOf(picture), /paused 7 h/);
  assert.match(textOf(byId(picture, 'timeline-text')), /Groups moving for 42 s\. .*Step \d+, .*: skipped\./);
});

test('a run without a package, without a step begun, or with times that are none, has a report too', () => {
  const input = new RecordedRun({ update: aPackage() }).input();
  const timeless = input.records.map((record) => ({ ...record, at: '<yesterday>' }));
  for (const each of [
    { ...input, state: { ...input.state, update: undefined } },
    { ...input, records: timeless },
  ])
    assert.match(textOf(parseXml(renderReport(each, 'html'))), /Not finished/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { reportDocument } from '../../src/report/json.ts';
import { renderReport } from '../../src/report/report.ts';
import { eventful, hostile, placesIn, RecordedRun } from './builders/recordedRun.ts';

const documentOf = (input = eventful()) => reportDocument.parse(JSON.parse(renderReport(input, 'json')));

test('the document passes its own schema and survives a round trip', () => {
  const text = renderReport(eventful(), 'json');
  assert.deepEqual(JSON.parse(JSON.stringify(reportDocument.parse(JSON.parse(text)))), JSON.parse(text));
});

test('a JSON Schema can be made of it', () => {
  const schema = z.toJSONSchema(reportDocument, { io: 'input', unrepresentable: 'any' });
  assert.equal(schema.type, 'object');
  assert.ok(schema.required?.includes('integrity'));
});

test('values stand as they were recorded, with nothing escaped and nothing taken away', () => {
  const document = documentOf();
  const skipped = document.steps.find(({ last }) => last.state === 'skipped');
  assert.equal(skipped?.last.reason, hostile.reason);
  assert.equal(skipped?.decidedBy?.user, hostile.user);
  assert.equal(document.package?.title, hostile.title);
});

test('it tells the run: counts, attempts, absences, authors, and the hash to check it by', () => {
  const { total } = placesIn(eventful());
  const document = documentOf();
  assert.deepEqual(document.counts, {
    total,
    ticked: total - 1,
    skipped: 1,
    failed: 0,
    started: 0,
    pending: 0,
  });
  assert.equal(document.run.outcome, 'completed');
  assert.equal(document.absentMilliseconds, 42_300);
  assert.deepEqual(
    document.run.authors.map(({ machine }) => machine),
    ['JUMP01', 'JUMP02'],
  );
  assert.equal(document.integrity.records, document.records.length);
  const [tried] = document.steps.filter(({ earlier }) => earlier.length > 0);
  assert.deepEqual([tried?.last.number, tried?.earlier.map(({ state }) => state)], [2, ['failed']]);
});

test('a lost change, and one that has no answer, are called unknown until the step is ticked', () => {
  const run = new RecordedRun();
  const step = run.step('stop-services');
  run.begin(step).send(step);
  const unknown = /stop-services was sent to NODE2; whether it took effect is not on record/;
  assert.ok(documentOf(run.input()).attention.some(({ text }) => unknown.test(text)));
  run.tick(step, 3);
  assert.ok(!documentOf(run.input()).attention.some(({ text }) => unknown.test(text)));
});

test('what is only to be looked at is a note, and what is left to do a problem', () => {
  const levels = (noted: boolean) => {
    const run = new RecordedRun();
    const step = run.step('stop-services');
    const line = { expected: 'no errors', observed: '3 errors', passed: true, attention: true };
    run.begin(step).operate(step, 1);
    run.add(1, { type: 'step-verified', step: step.id, evidence: [noted ? { ...line, noted } : line] });
    const { attention } = documentOf(run.input());
    return attention.filter(({ text }) => text.includes('3 errors')).map(({ level }) => level);
  };
  assert.deepEqual([levels(true), levels(false)], [['note'], ['problem']]);
});

test('the person who answered a question is named', () => {
  const run = new RecordedRun();
  const question = run.steps.find(({ kind }) => kind === 'question');
  assert.ok(question);
  run.pass(question);
  const step = documentOf(run.input()).steps.find(({ id }) => id === question.id);
  assert.equal(step?.decidedBy?.user, 'CONTOSO\\alice');
  assert.equal(step?.stateText, 'Answered yes');
});

test('a clock that was set back is told: durations across it mean nothing', () => {
  const run = new RecordedRun();
  const [first, second] = run.steps;
  assert.ok(first && second);
  run.pass(first);
  const told = () => documentOf(run.input()).attention.filter(({ text }) => /clock/.test(text));
  assert.deepEqual(told(), []);
  run.begin(second).tick(second, -3600);
  const [record, before] = [documentOf(run.input()).records.at(-1), documentOf(run.input()).records.at(-2)];
  assert.deepEqual(told(), [
    {
      level: 'note',
      about: 'journal',
      text: `Record ${record?.seq} bears a time 1 h before that of record ${before?.seq}: the clock of JUMP01 was set back. Do not rely on durations in which it lies.`,
    },
  ]);
});

test('two machines whose clocks differ are told at the hand-over; what the network sets all the time is not', () => {
  const handedOver = (seconds: number) => {
    const run = new RecordedRun();
    run.by = { ...run.by, machine: 'JUMP02' };
    run.add(seconds, { type: 'run-resumed', reason: 'stopped' });
    return documentOf(run.input()).attention.flatMap(({ text }) => (/clock/.test(text) ? text : []));
  };
  assert.deepEqual(handedOver(-30), [
    'Record 1 bears a time 30 s before that of record 0: the clock of JUMP02 is behind that of JUMP01. Do not rely on durations in which it lies.',
  ]);
  assert.deepEqual(handedOver(-0.03), []);
});

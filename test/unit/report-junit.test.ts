import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReportInput, renderReport } from '../../src/report/report.ts';
import { eventful, hostile, placesIn, RecordedRun } from './builders/recordedRun.ts';
import { type Element, named, parseXml, textOf } from './builders/xml.ts';

const suiteOf = (input: ReportInput): Element => {
  const [suite] = named(parseXml(renderReport(input, 'junit')), 'testsuite');
  assert.ok(suite);
  return suite;
};

/** The result of each case: passed, or the element that says otherwise, with its type. */
const resultsOf = (suite: Element): readonly string[] =>
  named(suite, 'testcase').map((each) => {
    const verdict = each.children.find(
      (child) => typeof child !== 'string' && ['failure', 'error', 'skipped'].includes(child.name),
    );
    if (verdict === undefined || typeof verdict === 'string') return 'passed';
    return [verdict.name, verdict.attributes.get('type')].filter(Boolean).join(' ');
  });

function assertCounts(suite: Element): void {
  const results = resultsOf(suite);
  const number = (kind: string) => String(results.filter((result) => result.startsWith(kind)).length);
  assert.equal(suite.attributes.get('tests'), String(results.length));
  assert.equal(suite.attributes.get('failures'), number('failure'));
  assert.equal(suite.attributes.get('errors'), number('error'));
  assert.equal(suite.attributes.get('skipped'), number('skipped'));
}

test('a run that went well is a suite in which every step passed', () => {
  const run = new RecordedRun().passAll().add(1, { type: 'run-completed', drift: [] });
  const suite = suiteOf(run.input());
  assert.deepEqual(
    resultsOf(suite),
    run.steps.map(() => 'passed'),
  );
  assertCounts(suite);
  assert.match(textOf(suite), /\[pass\] NODE2: expected OMSDK: Stopped · Manual; observed Stopped · Manual/);
});

test('hostile names, control characters and the end of a CDATA section leave it well-formed', () => {
  const suite = suiteOf(eventful());
  assertCounts(suite);
  assert.ok(textOf(suite).includes(hostile.service));
  assert.equal(named(suite, 'img').length, 0);
});

test('a skip is a skip, with its reason; a broken journal and hazards are a failure of the whole run', () => {
  const { retried, skipped, total } = placesIn(eventful());
  const suite = suiteOf(eventful());
  assert.deepEqual(resultsOf(suite), [
    ...Array(retried).fill('passed'),
    'skipped',
    ...Array(total - skipped).fill('passed'),
    'failure run',
  ]);
  const [verdict] = named(suite, 'skipped');
  assert.match(verdict?.attributes.get('message') ?? '', /^line one/);
  const failure = named(suite, 'failure').at(-1)?.attributes.get('message') ?? '';
  for (const told of [
    /journal is not as it was written/,
    /not at rest when the run ended/,
    /Hazard second-rms/,
  ])
    assert.match(failure, told);
});

test('a run that stops before its end is never green, however it stopped', () => {
  const step = (run: RecordedRun) => run.step('stop-services');
  const fresh = new RecordedRun();
  const before = fresh.steps.indexOf(step(fresh));
  const upTo = (last: (run: RecordedRun) => void): readonly string[] => {
    const run = new RecordedRun();
    run.passAll(0, before);
    last(run);
    const suite = suiteOf(run.input());
    assertCounts(suite);
    return resultsOf(suite).slice(before, before + 2);
  };
  const line = { expected: 'passive', observed: 'active', passed: false };
  assert.deepEqual(
    upTo(() => undefined),
    ['error not-finished', 'skipped'],
  );
  assert.deepEqual(
    upTo((run) => run.add(1, { type: 'run-aborted', reason: 'enough', drift: [] })),
    ['error aborted', 'skipped'],
  );
  assert.deepEqual(
    upTo((run) => run.begin(step(run)).send(step(run))),
    ['error unknown-outcome', 'skipped'],
  );
  assert.deepEqual(
    upTo((run) => run.add(1, { type: 'step-refused', step: step(run).id, guards: [line] })),
    ['failure refused', 'skipped'],
  );
  assert.deepEqual(
    upTo((run) =>
      run
        .begin(step(run))
        .add(1, { type: 'step-failed', step: step(run).id, reason: 'it runs on', evidence: [line] }),
    ),
    ['failure failed', 'skipped'],
  );
});

test('a run aborted after its last step is not green', () => {
  const run = new RecordedRun().passAll().add(1, { type: 'run-aborted', reason: 'enough', drift: [] });
  assert.equal(resultsOf(suiteOf(run.input())).at(-1), 'failure run');
});

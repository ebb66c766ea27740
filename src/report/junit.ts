import type { ReportDocument, ReportStep } from './json.ts';
import { type Markup, xml } from './markup.ts';
import { attemptLines, attentionText } from './plainText.ts';

interface TestCase {
  readonly name: string;
  readonly seconds: string;
  readonly result: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type?: string;
  readonly message?: string;
  readonly output?: string;
}

/**
 * A run for a pipeline, as JUnit XML: the run is the suite, a step is a test case. The element order is that of the
 * schema of Jenkins' xUnit plugin (junit-10.xsd). A run that is not whole or not finished is never green.
 */
export function renderJunit(document: ReportDocument): string {
  const { run, cluster, procedure } = document;
  const current = document.steps.find(({ last }) => last.state !== 'ticked' && last.state !== 'skipped');
  const cases = [
    ...document.steps.map((step) => caseOf(step, step === current && run.status !== 'completed', document)),
    ...runCases(document),
  ];
  const number = (result: TestCase['result']) => cases.filter((each) => each.result === result).length;
  const name = `${procedure.id} on ${cluster.name}`;
  const time = seconds(run.milliseconds);
  return `${xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Cluster Patch Checklist" tests="${cases.length}" failures="${number('failure')}" errors="${number('error')}" time="${time}">
  <testsuite name="${name}" tests="${cases.length}" failures="${number('failure')}" errors="${number('error')}" skipped="${number('skipped')}" time="${time}" timestamp="${run.startedAt.slice(0, 19)}" hostname="${run.startedBy.machine}">
    <properties>${propertiesOf(document).map(
      ([key, value]) => xml`
      <property name="${key}" value="${value}"/>`,
    )}
    </properties>${cases.map((each) => caseMarkup(each, name))}
    <system-out>${document.attention.map((each) => `${attentionText(each)}\n`).join('')}</system-out>
  </testsuite>
</testsuites>
`}`;
}

const seconds = (milliseconds: number | undefined): string => ((milliseconds ?? 0) / 1000).toFixed(3);

const propertiesOf = ({
  run,
  cluster,
  procedure,
  package: update,
  integrity,
  lab,
}: ReportDocument): readonly (readonly [string, string])[] => [
  ['run', run.id],
  ['outcome', run.outcome],
  ['cluster', cluster.name],
  ['procedure', procedure.id],
  ...(update === undefined ? [] : [['package', update.kb] as const]),
  ['started-by', `${run.startedBy.user} on ${run.startedBy.machine}`],
  ['journal-records', String(integrity.records)],
  ['journal-last-hash', integrity.lastHash],
  ...(lab === undefined
    ? []
    : ([
        ['lab-downtime-seconds', String(lab.downtimeSeconds)],
        ['lab-unplanned-failovers', String(lab.failovers)],
        ['lab-planned-moves', String(lab.moves)],
        ['lab-hazards', String(lab.hazards.length)],
      ] as const)),
];

function caseMarkup({ name, seconds: time, result, type, message, output }: TestCase, suite: string): Markup {
  const verdict = {
    passed: undefined,
    failure: xml`
      <failure type="${type}" message="${message}"/>`,
    error: xml`
      <error type="${type}" message="${message}"/>`,
    skipped: xml`
      <skipped message="${message}"/>`,
  }[result];
  const log =
    output === undefined
      ? undefined
      : xml`
      <system-out>${output}</system-out>`;
  return xml`
    <testcase classname="${suite}" name="${name}" time="${time}">${verdict}${log}
    </testcase>`;
}

function caseOf(step: ReportStep, stopsTheRun: boolean, { run }: ReportDocument): TestCase {
  const lines = [...step.earlier, step.last].flatMap((attempt) => attemptLines(attempt));
  const common = {
    name: `${step.number}. ${step.title}`,
    seconds: seconds(step.milliseconds),
    ...(lines.length === 0 ? {} : { output: `${lines.join('\n')}\n` }),
  };
  const { state, reason } = step.last;
  if (state === 'ticked') return { ...common, result: 'passed' };
  if (state === 'skipped') return { ...common, result: 'skipped', message: reason ?? 'skipped' };
  if (state === 'failed')
    return { ...common, result: 'failure', type: 'failed', message: reason ?? step.stateText };
  if (step.refused)
    return { ...common, result: 'failure', type: 'refused', message: reason ?? step.stateText };
  if (state === 'started')
    return { ...common, result: 'error', type: 'unknown-outcome', message: step.stateText };
  if (!stopsTheRun) return { ...common, result: 'skipped', message: 'not run' };
  return {
    ...common,
    result: 'error',
    type: run.status === 'aborted' ? 'aborted' : 'not-finished',
    message: run.headline,
  };
}

/** What is wrong with the run as a whole and belongs to no step. */
function runCases({ attention, steps, run }: ReportDocument): readonly TestCase[] {
  const problems = attention.filter(({ level, step }) => level === 'problem' && step === undefined);
  const told = steps.some(({ last }) => last.state !== 'ticked' && last.state !== 'skipped');
  // Where a step stops the run, its own case says so.
  const own = problems.filter(({ about }) => about !== 'run' || !told);
  if (own.length === 0) return [];
  const message = own.map(({ text }) => text).join(' ');
  return [
    {
      name: 'The run as a whole',
      seconds: seconds(run.milliseconds),
      result: 'failure',
      type: 'run',
      message,
    },
  ];
}

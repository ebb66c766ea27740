import { evidenceText } from '../cluster/evidence.ts';
import type { JournalRecord } from '../tasks/events.ts';
import type { ReportInput } from './input.ts';
import type { Attention, ReportAbsence, ReportScript } from './json.ts';
import { between, dateTimeText, durationText } from './time.ts';
import { authorText, count } from './words.ts';

/** What a reader must know before putting a name under the run: everything that was not as a plain run is. */
export function attentionOf(
  input: ReportInput,
  scripts: readonly ReportScript[],
  absences: readonly ReportAbsence[],
): readonly Attention[] {
  return [
    ...ofTheJournal(input),
    ...ofTheSteps(input),
    ...absences.flatMap(ofAnAbsence),
    ...ofTheCluster(input),
    ...scripts.flatMap(ofAScript),
  ];
}

type About = Attention['about'];

const problem = (about: About, text: string, step?: number): Attention => ({
  level: 'problem',
  about,
  step,
  text,
});
const note = (about: About, text: string, step?: number): Attention => ({ level: 'note', about, step, text });

function ofTheJournal({ integrity, records, state }: ReportInput): readonly Attention[] {
  const found: Attention[] = [];
  if (!integrity.whole)
    found.push(
      problem(
        'journal',
        `${integrity.newer === true ? 'A newer version of the program has gone on with this run' : 'The journal is not as it was written'}${integrity.message === undefined ? '' : `: ${integrity.message}`}. What follows is what comes before that.`,
      ),
    );
  for (const [index, record] of records.entries()) {
    const before = records[index - 1];
    if (before === undefined) continue;
    const { by, at } = record;
    if (authorText(before.by) !== authorText(by))
      found.push(
        note(
          'people',
          `Handed over from ${authorText(before.by)} to ${authorText(by)} at ${dateTimeText(at)}.`,
        ),
      );
    found.push(...ofTheClock(before, record));
  }
  if (state.status === 'aborted')
    found.push(problem('run', `The run was aborted: ${state.interrupted ?? 'no reason on record'}`));
  else if (state.status === 'active') found.push(problem('run', 'The run has not come to its end.'));
  return found;
}

/** Milliseconds; a clock that is kept by the network is set by less all the time. */
const clockStep = 1000;

/** A duration is never shown as less than nothing, so that nothing else would tell. */
function ofTheClock(before: JournalRecord, { seq, at, by }: JournalRecord): readonly Attention[] {
  const back = between(at, before.at) ?? 0;
  if (back < clockStep) return [];
  const { machine } = before.by;
  const why =
    machine === by.machine
      ? `the clock of ${machine} was set back`
      : `the clock of ${by.machine} is behind that of ${machine}`;
  return [
    note(
      'journal',
      `Record ${seq} bears a time ${durationText(back)} before that of record ${before.seq}: ${why}. Do not rely on durations in which it lies.`,
    ),
  ];
}

function ofTheSteps({ records, state }: ReportInput): readonly Attention[] {
  const found: Attention[] = [];
  for (const { event, at, by } of records) {
    if (!('step' in event) || event.step === undefined) continue;
    const index = state.steps.findIndex(({ id }) => id === event.step);
    const ticked = state.steps[index]?.progress === 'ticked';
    const later = ticked ? ' It was verified later.' : '';
    const report = ticked ? note : problem;
    if (event.type === 'step-failed')
      found.push(report('step', `Failed at ${dateTimeText(at)}: ${event.reason}${later}`, index + 1));
    if (event.type === 'step-skipped')
      found.push(
        event.question !== undefined
          ? note('step', `Left out: ${event.reason}`, index + 1)
          : problem(
              'step',
              `Skipped by ${authorText(by)} at ${dateTimeText(at)}: ${event.reason}`,
              index + 1,
            ),
      );
    if (event.type === 'step-refused') {
      const why = event.guards.filter(({ passed }) => !passed).map(evidenceText);
      found.push(
        report('step', `Refused by a guard at ${dateTimeText(at)}: ${why.join('; ')}.${later}`, index + 1),
      );
    }
  }
  for (const [index, step] of state.steps.entries()) {
    if (step.progress === 'ticked') {
      const toDo = step.evidence.filter(({ attention }) => attention === true);
      found.push(
        ...toDo.map(({ expected, observed, node, noted }) =>
          (noted === true ? note : problem)(
            'step',
            `${noted === true && node !== undefined ? `${node}: ` : ''}${expected} — ${observed}`,
            index + 1,
          ),
        ),
      );
      continue;
    }
    for (const { operation, node, outcome } of step.operations) {
      const lost =
        outcome.kind === 'failed' &&
        (outcome.failure.kind === 'lost' || outcome.failure.kind === 'timed-out');
      if (outcome.kind === 'in-flight' || lost)
        found.push(
          problem(
            'step',
            `${operation} was sent to ${node}; whether it took effect is not on record.`,
            index + 1,
          ),
        );
    }
  }
  return found;
}

const ofAnAbsence = ({ kind, step, from, over }: ReportAbsence): readonly Attention[] =>
  over
    ? []
    : [
        problem(
          'cluster',
          `${kind === 'moving' ? 'Groups were moved' : 'Resources were taken offline'} at ${dateTimeText(from)}; no record shows that they are Online again.`,
          step,
        ),
      ];

function ofTheCluster({ state, lab }: ReportInput): readonly Attention[] {
  const found: Attention[] = [];
  const before = state.driftBefore.length;
  const after = state.driftAfter?.length ?? 0;
  if (before > 0)
    found.push(
      note('cluster', `The cluster was not at rest when the run began: ${count(before, 'difference')}.`),
    );
  if (after > 0)
    found.push(
      problem('cluster', `The cluster was not at rest when the run ended: ${count(after, 'difference')}.`),
    );
  if (lab === undefined) return found;
  if (lab.failovers > 0)
    found.push(problem('lab', `The lab saw ${count(lab.failovers, 'unplanned failover')}.`));
  for (const { kind, at, detail } of lab.hazards)
    found.push(problem('lab', `Hazard ${kind} at ${dateTimeText(at)}: ${detail}`));
  return found;
}

function ofAScript({ sha256, operations, text, genuine }: ReportScript): readonly Attention[] {
  const what = `The script of ${operations.join(', ')} (${sha256.slice(0, 12)}…)`;
  if (text === undefined) return [note('script', `${what} is not at hand: only its hash is on record.`)];
  return genuine === false
    ? [problem('script', `${what} has been changed: its text does not have the hash on record.`)]
    : [];
}

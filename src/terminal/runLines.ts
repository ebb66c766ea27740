import type { Evidence } from '../cluster/evidence.ts';
import { instructionsOf } from '../tasks/binding.ts';
import type { Run } from '../tasks/run.ts';
import { currentStep, type RunState, type StepState } from '../tasks/runState.ts';
import { type Output, printable } from './output.ts';

const marks = { ticked: '✓', failed: '✗', skipped: '–', started: '…', pending: ' ' } as const;

const seconds = (from: string | undefined, to: string | undefined): string =>
  from === undefined || to === undefined
    ? ''
    : ` ${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s`;

export function evidenceLines(evidence: readonly Evidence[], output: Output): void {
  for (const line of evidence) {
    const where = line.node === undefined ? '' : `${line.node}: `;
    const mark =
      line.attention === true
        ? output.style('yellow', '!')
        : line.passed
          ? output.style('green', '✓')
          : output.style('red', '✗');
    output.line(`      ${mark} ${printable(`${where}${line.expected} — ${line.observed}`)}`);
    if (line.note !== undefined) output.line(output.style('dim', `        ${printable(line.note)}`));
  }
}

function stepLine(state: RunState, step: StepState, output: Output): void {
  const number = `${state.steps.indexOf(step) + 1}`.padStart(2);
  const colour = step.progress === 'ticked' ? 'green' : step.progress === 'skipped' ? 'yellow' : 'red';
  const word = step.refused && step.progress === 'pending' ? 'refused' : step.progress;
  const mark = word === 'refused' ? '⃠' : marks[step.progress];
  output.line(
    `${output.style(colour, `  ${mark} ${number}. ${printable(step.title)}`)}${output.style('dim', ` (${word}${seconds(step.startedAt, step.endedAt)})`)}`,
  );
}

/** What a person has to do now at the keyboard of a server; nothing for any other step. */
export function printInstructions(step: StepState, state: RunState, output: Output): void {
  const lines = instructionsOf(step.step, state);
  if (lines.length === 0) return;
  output.line(output.style('bold', printable(`  ${step.title}`)));
  for (const [index, line] of lines.entries()) output.line(printable(`    ${index + 1}. ${line}`));
}

/** What to do about a claim that an ended run could not give back. */
export function claimLines({ claimLeft, state }: Pick<Run, 'claimLeft' | 'state'>, output: Output): void {
  if (!claimLeft) return;
  const line = `No node could take back its claim on the cluster. It keeps out the runs of other homes for up to 15 minutes; cluster-patch abort ${state.runId} gives it back.`;
  output.line(output.style('yellow', printable(line)));
}

/** How a run that is taken up again had stopped, and what was in flight. */
export function stoppedLines({ state, stopped }: Pick<Run, 'state' | 'stopped'>): readonly string[] {
  const why = stopped === undefined ? [] : [`  It had stopped: ${stopped}.`];
  const sent = currentStep(state)?.operations.filter(({ outcome }) => outcome.kind !== 'returned') ?? [];
  return [
    ...why,
    ...sent.map(
      ({ operation, node, sentAt }) =>
        `  In flight: ${operation} on ${node}, sent ${sentAt}. The cluster is asked whether it happened.`,
    ),
  ];
}

/** Prints a run as it goes on: each step once it has ended, with its evidence. Returns what ends the printing. */
export function printRun(run: Run, output: Output): () => void {
  const printed = new Map(run.state.steps.map((step) => [step.id, stamp(step)]));
  const ends = [
    run.onOutput((_step, line) => output.line(output.style('dim', `      │ ${printable(line)}`))),
    run.onChange(() => {
      for (const step of run.state.steps) {
        if (printed.get(step.id) === stamp(step)) continue;
        printed.set(step.id, stamp(step));
        if (step.progress === 'started' || (step.progress === 'pending' && !step.refused)) continue;
        stepLine(run.state, step, output);
        evidenceLines(step.refused ? step.guards : step.evidence, output);
        if (step.progress === 'failed' && step.evidence.length === 0 && step.reason !== undefined)
          output.line(output.style('red', `      ${printable(step.reason)}`));
        if (step.progress === 'skipped') output.line(`      skipped: ${printable(step.reason ?? '')}`);
      }
      const { activity } = run;
      if (activity === undefined) return;
      const step = run.state.steps.find((candidate) => candidate.id === activity.step);
      output.passing(`  … ${step?.title ?? activity.step}: ${activity.text}`);
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

const stamp = (step: StepState): string =>
  `${step.progress} ${step.attempt} ${step.refused} ${step.endedAt ?? ''} ${step.reason ?? ''}`;

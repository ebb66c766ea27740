import type { Drift } from '../cluster/drift.ts';
import type { Evidence } from '../cluster/evidence.ts';
import type { ReportAttempt, ReportDocument, ReportScript, ReportStep } from './json.ts';
import { fenced, plain, table } from './markdownText.ts';
import { attentionText, valueText } from './plainText.ts';
import { integrityOf, summaryOf } from './summary.ts';
import { dateTimeText, durationText } from './time.ts';
import { authorText, outcomeText, verdictText } from './words.ts';

/** The report as Markdown (GitHub's), for a ticket or a wiki. */
export function renderMarkdown(document: ReportDocument): string {
  const { run, cluster, package: update, procedure, attention, steps, drift, records, scripts } = document;
  const blocks = [
    `# ${plain(update === undefined ? procedure.title : update.kb)} on ${plain(cluster.name)}`,
    `**${plain(run.headline)}.** ${plain(run.explanation)}`,
    table(
      ['', ''],
      summaryOf(document).map(({ name, value, detail }) => [
        `**${plain(name)}**`,
        plain(detail === undefined ? value : `${value} · ${detail}`),
      ]),
    ),
    '## What needs attention',
    attention.length === 0
      ? 'Nothing: no step was skipped, failed or refused, and no difference from the resting state is left.'
      : attention
          .map(
            (each) => `- ${each.level === 'problem' ? '**Problem**' : 'Note'}: ${plain(attentionText(each))}`,
          )
          .join('\n'),
    '## Steps',
    ...steps.flatMap(stepBlocks),
    '## Drift',
    '### Before',
    driftBlock(drift.before),
    '### After',
    drift.after === undefined ? 'Not known: the run has not ended.' : driftBlock(drift.after),
    '## Who did what',
    table(
      ['#', 'Time', 'Who', 'Step', 'What'],
      records.map(({ seq, at, by, step, text }) => [
        String(seq),
        plain(dateTimeText(at)),
        plain(authorText(by)),
        step === undefined ? '' : String(step),
        plain(text),
      ]),
    ),
    '## Integrity',
    table(
      ['', ''],
      integrityOf(document).map(({ name, value }) => [`**${plain(name)}**`, plain(value)]),
    ),
    ...(scripts.length === 0 ? [] : ['## Scripts', ...scripts.flatMap(scriptBlocks)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function stepBlocks(step: ReportStep): readonly string[] {
  const {
    number,
    title,
    stateText,
    node,
    milliseconds,
    last,
    earlier,
    prevents,
    reconstructed,
    decidedBy,
    instructions,
  } = step;
  const facts = [
    `**${plain(stateText)}**`,
    ...(node === undefined ? [] : [plain(node)]),
    ...(last.startedAt === undefined ? [] : [`began ${dateTimeText(last.startedAt)}`]),
    ...(milliseconds === undefined || milliseconds === 0 ? [] : [durationText(milliseconds)]),
    ...(decidedBy === undefined ? [] : [`by ${plain(authorText(decidedBy))}`]),
  ];
  return [
    `### ${number}. ${plain(title)}`,
    facts.join(' · '),
    ...(last.reason === undefined ? [] : [`Reason: ${plain(last.reason)}`]),
    ...(prevents === undefined ? [] : [`Why: ${plain(prevents)}`]),
    ...(reconstructed === undefined ? [] : [`Reconstructed: ${plain(reconstructed)}`]),
    ...(instructions.length === 0
      ? []
      : [instructions.map((line, index) => `${index + 1}. ${plain(line)}`).join('\n')]),
    ...attemptBlocks(last),
    ...earlier.flatMap((attempt) => [
      `**Attempt ${attempt.number}**${attempt.reason === undefined ? '' : `: ${plain(attempt.reason)}`}`,
      ...attemptBlocks(attempt),
    ]),
  ];
}

const attemptBlocks = ({ guards, operations, verification }: ReportAttempt): readonly string[] => [
  ...(guards.length === 0 ? [] : ['Guards', evidenceBlock(guards)]),
  ...(operations.length === 0
    ? []
    : [
        'Operations',
        table(
          ['Operation', 'Node', 'Parameters', 'Script', 'Outcome'],
          operations.map((each) => [
            plain(each.operation),
            plain(each.node),
            Object.entries(each.parameters)
              .map(([name, value]) => `${plain(name)} = ${plain(valueText(value))}`)
              .join('<br>'),
            plain(each.script.slice(0, 12)),
            plain(
              `${outcomeText(each)}${each.failure === undefined ? '' : `: ${each.failure.message} ${each.failure.remedy}`}`,
            ),
          ]),
        ),
      ]),
  ...(verification.length === 0 ? [] : ['Verification', evidenceBlock(verification)]),
];

const evidenceBlock = (evidence: readonly Evidence[]): string =>
  table(
    ['Node', 'Expected', 'Observed', 'Result'],
    evidence.map((line) => [
      plain(line.node ?? ''),
      plain(line.expected),
      `${plain(line.observed)}${line.note === undefined ? '' : `<br>${plain(line.note)}`}`,
      line.passed && line.attention !== true ? verdictText(line) : `**${verdictText(line)}**`,
    ]),
  );

const driftBlock = (drift: readonly Drift[]): string =>
  drift.length === 0
    ? 'None: the cluster was at rest.'
    : table(
        ['Node', 'What', 'Expected', 'Observed'],
        drift.map(({ node, subject, expected, observed }) =>
          [node ?? '', subject, expected, observed].map(plain),
        ),
      );

const scriptBlocks = ({ sha256, operations, text, genuine }: ReportScript): readonly string[] => [
  `### ${plain(sha256)}`,
  `${plain(operations.join(', '))}${text === undefined ? ': the text is not at hand' : genuine === true ? ': the text has this hash' : ': **the text does not have this hash**'}`,
  ...(text === undefined ? [] : [fenced(text, 'powershell')]),
];

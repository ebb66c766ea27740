import { evidenceTable } from './htmlTables.ts';
import { icon, type Tone } from './icons.ts';
import type { ReportAttempt, ReportDocument, ReportOperation, ReportScript, ReportStep } from './json.ts';
import { html, type Markup } from './markup.ts';
import { valueText } from './plainText.ts';
import { dateTimeText, durationText } from './time.ts';
import { authorText, count, outcomeText } from './words.ts';

export const stepSections = ({ steps, scripts }: ReportDocument): readonly Markup[] => {
  const known = new Map(scripts.map((script) => [script.sha256, script]));
  return steps.map((step) => stepSection(step, known));
};

function toneOf({ last, refused }: ReportStep): Tone {
  if (last.state === 'ticked') return 'good';
  if (last.state === 'failed') return 'bad';
  return last.state === 'pending' && !refused ? 'idle' : 'warn';
}

const kinds: Readonly<Record<ReportStep['kind'], string>> = {
  gate: 'Gate',
  action: 'Action',
  question: 'Question: a person answers for it',
  attended: 'Attended: a person acts, the program verifies',
};

function stepSection(step: ReportStep, scripts: ReadonlyMap<string, ReportScript>): Markup {
  const { number, title, stateText, node, milliseconds, last, earlier, prevents, reconstructed, decidedBy } =
    step;
  const tone = toneOf(step);
  const sub = [
    kinds[step.kind],
    ...(node === undefined ? [] : [node]),
    ...(last.startedAt === undefined ? [] : [`began ${dateTimeText(last.startedAt)}`]),
    ...(milliseconds === undefined || milliseconds === 0 ? [] : [`took ${durationText(milliseconds)}`]),
    ...(decidedBy === undefined || last.state !== 'ticked' ? [] : [`answered by ${authorText(decidedBy)}`]),
    ...(last.number > 1 ? [`attempt ${last.number}`] : []),
  ];
  const by = decidedBy === undefined ? '' : ` by ${authorText(decidedBy)}`;
  return html`<section class="step" id="step-${number}" aria-labelledby="step-${number}-title">
<header><span class="number" aria-hidden="true">${number}</span><h3 id="step-${number}-title">${title}</h3>
<span class="state ${tone}">${icon(tone)} ${stateText}</span><p class="sub">${sub.join(' · ')}</p></header>
<div class="body">
${last.reason === undefined ? undefined : html`<p class="reason ${tone}"><strong>${stateText}${by}.</strong> <span>${last.reason}</span></p>`}
${prevents === undefined ? undefined : html`<p class="quiet">Why: ${prevents}</p>`}
${reconstructed === undefined ? undefined : html`<p class="quiet">No source confirms this step; it was made from: ${reconstructed}</p>`}
${instructionList(step)}${last.verification.length === 0 && last.state !== 'ticked' ? expectationList(step) : undefined}
${attemptBody(last, scripts)}
${earlier.map((attempt) => html`<details><summary>Attempt ${attempt.number}: ${attempt.reason ?? 'did not come to its end'}</summary><div class="inner">${attemptBody(attempt, scripts)}</div></details>`)}
</div></section>`;
}

const instructionList = ({ instructions }: ReportStep): Markup | undefined =>
  instructions.length === 0
    ? undefined
    : html`<details><summary>What the person was told to do</summary><ol class="inner">${instructions.map((line) => html`<li>${line}</li>`)}</ol></details>`;

const expectationList = ({ expectations, last }: ReportStep): Markup =>
  html`<details><summary>${last.state === 'skipped' ? 'What was therefore not verified' : 'What it would verify'}</summary><ul class="inner">${expectations.map((line) => html`<li>${line}</li>`)}</ul></details>`;

function attemptBody(
  { guards, operations, verification }: ReportAttempt,
  scripts: ReadonlyMap<string, ReportScript>,
): Markup {
  const failed = guards.filter(({ passed }) => !passed).length;
  const held =
    failed === 0
      ? `${count(guards.length, 'guard')} held before the change`
      : `${failed} of ${count(guards.length, 'guard')} did not hold`;
  return html`${
    guards.length === 0
      ? undefined
      : html`<details${failed === 0 ? undefined : html` open=""`}><summary>${icon(failed === 0 ? 'good' : 'bad')} ${held}</summary><div class="inner">${evidenceTable('Guards', guards)}</div></details>`
  }${operations.map((each) => operationBody(each, scripts))}${verification.length === 0 ? undefined : evidenceTable('Verification', verification)}`;
}

function operationBody(operation: ReportOperation, scripts: ReadonlyMap<string, ReportScript>): Markup {
  const { outcome, failure, value, parameters, script } = operation;
  const tone: Tone = outcome === 'returned' ? 'good' : outcome === 'failed' ? 'bad' : 'warn';
  return html`<details${outcome === 'returned' ? undefined : html` open=""`}>
<summary>${icon(tone)} <code>${operation.operation}</code> on ${operation.node}: ${outcomeText(operation)}</summary><div class="inner">
${failure === undefined ? undefined : html`<p>${failure.message} ${failure.remedy}</p>`}
<h4>Parameters</h4>${Object.keys(parameters).length === 0 ? html`<p class="quiet">None</p>` : html`<dl class="parameters">${Object.entries(parameters).map(([name, each]) => html`<dt>${name}</dt><dd class="mono">${valueText(each)}</dd>`)}</dl>`}
${
  value === undefined || value === null
    ? undefined
    : html`<h4>Result</h4><pre>
${typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)}</pre>`
}
<h4>Script <span class="mono">${script}</span></h4>${scriptText(scripts.get(script))}
</div></details>`;
}

function scriptText(script: ReportScript | undefined): Markup {
  if (script?.text === undefined)
    return html`<p class="quiet">Its text is not at hand; the hash above is what the journal holds.</p>`;
  const changed =
    script.genuine === false
      ? html`<p class="bad">${icon('bad')} This text does not have the hash above: it was changed.</p>`
      : undefined;
  // A browser drops a line break that follows <pre>: this one, and none of the script's own.
  return html`${changed}<pre>
${script.text}</pre>`;
}

import { recordTable } from './htmlRecords.ts';
import { stepSections } from './htmlSteps.ts';
import { dataTable, driftTable, factList } from './htmlTables.ts';
import { icon, type Tone } from './icons.ts';
import type { ReportDocument } from './json.ts';
import { html, type Markup } from './markup.ts';
import { style } from './style.ts';
import { integrityOf, summaryOf } from './summary.ts';
import { timeline } from './timeline.ts';

/**
 * The report as one file for any browser and for paper. It holds no script and asks for nothing from outside, and its
 * own policy forbids both, so that it is harmless wherever it is opened.
 */
export function renderHtml(document: ReportDocument): string {
  const { run, cluster, package: update, procedure, drift } = document;
  const name = `${update === undefined ? procedure.title : update.kb} on ${cluster.name}`;
  return `${html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" />
<title>${name}: ${run.headline}</title>
${style}
</head>
<body><main>
<header>
<p class="kicker">Cluster Patch Checklist · Evidence of run ${run.id}</p>
<h1>${name}</h1>
${outcome(document)}
${factList(summaryOf(document))}
</header>
<h2 id="attention">What needs attention</h2>
${attentionList(document)}
<h2 id="timeline">Timeline</h2>
<div class="scroll" role="region" aria-label="Timeline" tabindex="0">${timeline(document)}</div>
${legend}
<h2 id="steps">Steps</h2>
${stepSections(document)}
<h2 id="drift">Difference from the resting state</h2>
<h3>Before the run</h3>
${driftTable('Drift before the run', drift.before)}
<h3 class="second">After the run</h3>
${driftTable('Drift after the run', drift.after)}
<h2 id="records">Who did what</h2>
${recordTable(document)}
<h2 id="integrity">Integrity</h2>
${factList(integrityOf(document), true)}
${scriptAppendix(document)}
<footer>${procedure.sources.length === 0 ? undefined : html`<p>Sources of the procedure: ${procedure.sources.map(source)}</p>`}
<p>All times are UTC. Run ${run.id}, journal hash <span class="mono">${document.integrity.lastHash}</span></p></footer>
</main></body>
</html>
`}`;
}

function outcome({ run, integrity, attention }: ReportDocument): Markup {
  const clean =
    run.outcome === 'completed' && integrity.whole && !attention.some(({ level }) => level === 'problem');
  const broken = !integrity.whole && integrity.newer !== true;
  const tone: Tone = clean ? 'good' : run.outcome === 'failed' || broken ? 'bad' : 'warn';
  const doubt = integrity.whole
    ? undefined
    : html`<p>${broken ? 'The journal is not whole: this report proves nothing' : 'A newer version has gone on with this run: this report says nothing'} past the place that is named below.</p>`;
  return html`<div class="outcome ${tone}"><strong>${icon(tone)} ${run.headline}</strong><p>${run.explanation}</p>${doubt}</div>`;
}

const attentionList = ({ attention }: ReportDocument): Markup =>
  attention.length === 0
    ? html`<p>${icon('good')} Nothing. No step was skipped, failed or refused, and no difference from the resting state is left.</p>`
    : html`<ul class="attention">${attention.map(
        ({ level, step, text }) =>
          html`<li>${icon(level === 'problem' ? 'bad' : 'idle')}<span><strong>${level === 'problem' ? 'Problem' : 'Note'}${step === undefined ? undefined : html`, <a href="#step-${step}">step ${step}</a>`}.</strong> ${text}</span></li>`,
      )}</ul>`;

const key = (picture: Markup, words: string): Markup =>
  html`<span><svg class="timeline key" viewBox="0 0 22 12" aria-hidden="true">${picture}</svg>${words}</span>`;

const legend = html`<p class="legend">
${key(html`<rect class="bar ticked" x="1" y="1" width="20" height="10" rx="3"/>`, 'ticked')}
${key(html`<rect class="bar failed" x="1" y="1" width="16" height="10" rx="3"/><path class="cross" d="M13 1l8 10m0-10l-8 10"/>`, 'failed')}
${key(html`<path class="bar skipped" d="M11 0l6 6l-6 6l-6-6z"/>`, 'skipped or refused')}
${key(html`<rect class="bar interrupted" x="1" y="1" width="20" height="10" rx="3"/>`, 'interrupted or unknown')}
${key(html`<rect x="1" y="0" width="20" height="12" fill="url(#moving)"/>`, 'groups moving or offline')}
</p>`;

const scriptAppendix = ({ scripts }: ReportDocument): Markup | undefined =>
  scripts.length === 0
    ? undefined
    : html`<h2 id="scripts">Scripts</h2>${dataTable(
        'Scripts by their hash',
        [
          { title: 'Operation', width: 'narrow' },
          { title: 'SHA-256' },
          { title: 'Uses', width: 'narrow' },
          { title: 'Text', width: 'narrow' },
        ],
        scripts.map(({ sha256, operations, uses, text, genuine }) => {
          const tone: Tone = text === undefined ? 'idle' : genuine === true ? 'good' : 'bad';
          const words = { good: 'has this hash', idle: 'not at hand', bad: 'was changed', warn: '' }[tone];
          return html`<tr><td class="narrow"><code>${operations.join(', ')}</code></td><td class="mono">${sha256}</td><td class="narrow">${uses}</td><td class="narrow"><span class="verdict ${tone}">${icon(tone)} ${words}</span></td></tr>`;
        }),
      )}`;

/** Only the web's own addresses become links: a procedure is a file that anybody can write. */
const source = ({ title, url }: ReportDocument['procedure']['sources'][number]): Markup =>
  /^https?:\/\//i.test(url)
    ? html`<a href="${url}" rel="noreferrer">${title}</a> `
    : html`${title} (${url}) `;

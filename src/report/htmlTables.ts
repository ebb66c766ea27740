import type { Drift } from '../cluster/drift.ts';
import type { Evidence } from '../cluster/evidence.ts';
import { icon } from './icons.ts';
import { html, type Markup } from './markup.ts';
import type { Fact } from './summary.ts';
import { verdictText } from './words.ts';

/** A list of facts; a wide one has a line of its own. */
export const factList = (facts: readonly Fact[], wide = false): Markup =>
  html`<dl class="facts">${facts.map(
    ({ name, value, detail, exact }) =>
      html`<div${wide ? html` class="wide"` : undefined}><dt>${name}</dt><dd${exact === true ? html` class="exact mono"` : undefined}>${value}${detail === undefined ? undefined : html`<span>${detail}</span>`}</dd></div>`,
  )}</dl>`;

interface Column {
  readonly title: string;
  readonly width?: 'narrow' | 'half';
}

/** A table with its head; it scrolls by itself where the window is too narrow for it. */
export const dataTable = (
  label: string,
  columns: readonly Column[],
  rows: readonly Markup[],
  caption = false,
): Markup => groupedTable(label, columns, html`<tbody>${rows}</tbody>`, caption);

/** The same, whose rows come in bodies of their own. */
export const groupedTable = (
  label: string,
  columns: readonly Column[],
  bodies: Markup | readonly Markup[],
  caption = false,
): Markup =>
  html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
${caption ? html`<caption>${label}</caption>` : undefined}<thead><tr>${columns.map(({ title, width }) => html`<th scope="col"${width === undefined ? undefined : html` class="${width}"`}>${title}</th>`)}</tr></thead>
${bodies}</table></div>`;

const evidenceColumns: readonly Column[] = [
  { title: 'Node', width: 'narrow' },
  { title: 'Expected', width: 'half' },
  { title: 'Observed' },
  { title: 'Result', width: 'narrow' },
];

function verdict(line: Evidence): Markup {
  const tone = !line.passed ? 'bad' : line.attention === true ? 'warn' : 'good';
  return html`<span class="verdict ${tone}">${icon(tone)} ${verdictText(line)}</span>`;
}

/** Guards or verifications, line by line. */
export const evidenceTable = (label: string, evidence: readonly Evidence[]): Markup =>
  dataTable(
    label,
    evidenceColumns,
    evidence.map((line) => {
      const { node, expected, observed, passed, note } = line;
      return html`<tr${passed ? undefined : html` class="failed"`}>
<td class="narrow">${node ?? '–'}</td><td>${expected}</td><td>${observed}${note === undefined ? undefined : html`<span class="note">${note}</span>`}</td>
<td class="narrow">${verdict(line)}</td></tr>`;
    }),
    true,
  );

export function driftTable(label: string, drift: readonly Drift[] | undefined): Markup {
  if (drift === undefined) return html`<p class="quiet">Not known: the run has not ended.</p>`;
  if (drift.length === 0) return html`<p>${icon('good')} None: the cluster was at rest.</p>`;
  return dataTable(
    label,
    [{ title: 'Node', width: 'narrow' }, { title: 'What' }, { title: 'Expected' }, { title: 'Observed' }],
    drift.map(
      ({ node, subject, expected, observed }) =>
        html`<tr><td class="narrow">${node ?? 'cluster'}</td><td>${subject}</td><td>${expected}</td><td>${observed}</td></tr>`,
    ),
  );
}

import { groupedTable } from './htmlTables.ts';
import type { ReportDocument } from './json.ts';
import { html, type Markup } from './markup.ts';
import { dateTimeText } from './time.ts';
import { authorText, count } from './words.ts';

type Records = ReportDocument['records'];

/** Who did what: every record of the journal, under the name of the one who wrote it. */
export const recordTable = ({ records }: ReportDocument): Markup =>
  groupedTable(
    'Records of the journal',
    [
      { title: '#', width: 'narrow' },
      { title: 'Time', width: 'narrow' },
      { title: 'Step', width: 'narrow' },
      { title: 'What' },
    ],
    watches(records).map(
      (watch) =>
        html`<tbody><tr class="watch"><th colspan="4" scope="rowgroup">${authorOf(watch)}</th></tr>${watch.map(
          ({
            seq,
            at,
            step,
            text,
          }) => html`<tr><td class="narrow quiet">${seq}</td><td class="narrow">${dateTimeText(at)}</td>
<td class="narrow">${step === undefined ? undefined : html`<span class="chip">${step}</span>`}</td><td>${text}</td></tr>`,
        )}</tbody>`,
    ),
  );

function authorOf(watch: Records): string {
  const [first] = watch;
  return first === undefined
    ? ''
    : `${authorText(first.by)} · version ${first.by.version} · ${count(watch.length, 'record')}`;
}

/** The records cut where another author goes on. */
function watches(records: Records): readonly Records[] {
  const cut: Records[number][][] = [];
  for (const record of records) {
    const last = cut.at(-1);
    const before = last?.at(-1)?.by;
    if (
      last !== undefined &&
      before !== undefined &&
      authorText(before) === authorText(record.by) &&
      before.version === record.by.version
    )
      last.push(record);
    else cut.push([record]);
  }
  return cut;
}

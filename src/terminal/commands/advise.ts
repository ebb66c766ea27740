import type { AdviceRow } from '../../tasks/advisor/rehearsed.ts';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';

export interface AdviseRequest {
  readonly cluster: string;
  readonly package: string;
}

/** `advise`: rehearses every procedure that suits on a copy of the cluster, and recommends one. */
export async function advise(
  { operator, output, signal }: Session,
  { cluster, package: update }: AdviseRequest,
): Promise<number> {
  const advice = await operator.advise(
    { cluster, update },
    {
      signal,
      onProgress: ({ done, total, procedure, text }) =>
        output.passing(`${done} of ${total} rehearsals done; ${procedure}: ${text}`),
    },
  );
  const { recommended, why, table } = advice;
  output.document({ recommended, why, table });
  for (const line of tableLines(advice.table)) output.line(printable(line));
  for (const { procedure, hazards } of advice.table)
    for (const { kind, detail } of hazards)
      output.line(output.style('red', printable(`hazard of ${procedure}: ${kind}: ${detail}`)));
  output.line();
  output.line(
    advice.recommended === null
      ? output.style('yellow', 'Recommended: none')
      : output.style('green', `Recommended: ${advice.recommended}`),
  );
  output.line(printable(advice.why));
  return advice.recommended === null ? exitCode.refused : exitCode.verified;
}

const columns: readonly { readonly title: string; readonly cell: (row: AdviceRow) => string }[] = [
  { title: 'procedure', cell: (row) => row.procedure },
  { title: 'outcome', cell: (row) => row.outcome },
  { title: 'downtime', cell: (row) => `${Math.round(row.downtimeSeconds)} s` },
  { title: 'failovers', cell: (row) => `${row.failovers}` },
  { title: 'moves', cell: (row) => `${row.moves}` },
  { title: 'hazards', cell: (row) => `${row.hazards.length}` },
  { title: 'database', cell: (row) => (row.databaseChanged ? 'changed' : 'unchanged') },
  { title: 'attended', cell: (row) => `${row.attendedSteps}` },
  { title: 'changes', cell: (row) => `${row.changes}` },
];

function tableLines(rows: readonly AdviceRow[]): readonly string[] {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

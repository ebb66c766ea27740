import type { CaseResult } from './runCase.ts';

/** Procedure × fault as a Markdown table: passed of total, a dash where the fault cannot strike. */
export function faultTable(results: readonly CaseResult[]): string {
  const procedures = [...new Set(results.map(({ procedure }) => procedure))].sort();
  const kinds = [...new Set(results.map(({ kind }) => kind))].sort();
  const cell = (some: readonly CaseResult[]): string =>
    some.length === 0 ? '–' : `${some.filter(({ problems }) => problems.length === 0).length}/${some.length}`;
  const row = (name: string, some: readonly CaseResult[]): string =>
    `| ${[name, ...procedures.map((procedure) => cell(some.filter((one) => one.procedure === procedure))), cell(some)].join(' | ')} |`;
  return [
    `| fault | ${procedures.join(' | ')} | all |`,
    `| --- |${' ---: |'.repeat(procedures.length + 1)}`,
    ...kinds.map((kind) =>
      row(
        kind,
        results.filter((one) => one.kind === kind),
      ),
    ),
    row('all', results),
  ].join('\n');
}

const begin = '<!-- faults: begin (written by npm run faults) -->';
const end = '<!-- faults: end -->';

/** A page with the table between its marks. Throws when the marks are not there. */
export function withTable(page: string, table: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error('the page has no place for the table');
  return `${page.slice(0, from + begin.length)}\n${table}\n${page.slice(to)}`;
}

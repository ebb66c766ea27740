import type { BlockOf, SheetAction } from '../../src/views/sheet/protocol.ts';
import { element } from '../page/dom.ts';
import { toneIcon } from './blocks.ts';

/** Things side by side. A narrow page scrolls it within its own frame, also by the keyboard. */
export function table(
  { title, columns, rows }: BlockOf<'table'>,
  buttonsOf: (actions: readonly SheetAction[]) => readonly HTMLElement[],
): HTMLElement {
  const numeric = (index: number) => (columns[index]?.numeric === true ? 'numeric' : undefined);
  return element(
    'section',
    { class: 'table-frame', tabindex: '0', 'aria-label': title },
    element(
      'table',
      {},
      element('caption', {}, title),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...columns.map((column, index) =>
            element('th', { scope: 'col', class: index === 0 ? undefined : numeric(index) }, column.title),
          ),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            { 'data-marked': String(row.mark !== undefined) },
            element(
              'th',
              { scope: 'row' },
              element('span', { class: 'row-head' }, row.head),
              row.mark === undefined ? undefined : element('span', { class: 'badge' }, row.mark),
              row.under === undefined ? undefined : element('span', { class: 'row-under' }, row.under),
              row.actions.length === 0
                ? undefined
                : element('div', { class: 'bar row-bar' }, ...buttonsOf(row.actions)),
            ),
            ...row.cells.map(({ text, tone }, index) =>
              element(
                'td',
                { class: numeric(index + 1), 'data-tone': tone },
                tone === undefined || tone === 'plain' ? undefined : toneIcon(tone),
                text,
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

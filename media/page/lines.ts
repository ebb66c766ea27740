import type { ChecklistLine, PageText } from '../../src/views/protocol.ts';
import { element, whenChanged } from './dom.ts';
import { lineIcon } from './icons.ts';

type LineText = Pick<PageText, 'planned' | 'passed' | 'failed' | 'observed'> &
  Partial<Pick<PageText, 'attention'>>;

export interface Lines {
  readonly root: HTMLElement;
  update(lines: readonly ChecklistLine[]): void;
}

/** A titled list of expectations with what was seen. */
export function linesOf(title: string, text: LineText): Lines {
  const list = element('ul', { class: 'lines' });
  const root = element('section', { class: 'block' }, element('h4', {}, title), list);
  return {
    root,
    update: whenChanged((lines: readonly ChecklistLine[]) => {
      root.hidden = lines.length === 0;
      list.replaceChildren(...lines.map((line) => lineOf(line, text)));
    }),
  };
}

function lineOf(line: ChecklistLine, text: LineText): HTMLElement {
  const { planned, passed, failed, attention = passed } = text;
  const judged = { planned, passed, attention, failed }[line.state];
  return element(
    'li',
    { class: 'line', 'data-state': line.state },
    lineIcon(line.state === 'attention' ? 'warned' : line.state),
    element(
      'span',
      { class: 'line-expected' },
      element('span', { class: 'words-only' }, `${judged}: `),
      line.text,
      line.node === undefined ? undefined : element('span', { class: 'line-node' }, ` · ${line.node}`),
    ),
    line.observed === undefined
      ? undefined
      : element(
          'span',
          { class: 'line-observed' },
          element('span', { class: 'words-only' }, `${text.observed}: `),
          line.observed,
        ),
    line.note === undefined ? undefined : element('span', { class: 'line-note' }, line.note),
  );
}

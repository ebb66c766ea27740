import type { ChecklistStep, PageText } from '../../src/views/protocol.ts';
import { element, whenChanged } from '../page/dom.ts';
import { lineIcon } from '../page/icons.ts';
import { duration } from './clock.ts';

export interface Operations {
  readonly root: HTMLElement;
  update(operations: ChecklistStep['operations']): void;
}

const judged = {
  planned: 'planned',
  sent: 'sent',
  'in-flight': 'unknown',
  returned: 'passed',
  failed: 'failed',
} as const;

/** The changes that a step makes, with how each went. */
export function operationsOf(text: PageText): Operations {
  const list = element('ul', { class: 'lines' });
  const root = element('section', { class: 'block' }, element('h4', {}, text.changes), list);
  return {
    root,
    update: whenChanged((operations: ChecklistStep['operations']) => {
      root.hidden = operations.length === 0;
      list.replaceChildren(
        ...operations.map((operation) =>
          element(
            'li',
            { class: 'line', 'data-state': judged[operation.state] },
            lineIcon(judged[operation.state]),
            element(
              'span',
              { class: 'line-expected' },
              element('span', { class: 'words-only' }, `${operation.stateText}: `),
              element('code', {}, operation.name),
              element('span', { class: 'line-node' }, ` · ${operation.node}`),
            ),
            observed(operation),
            operation.message === undefined
              ? undefined
              : element('span', { class: 'line-note' }, operation.message),
          ),
        ),
      );
    }),
  };
}

/** How long it took. Of what has no answer, that it has none: it is what one has to know of a step that was left. */
function observed({ state, stateText, milliseconds }: ChecklistStep['operations'][number]) {
  if (state === 'sent' || state === 'in-flight')
    // It is read out before the operation's name already.
    return element('span', { class: 'line-observed', 'aria-hidden': 'true' }, stateText);
  return milliseconds === undefined
    ? undefined
    : element('span', { class: 'line-observed time' }, duration(milliseconds));
}

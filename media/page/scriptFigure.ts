import type { PageScript, PageText } from '../../src/views/protocol.ts';
import { element } from './dom.ts';

/** One operation's exact script with its parameters; `more` stands beside its name. */
export const scriptFigure = (
  { operation, node, script, parameters }: PageScript,
  text: Pick<PageText, 'parameters'>,
  more?: HTMLElement,
): HTMLElement =>
  element(
    'figure',
    { class: 'script' },
    element('figcaption', {}, element('code', {}, operation), element('span', { class: 'chip' }, node), more),
    element('pre', { tabindex: '0', 'aria-label': operation }, script),
    parameters === ''
      ? undefined
      : element('pre', { class: 'parameters', tabindex: '0', 'aria-label': text.parameters }, parameters),
  );

import type { BlockOf, SheetText, Tone } from '../../src/views/sheet/protocol.ts';
import { element } from '../page/dom.ts';
import { lineIcon } from '../page/icons.ts';
import { linesOf } from '../page/lines.ts';
import { scriptFigure } from '../page/scriptFigure.ts';

/** A shape for each tone, so that no meaning hangs on a colour. */
export const toneIcon = (tone: Tone): SVGSVGElement =>
  lineIcon(({ plain: 'planned', good: 'passed', warn: 'warned', bad: 'failed' } as const)[tone]);

/** What matters most on the sheet. */
export const callout = ({ tone, title, text }: BlockOf<'callout'>): HTMLElement =>
  element(
    'section',
    { class: 'callout', 'data-tone': tone },
    tone === 'plain' ? undefined : toneIcon(tone),
    element(
      'div',
      {},
      element('h2', {}, title),
      text === undefined || text === '' ? undefined : element('p', {}, text),
    ),
  );

export function list({ title, ordered, items }: BlockOf<'list'>): HTMLElement {
  const rows = items.map(({ tone, text, node, state, details }, index) =>
    element(
      'li',
      { class: 'item', 'data-tone': tone },
      // A number is mark enough for what has no tone of its own.
      ordered && tone === 'plain' ? undefined : toneIcon(tone),
      element(
        'div',
        {},
        element('span', { class: 'item-text' }, ordered ? `${index + 1}. ${text}` : text),
        node === undefined ? undefined : element('span', { class: 'chip' }, node),
        state === undefined ? undefined : element('span', { class: 'item-state' }, state),
        ...details.map((detail) => element('p', { class: 'item-detail' }, detail)),
      ),
    ),
  );
  return element(
    'section',
    { class: 'sheet-block' },
    element('h2', {}, title),
    element(ordered ? 'ol' : 'ul', { class: 'items' }, ...rows),
  );
}

/** A step that can be opened; what stands in it is all there from the beginning, so that it can be searched. */
export function step(block: BlockOf<'step'>, text: SheetText): HTMLElement {
  const guards = linesOf(text.guards, text);
  const verification = linesOf(text.verification, text);
  guards.update(block.guards);
  verification.update(block.verification);
  const words = (content: string | undefined, label: string, look: string) =>
    content === undefined ? undefined : element('p', { class: look }, `${label} ${content}`);
  return element(
    'details',
    { class: 'plan-step', 'data-tone': block.tone, open: '' },
    element(
      'summary',
      {},
      toneIcon(block.tone),
      element('h2', {}, block.title),
      block.node === undefined ? undefined : element('span', { class: 'chip' }, block.node),
      element('span', { class: 'item-state' }, block.state),
    ),
    element(
      'div',
      { class: 'plan-body' },
      words(block.prevents, text.prevents, 'prevents'),
      words(block.reconstructed, text.reconstructed, 'quiet'),
      block.instructions.length === 0
        ? undefined
        : element(
            'section',
            { class: 'block' },
            element('h4', {}, text.whatToDo),
            element('ol', {}, ...block.instructions.map((line) => element('li', {}, line))),
          ),
      guards.root,
      block.scripts.length === 0
        ? element('p', { class: 'quiet' }, text.noChanges)
        : element(
            'section',
            { class: 'block scripts' },
            element('h4', {}, text.scripts),
            ...block.scripts.map((script) => scriptFigure(script, text)),
          ),
      verification.root,
    ),
  );
}

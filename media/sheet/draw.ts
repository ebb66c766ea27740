import type { Block, Sheet, SheetAction, SheetText } from '../../src/views/sheet/protocol.ts';
import { button } from '../components/button.ts';
import { element } from '../page/dom.ts';
import { callout, list, step } from './blocks.ts';
import { table } from './table.ts';

type Press = (action: string) => void;

/** The whole page of a sheet. */
export function drawSheet(sheet: Sheet, text: SheetText, press: Press): readonly HTMLElement[] {
  const buttons = buttonsOf(sheet.actions, press);
  return [
    element(
      'header',
      {},
      element(
        'div',
        { class: 'overline' },
        element('span', { class: 'cluster' }, sheet.cluster),
        sheet.lab ? element('span', { class: 'badge' }, text.lab) : undefined,
        element('span', {}, sheet.overline),
      ),
      element(
        'div',
        { class: 'masthead' },
        element(
          'div',
          { class: 'titles' },
          element('h1', { tabindex: '-1' }, sheet.title),
          sheet.subtitle === undefined ? undefined : element('p', { class: 'subtitle' }, sheet.subtitle),
        ),
        buttons.length === 0 ? undefined : element('div', { class: 'bar run-bar' }, ...buttons),
      ),
    ),
    ...sheet.blocks.map((block) => drawBlock(block, text, press)),
  ];
}

function drawBlock(block: Block, text: SheetText, press: Press): HTMLElement {
  switch (block.kind) {
    case 'callout':
      return callout(block);
    case 'table':
      return table(block, (actions) => buttonsOf(actions, press));
    case 'list':
      return list(block);
    case 'step':
      return step(block, text);
  }
}

const buttonsOf = (actions: readonly SheetAction[], press: Press): readonly HTMLElement[] =>
  actions.map(({ id, label, look, spoken }) => {
    const made = button({ label, look, onClick: () => press(id) });
    if (spoken !== undefined) made.setAttribute('aria-label', spoken);
    return made;
  });

import '../page/noEval.ts';

import { type FromSheet, toSheet } from '../../src/views/sheet/protocol.ts';
import { registerComponents } from '../components/register.ts';
import { element } from '../page/dom.ts';
import { focused, focusOn } from '../page/focus.ts';
import { drawSheet } from './draw.ts';

registerComponents();

const api = acquireVsCodeApi();
const post = (message: FromSheet): void => {
  api.postMessage(message);
};
const root = document.querySelector<HTMLElement>('#page');
// A region has to be there before its text is, or it is not read aloud.
const spoken = element('div', { class: 'words-only', role: 'status', 'aria-live': 'polite' });
root?.after(spoken);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = toSheet.safeParse(data);
  if (!message.success || root === null) return;
  const { sheet, text } = message.data;
  document.title = sheet.title;
  const held = root.contains(focused());
  root.replaceChildren(...drawSheet(sheet, text, (action) => post({ type: 'press', action })));
  // The button that was pressed is not there any more.
  const title = root.querySelector('h1');
  if (held && title !== null) focusOn(title);
  const callout = sheet.blocks.find((block) => block.kind === 'callout');
  spoken.textContent = [sheet.title, callout?.title, callout?.text]
    .filter((part) => part !== undefined)
    .join('. ');
});

post({ type: 'ready' });

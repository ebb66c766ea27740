import '../page/noEval.ts';

import { type FromSheet, toSheet } from '../../src/views/sheet/protocol.ts';
import { registerComponents } from '../components/register.ts';
import { drawSheet } from './draw.ts';

registerComponents();

const api = acquireVsCodeApi();
const post = (message: FromSheet): void => {
  api.postMessage(message);
};
const root = document.querySelector<HTMLElement>('#page');

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = toSheet.safeParse(data);
  if (!message.success || root === null) return;
  const { sheet, text } = message.data;
  document.title = sheet.title;
  root.replaceChildren(...drawSheet(sheet, text, (action) => post({ type: 'press', action })));
});

post({ type: 'ready' });

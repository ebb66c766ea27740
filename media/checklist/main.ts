import '../page/noEval.ts';

import { toPage } from '../../src/views/protocol.ts';
import { registerComponents } from '../components/register.ts';
import { keep, post, readKept } from './host.ts';
import { Page } from './page.ts';

registerComponents();

const root = document.querySelector<HTMLElement>('#page');
let page: Page | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = toPage.safeParse(data);
  if (!message.success || root === null) return;
  if (message.data.type === 'text') page ??= new Page(message.data.text, root);
  else page?.receive(message.data);
  if (message.data.type === 'state') restoreScroll();
});

let restored = false;
/** Goes back to where the page was before its last teardown, once there is something to scroll. */
function restoreScroll(): void {
  if (restored) return;
  restored = true;
  window.scrollTo({ top: readKept().scroll });
  window.addEventListener('scrollend', () => keep({ scroll: window.scrollY }));
}

post({ type: 'ready' });

import { element } from '../page/dom.ts';

/** Lines that the page shows of one step; the log has them all. */
const limit = 400;

export interface Output {
  readonly root: HTMLElement;
  append(lines: readonly string[], fresh: boolean): void;
}

/** What the nodes write while a step runs. It follows its end unless a person has scrolled up. */
export function outputOf(title: string): Output {
  const text = element('pre', {
    class: 'output-text',
    tabindex: '0',
    role: 'log',
    'aria-live': 'off',
    'aria-label': title,
  });
  const root = element('section', { class: 'block output', hidden: '' }, element('h4', {}, title), text);
  let shown: readonly string[] = [];
  return {
    root,
    append(lines, fresh) {
      const following = text.scrollHeight - text.scrollTop - text.clientHeight < 24;
      shown = [...(fresh ? [] : shown), ...lines].slice(-limit);
      text.textContent = shown.join('\n');
      root.hidden = shown.length === 0;
      if (following) text.scrollTop = text.scrollHeight;
    },
  };
}

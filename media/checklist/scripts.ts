import type { PageScript, PageText } from '../../src/views/protocol.ts';
import { button } from '../components/button.ts';
import { element } from './dom.ts';

export interface Scripts {
  readonly root: HTMLDetailsElement;
  update(scripts: readonly PageScript[]): void;
}

/** The exact scripts of a step behind a disclosure; they are asked for when it is first opened. */
export function scriptsOf(text: PageText, ask: () => void, openInEditor: (index: number) => void): Scripts {
  const body = element('div', { class: 'scripts' }, element('p', { class: 'quiet' }, text.loading));
  const root = element('details', { class: 'block' }, element('summary', {}, text.scripts), body);
  root.addEventListener('toggle', () => {
    if (root.open) ask();
  });
  return {
    root,
    update: (scripts) => {
      body.replaceChildren(
        ...scripts.map((script, index) =>
          element(
            'figure',
            { class: 'script' },
            element(
              'figcaption',
              {},
              element('code', {}, script.operation),
              element('span', { class: 'step-node' }, script.node),
              button({ label: text.openInEditor, look: 'secondary', onClick: () => openInEditor(index) }),
            ),
            element('pre', { tabindex: '0', 'aria-label': script.operation }, script.script),
            script.parameters === ''
              ? undefined
              : element(
                  'pre',
                  { class: 'parameters', tabindex: '0', 'aria-label': text.parameters },
                  script.parameters,
                ),
          ),
        ),
        ...(scripts.length === 0 ? [element('p', { class: 'quiet' }, text.noChanges)] : []),
      );
    },
  };
}

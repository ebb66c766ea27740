import type { PageScript, PageText } from '../../src/views/protocol.ts';
import { button } from '../components/button.ts';
import { element } from '../page/dom.ts';
import { scriptFigure } from '../page/scriptFigure.ts';

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
          scriptFigure(
            script,
            text,
            button({ label: text.openInEditor, look: 'secondary', onClick: () => openInEditor(index) }),
          ),
        ),
        ...(scripts.length === 0 ? [element('p', { class: 'quiet' }, text.noChanges)] : []),
      );
    },
  };
}

import type { ChecklistState, PageText } from '../../src/views/protocol.ts';
import { button } from '../components/button.ts';
import { element, format, say, show, whenChanged } from '../page/dom.ts';

/** Whether the cluster is at rest, what differs, and the way back. */
export class DriftView {
  readonly root: HTMLElement;
  private readonly atRest = element('span');
  private readonly time = element('span');
  private readonly summary = element('summary');
  private readonly lines = element('ul', { class: 'drift-lines' });
  private readonly details = element('details', {}, this.summary, this.lines);
  private readonly restore: HTMLElement;
  private readonly text: PageText;

  constructor(text: PageText, restore: () => void) {
    this.text = text;
    this.restore = button({ label: text.restore, look: 'secondary', onClick: restore });
    this.root = element(
      'div',
      { class: 'drift quiet' },
      element('div', { class: 'drift-words' }, this.atRest, this.details),
      this.restore,
      this.time,
    );
  }

  update({ drift, picture, actions }: ChecklistState): void {
    const { atRest, driftOne, drift: many } = this.text;
    show(this.atRest, drift.length === 0);
    show(this.details, drift.length > 0);
    show(this.restore, actions.restore);
    say(this.atRest, atRest);
    say(this.summary, drift.length === 1 ? driftOne : format(many, drift.length));
    say(this.time, picture?.takenAt ?? '');
    this.draw(drift);
  }

  private readonly draw = whenChanged((drift: readonly string[]) =>
    this.lines.replaceChildren(...drift.map((line) => element('li', {}, line))),
  );
}

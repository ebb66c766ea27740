import type { ChecklistState, PageText } from '../../src/views/protocol.ts';
import { element, format } from '../page/dom.ts';

/** Tells those who do not see the page what has changed, politely and once. */
export class Announcer {
  readonly root = element('div', { class: 'words-only', 'aria-live': 'polite', role: 'status' });
  private readonly text: PageText;
  private before: ChecklistState['run'];

  constructor(text: PageText) {
    this.text = text;
  }

  update({ run }: ChecklistState): void {
    const { before } = this;
    this.before = run;
    if (run === undefined || before === undefined || before.runId !== run.runId) return;
    const news = run.steps.flatMap((step): string[] => {
      if (before.steps.find((other) => other.id === step.id)?.look === step.look) return [];
      const said = this.sentence(step.look);
      return said === undefined ? [] : [format(said, step.number, step.title, step.reason ?? '')];
    });
    if (run.status === 'completed' && before.status !== 'completed') news.push(this.text.announceCompleted);
    if (news.length > 0) this.root.textContent = news.join(' ');
  }

  private sentence(look: string): string | undefined {
    switch (look) {
      case 'ticked':
        return this.text.announceTicked;
      case 'failed':
        return this.text.announceFailed;
      case 'refused':
        return this.text.announceRefused;
      case 'skipped':
        return this.text.announceSkipped;
      default:
        return undefined;
    }
  }
}

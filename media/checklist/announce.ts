import type { ChecklistState, PageText, StepLook } from '../../src/views/protocol.ts';
import { element, format } from '../page/dom.ts';

/** What a step comes to, for a time or for good. */
const announced: readonly StepLook[] = ['ticked', 'failed', 'refused', 'skipped', 'unsettled'];

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
    const { announceStep, announceCompleted, announceAborted } = this.text;
    this.before = run;
    if (run === undefined || before === undefined || before.runId !== run.runId) return;
    const news = run.steps.flatMap((step): string[] => {
      if (before.steps.find((other) => other.id === step.id)?.look === step.look) return [];
      if (!announced.includes(step.look)) return [];
      return [format(announceStep, step.number, step.title, step.stateText, step.reason ?? '').trim()];
    });
    if (run.status !== before.status) {
      if (run.status === 'completed') news.push(announceCompleted);
      if (run.status === 'aborted') news.push(announceAborted);
    }
    if (news.length > 0) this.root.textContent = news.join(' ');
  }
}

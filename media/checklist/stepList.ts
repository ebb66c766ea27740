import type { Actions, ChecklistRun, PageScript, PageText } from '../../src/views/protocol.ts';
import { element } from '../page/dom.ts';
import { type StepRequests, StepRow } from './stepRow.ts';

/** The steps of a run. Rows are made once and then only changed, so that nothing moves under the cursor. */
export class StepList {
  readonly root: HTMLElement;
  private readonly list = element('ol', { class: 'steps' });
  private readonly rows = new Map<string, StepRow>();
  private readonly text: PageText;
  private readonly requests: StepRequests;
  private readonly opened: Readonly<Record<string, boolean>>;
  private current: string | undefined;
  private runId: string | undefined;

  constructor(text: PageText, requests: StepRequests, opened: Readonly<Record<string, boolean>>) {
    this.text = text;
    this.requests = requests;
    this.opened = opened;
    this.root = element(
      'section',
      { 'aria-label': text.steps },
      element('h2', { class: 'words-only' }, text.steps),
      this.list,
    );
  }

  update(run: ChecklistRun, actions: Actions): void {
    if (run.runId !== this.runId) this.begin(run);
    for (const step of run.steps) this.rows.get(step.id)?.update(step, actions);
    const current = run.steps.find((step) => step.current)?.id;
    if (current === this.current) return;
    const moved = this.current !== undefined;
    this.current = current;
    const row = this.currentRow();
    if (!moved) return;
    const behavior = calm() ? 'auto' : 'smooth';
    // With the last step the outcome is what counts, and it stands at the top.
    if (row === undefined) window.scrollTo({ top: 0, behavior });
    else row.root.scrollIntoView({ block: 'nearest', behavior });
  }

  /** Whether it is a part of the current step. */
  currentHolds(element: Element | null): boolean {
    return this.currentRow()?.holds(element) === true;
  }

  /** Where a keyboard should be; undefined when no step is left. */
  place(): HTMLElement | undefined {
    return this.currentRow()?.place();
  }

  tick(): void {
    for (const row of this.rows.values()) row.tick();
  }

  append(step: string, lines: readonly string[], fresh: boolean): void {
    this.rows.get(step)?.append(lines, fresh);
  }

  showScripts(step: string, scripts: readonly PageScript[]): void {
    this.rows.get(step)?.showScripts(scripts);
  }

  private currentRow(): StepRow | undefined {
    return this.current === undefined ? undefined : this.rows.get(this.current);
  }

  private begin(run: ChecklistRun): void {
    this.runId = run.runId;
    this.current = undefined;
    this.rows.clear();
    for (const step of run.steps)
      this.rows.set(
        step.id,
        new StepRow(step.id, this.text, this.requests, this.opened[`${run.runId}/${step.id}`]),
      );
    this.list.replaceChildren(...[...this.rows.values()].map((row) => row.root));
  }
}

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

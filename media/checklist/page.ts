import type { ChecklistState, PageText, ToPage } from '../../src/views/protocol.ts';
import { button } from '../components/button.ts';
import { divider } from '../components/divider.ts';
import { element, say, show, spoken } from '../page/dom.ts';
import { focused, focusOn, isGone } from '../page/focus.ts';
import { Announcer } from './announce.ts';
import { setClock } from './clock.ts';
import { Header } from './header.ts';
import { keep, post, readKept } from './host.ts';
import { PictureView } from './picture.ts';
import { StepList } from './stepList.ts';

/** The whole page. It shows the last state that it got and asks the extension for everything that a person wants. */
export class Page {
  private readonly header: Header;
  private readonly picture: PictureView;
  private readonly steps: StepList;
  private readonly announcer: Announcer;
  private readonly empty: HTMLElement;
  private readonly emptyTitle = element('h1', { tabindex: '-1' });
  private readonly emptyBody = element('p');
  private readonly problem = element('p', { class: 'attention', hidden: '' });
  private readonly line = divider();
  private readonly text: PageText;
  private state: ChecklistState | undefined;
  /** Where the page itself has put the keyboard. */
  private placed: HTMLElement | undefined;

  constructor(text: PageText, root: HTMLElement) {
    this.text = text;
    document.title = text.heading;
    this.header = new Header(text, {
      runAll: () => this.runAll(),
      exportReport: () => this.aboutRun('exportReport'),
      abort: () => this.aboutRun('abort'),
      showLog: () => post({ type: 'showLog' }),
      preview: () => this.aboutRun('preview'),
      endPreview: () => post({ type: 'endPreview' }),
    });
    this.picture = new PictureView(text, () => {
      const name = this.state?.cluster?.name;
      if (name !== undefined) post({ type: 'restore', cluster: name });
    });
    this.announcer = new Announcer(text);
    this.steps = new StepList(
      text,
      {
        run: (step) => this.aboutStep('run', step),
        verify: (step) => this.aboutStep('verify', step),
        skip: (step) => this.aboutStep('skip', step),
        stop: () => post({ type: 'stop' }),
        readScripts: (step) => this.aboutStep('readScripts', step),
        openScript: (step, index) => {
          const runId = this.state?.run?.runId;
          if (runId !== undefined) post({ type: 'openScript', runId, step, index });
        },
        opened: (step, open) =>
          keep({ open: { ...readKept().open, [`${this.state?.run?.runId}/${step}`]: open } }),
      },
      readKept().open,
    );
    this.empty = element(
      'section',
      { class: 'empty', hidden: '' },
      this.emptyTitle,
      this.emptyBody,
      element(
        'div',
        { class: 'bar' },
        button({
          label: text.startProcedure,
          look: 'primary',
          onClick: () => post({ type: 'startProcedure' }),
        }),
        button({
          label: text.chooseProcedure,
          look: 'secondary',
          onClick: () => post({ type: 'chooseProcedure' }),
        }),
        button({ label: text.tryLab, look: 'secondary', onClick: () => post({ type: 'tryLab' }) }),
      ),
    );
    root.replaceChildren(
      this.header.root,
      this.header.decision,
      this.empty,
      spoken(this.problem),
      this.picture.root,
      this.line,
      this.steps.root,
      this.announcer.root,
    );
    setInterval(() => this.tick(), 1000);
  }

  receive(message: Exclude<ToPage, { type: 'text' }>): void {
    switch (message.type) {
      case 'state':
        if (this.state === undefined || message.state.revision > this.state.revision)
          this.draw(message.state);
        return;
      case 'output':
        this.steps.append(message.step, message.lines, message.fresh);
        return;
      case 'scripts':
        this.steps.showScripts(message.step, message.scripts);
        return;
    }
  }

  private draw(state: ChecklistState): void {
    const held = focused();
    const working = this.steps.currentHolds(held);
    this.update(state);
    // A button that was pressed is gone while the run works; then and with each step the keyboard goes on with it.
    if (isGone(held) || held === this.placed || (working && !this.steps.currentHolds(held))) this.place();
  }

  /** Takes the keyboard to the next thing to do, or to the title where nothing is left. */
  private place(): void {
    const next = this.state?.run === undefined ? this.emptyTitle : (this.steps.place() ?? this.header.title);
    this.placed = next;
    focusOn(next);
  }

  private update(state: ChecklistState): void {
    this.state = state;
    const { run } = state;
    setClock(state.now);
    show(this.header.root, run !== undefined);
    show(this.empty, run === undefined);
    show(this.line, run !== undefined);
    show(this.steps.root, run !== undefined);
    say(this.emptyTitle, this.text.emptyTitle);
    say(this.emptyBody, this.text.emptyBody);
    this.header.update(state);
    show(this.problem, state.problem !== undefined);
    say(this.problem, state.problem ?? '');
    this.picture.update(state);
    if (run !== undefined) {
      this.steps.update(run, state.actions);
      keep({ runId: run.runId });
    }
    this.announcer.update(state);
  }

  private tick(): void {
    this.header.tick();
    this.steps.tick();
  }

  private aboutRun(type: 'exportReport' | 'abort' | 'preview'): void {
    const runId = this.state?.run?.runId;
    if (runId !== undefined) post({ type, runId });
  }

  /** When every step is done and only the end is not recorded, there is no current step. */
  private runAll(): void {
    const run = this.state?.run;
    if (run === undefined) return;
    const step = run.steps.find((one) => one.current)?.id;
    post({ type: 'runAll', runId: run.runId, ...(step === undefined ? {} : { step }) });
  }

  /** Names the run and the step that the person saw, so that the extension can refuse what is no longer so. */
  private aboutStep(type: 'run' | 'verify' | 'skip' | 'readScripts', step: string): void {
    const runId = this.state?.run?.runId;
    if (runId !== undefined) post({ type, runId, step });
  }
}

import type { ChecklistState, PageText } from '../../src/views/protocol.ts';
import { button, relabel } from '../components/button.ts';
import { element, say, show, spoken } from '../page/dom.ts';
import { elapsed } from './clock.ts';

/** What a person can ask for at the whole run. */
export interface RunRequests {
  runAll(): void;
  exportReport(): void;
  abort(): void;
  showLog(): void;
  preview(): void;
  endPreview(): void;
}

/** Which cluster, which package, which procedure, and how far it is. */
export class Header {
  readonly root: HTMLElement;
  private readonly cluster = element('span', { class: 'cluster' });
  private readonly lab: HTMLElement;
  private readonly status = element('span', { class: 'run-status' });
  /** It can have the keyboard when nothing else is left to do. */
  readonly title = element('h1', { tabindex: '-1' });
  private readonly subtitle = element('p', { class: 'subtitle' });
  /** What a person has to decide. It stays in sight while the page is scrolled, so it is no part of the header's box. */
  readonly decision: HTMLElement;
  private readonly attention = element('p', { class: 'attention decision', hidden: '' });
  private readonly preview = element('p', { class: 'notice', role: 'status', hidden: '' });
  private readonly meter = element('div', { class: 'meter', role: 'progressbar', 'aria-valuemin': '0' });
  private readonly filled = element('div', { class: 'meter-done' });
  private readonly progress = element('span', { class: 'progress-text' });
  private readonly time = element('span', { class: 'time' });
  private readonly measure: HTMLElement;
  private readonly buttons: Readonly<
    Record<'runAll' | 'preview' | 'exportReport' | 'abort' | 'log', HTMLElement>
  >;
  private readonly text: PageText;
  private state: ChecklistState | undefined;

  constructor(text: PageText, requests: RunRequests) {
    this.text = text;
    this.lab = element('span', { class: 'badge' }, text.lab);
    this.decision = spoken(this.attention);
    this.meter.append(this.filled);
    this.meter.setAttribute('aria-label', text.steps);
    this.measure = element(
      'div',
      { class: 'measure' },
      this.meter,
      element('div', { class: 'measure-text' }, this.progress, this.time),
    );
    this.buttons = {
      runAll: button({ label: text.runAll, look: 'secondary', onClick: requests.runAll }),
      preview: button({
        label: text.preview,
        look: 'secondary',
        onClick: () => (this.state?.run?.preview === undefined ? requests.preview() : requests.endPreview()),
      }),
      exportReport: button({ label: text.exportReport, look: 'secondary', onClick: requests.exportReport }),
      abort: button({ label: text.abort, look: 'secondary', onClick: requests.abort }),
      log: button({ label: text.showLog, look: 'secondary', onClick: requests.showLog }),
    };
    const { runAll, preview, exportReport, abort, log } = this.buttons;
    this.root = element(
      'header',
      {},
      element('div', { class: 'overline' }, this.cluster, this.lab, this.status),
      element(
        'div',
        { class: 'masthead' },
        element('div', { class: 'titles' }, this.title, this.subtitle),
        element('div', { class: 'bar run-bar' }, runAll, preview, exportReport, log, abort),
      ),
      this.preview,
      this.measure,
    );
  }

  update(state: ChecklistState): void {
    this.state = state;
    const { run, cluster, actions } = state;
    say(this.cluster, cluster?.name ?? '');
    show(this.lab, cluster?.lab === true);
    say(this.status, run?.statusText ?? '');
    this.status.dataset.status = run?.status ?? '';
    // The package is what a change ticket names; without one the procedure speaks for itself.
    say(
      this.title,
      run?.update === undefined ? (run?.procedure ?? '') : `${run.update.kb} · ${run.update.title}`,
    );
    say(this.subtitle, run?.update === undefined ? '' : run.procedure);
    show(this.attention, run?.attention !== undefined);
    say(this.attention, run?.attention ?? '');
    show(this.preview, run?.preview !== undefined);
    say(this.preview, run?.preview ?? '');
    relabel(this.buttons.preview, run?.preview === undefined ? this.text.preview : this.text.endPreview);
    show(this.measure, run !== undefined);
    if (run !== undefined) {
      const share = run.total === 0 ? 0 : ((run.done + run.skipped) / run.total) * 100;
      this.filled.style.setProperty('inline-size', `${share}%`);
      this.meter.setAttribute('aria-valuemax', String(run.total));
      this.meter.setAttribute('aria-valuenow', String(run.done + run.skipped));
      this.meter.setAttribute('aria-valuetext', run.progressText);
      say(this.progress, run.progressText);
    }
    show(this.buttons.runAll, actions.runAll);
    show(this.buttons.preview, actions.preview);
    show(this.buttons.exportReport, actions.exportReport);
    show(this.buttons.abort, actions.abort);
    this.tick();
  }

  tick(): void {
    const run = this.state?.run;
    say(this.time, run === undefined ? '' : elapsed(run.startedAt, run.endedAt));
  }
}

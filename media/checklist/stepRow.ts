import type { Actions, ChecklistStep, PageScript, PageText } from '../../src/views/protocol.ts';
import { button, relabel } from '../components/button.ts';
import { element, say, show, whenChanged } from '../page/dom.ts';
import { stepIcon } from '../page/icons.ts';
import { linesOf } from '../page/lines.ts';
import { activityLine } from './activity.ts';
import { elapsed } from './clock.ts';
import { operationsOf } from './operations.ts';
import { outputOf } from './output.ts';
import { scriptsOf } from './scripts.ts';

/** What a person can ask for at a step. */
export interface StepRequests {
  run(step: string): void;
  verify(step: string): void;
  skip(step: string): void;
  stop(): void;
  readScripts(step: string): void;
  openScript(step: string, index: number): void;
  opened(step: string, open: boolean): void;
}

/** One step of the checklist: a head that opens and closes a body with everything about it. */
export class StepRow {
  readonly root: HTMLLIElement;
  private readonly head: HTMLButtonElement;
  private readonly body: HTMLElement;
  private readonly icon = element('span', { class: 'step-icon' });
  private readonly title = element('span', { class: 'step-title' });
  private readonly node = element('span', { class: 'chip' });
  private readonly state = element('span', { class: 'step-state' });
  private readonly time = element('span', { class: 'step-time time' });
  private readonly reason = element('p', { class: 'reason' });
  private readonly prevents = element('p', { class: 'prevents' });
  private readonly reconstructed = element('p', { class: 'quiet' });
  private readonly instructions: HTMLElement;
  private readonly instructionList = element('ol');
  private readonly activity = activityLine();
  private readonly guards;
  private readonly verification;
  private readonly operations;
  private readonly scripts;
  private readonly output;
  private readonly buttons: {
    readonly run: HTMLElement;
    readonly verify: HTMLElement;
    readonly skip: HTMLElement;
    readonly stop: HTMLElement;
  };
  private readonly bar: HTMLElement;
  private readonly text: PageText;
  private readonly requests: StepRequests;
  private step: ChecklistStep | undefined;
  /** What a person chose; undefined: it opens when it is its turn and closes after. */
  private chosen: boolean | undefined;

  constructor(id: string, text: PageText, requests: StepRequests, chosen: boolean | undefined) {
    this.text = text;
    this.requests = requests;
    this.chosen = chosen;
    this.guards = linesOf(text.guards, text);
    this.verification = linesOf(text.verification, text);
    this.operations = operationsOf(text);
    this.scripts = scriptsOf(
      text,
      () => requests.readScripts(id),
      (index) => requests.openScript(id, index),
    );
    this.output = outputOf(text.output);
    this.instructions = element(
      'section',
      { class: 'block' },
      element('h4', {}, text.whatToDo),
      this.instructionList,
    );
    this.buttons = {
      run: button({ label: text.run, look: 'primary', onClick: () => requests.run(id) }),
      verify: button({ label: text.verify, look: 'secondary', onClick: () => requests.verify(id) }),
      skip: button({ label: text.skip, look: 'secondary', onClick: () => requests.skip(id) }),
      stop: button({ label: text.stop, look: 'secondary', onClick: () => requests.stop() }),
    };
    this.bar = element(
      'div',
      { class: 'bar' },
      this.buttons.run,
      this.buttons.verify,
      this.buttons.skip,
      this.buttons.stop,
    );
    const bodyId = `step-${id}`;
    this.head = element(
      'button',
      { class: 'step-head', type: 'button', 'aria-controls': bodyId },
      this.icon,
      this.title,
      this.node,
      this.state,
      this.time,
    );
    this.head.addEventListener('click', () => this.toggle(id));
    this.body = element(
      'div',
      { class: 'step-body', id: bodyId },
      this.reason,
      this.activity.root,
      this.prevents,
      this.reconstructed,
      this.instructions,
      this.bar,
      this.output.root,
      this.guards.root,
      this.operations.root,
      this.verification.root,
      this.scripts.root,
    );
    this.root = element('li', { class: 'step' }, element('h3', {}, this.head), this.body);
  }

  update(step: ChecklistStep, actions: Actions): void {
    // When its turn comes a step opens, whatever a person chose before.
    if (step.current && this.step?.current !== true) this.chosen = undefined;
    if (step.previewed !== (this.step?.previewed ?? false)) {
      this.chosen = undefined;
      this.scripts.root.open = step.previewed && step.operations.length > 0;
    }
    this.step = step;
    const { root, text } = this;
    root.dataset.look = step.look;
    root.dataset.current = String(step.current);
    this.head.setAttribute('aria-current', step.current ? 'step' : 'false');
    this.drawIcon(step.look);
    say(this.title, `${step.number}. ${step.title}`);
    say(this.node, step.node ?? '');
    show(this.node, step.node !== undefined);
    say(this.state, step.stateText);
    sayOrHide(this.reason, step.reason);
    sayOrHide(this.prevents, step.prevents === undefined ? undefined : `${text.prevents} ${step.prevents}`);
    sayOrHide(
      this.reconstructed,
      step.reconstructed === undefined ? undefined : `${text.reconstructed} ${step.reconstructed}`,
    );
    this.drawInstructions(step.instructions);
    this.activity.update(step.activity);
    this.guards.update(step.guards);
    this.verification.update(step.verification);
    this.operations.update(step.operations);
    show(this.scripts.root, step.operations.length > 0);
    this.drawBar(step, actions);
    this.open(this.chosen ?? (step.current || step.previewed || step.look === 'failed'));
    this.tick();
  }

  /** Lets the times go on. */
  tick(): void {
    this.activity.tick();
    const { startedAt, endedAt, look, activity } = this.step ?? {};
    // What is being done has a time of its own, from before the step's change: two that differ would be a riddle.
    const running = look === 'busy' && activity === undefined;
    const timed = startedAt !== undefined && (endedAt !== undefined || running);
    say(this.time, timed ? elapsed(startedAt, endedAt) : '');
  }

  append(lines: readonly string[], fresh: boolean): void {
    this.output.append(lines, fresh);
  }

  showScripts(scripts: readonly PageScript[]): void {
    this.scripts.update(scripts);
  }

  holds(element: Element | null): boolean {
    return this.body.contains(element);
  }

  /** Where a keyboard should be: at the next thing to do. Never at Stop: Enter, pressed once more, would stop the run. */
  place(): HTMLElement {
    const { run, verify, skip } = this.buttons;
    return [run, verify, skip].find((candidate) => candidate.checkVisibility()) ?? this.head;
  }

  private readonly drawIcon = whenChanged((look: ChecklistStep['look']) =>
    this.icon.replaceChildren(stepIcon(look)),
  );

  private readonly drawInstructions = whenChanged((instructions: readonly string[]) => {
    show(this.instructions, instructions.length > 0);
    this.instructionList.replaceChildren(...instructions.map((line) => element('li', {}, line)));
  });

  private drawBar(step: ChecklistStep, actions: Actions): void {
    const mine = (allowed: boolean) => step.current && allowed;
    relabel(this.buttons.run, this.runLabel(step));
    show(this.buttons.run, mine(actions.run));
    show(this.buttons.verify, mine(actions.verify));
    show(this.buttons.skip, mine(actions.skip));
    show(this.buttons.stop, mine(actions.stop));
    show(this.bar, mine(actions.run || actions.verify || actions.skip || actions.stop));
  }

  /** A person answers a question, and an attended step is watched while they do it. */
  private runLabel({ look, kind }: ChecklistStep): string {
    const { run, runAgain, goOn, answer, watch } = this.text;
    if (look === 'unsettled') return goOn;
    if (kind === 'question') return answer;
    if (kind === 'attended') return watch;
    return look === 'failed' || look === 'refused' ? runAgain : run;
  }

  private toggle(id: string): void {
    const open = this.head.getAttribute('aria-expanded') !== 'true';
    this.chosen = open;
    this.open(open);
    this.requests.opened(id, open);
  }

  private open(open: boolean): void {
    this.head.setAttribute('aria-expanded', String(open));
    show(this.body, open);
  }
}

function sayOrHide(target: HTMLElement, text: string | undefined): void {
  say(target, text ?? '');
  show(target, text !== undefined);
}

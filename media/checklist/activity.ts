import { progressRing } from '../components/progressRing.ts';
import { element, say, show } from '../page/dom.ts';
import { elapsed } from './clock.ts';

export interface ActivityLine {
  readonly root: HTMLElement;
  update(activity: { readonly text: string; readonly since: string } | undefined): void;
  /** Lets the time go on. */
  tick(): void;
}

/** What is being done at this moment, and for how long. */
export function activityLine(): ActivityLine {
  const words = element('span');
  const time = element('span', { class: 'time' });
  const root = element('div', { class: 'activity', hidden: '' }, progressRing(), words, time);
  let since: string | undefined;
  const tick = () => {
    if (since !== undefined) say(time, elapsed(since));
  };
  return {
    root,
    tick,
    update(activity) {
      since = activity?.since;
      show(root, activity !== undefined);
      say(words, activity?.text ?? '');
      tick();
    },
  };
}

import { html, type Markup } from './markup.ts';

/** How a thing is meant: it has a colour, a picture, and words beside it, so that no meaning hangs on the colour. */
export type Tone = 'good' | 'bad' | 'warn' | 'idle';

const pictures: Readonly<Record<Tone, Markup>> = {
  good: html`<path d="M5 8.5l2.2 2.2L11.2 6"/>`,
  bad: html`<path d="M5.5 5.5l5 5m0-5l-5 5"/>`,
  warn: html`<path d="M8 4.5v4.2M8 11.3v.1"/>`,
  idle: html`<path d="M5 8h6"/>`,
};

export const icon = (tone: Tone): Markup =>
  html`<svg class="icon ${tone}" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7" stroke-width="1.5"/>${pictures[tone]}</svg>`;

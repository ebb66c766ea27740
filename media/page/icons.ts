import type { StepLook } from '../../src/views/protocol.ts';
import { shape } from './dom.ts';

/** Strokes in a square of 16; each look has a shape of its own, so that no meaning hangs on a colour. */
const strokes = {
  tick: ['M3.5 8.5l3 3 6-7'],
  cross: ['M4.5 4.5l7 7M11.5 4.5l-7 7'],
  bar: ['M4.5 8h7'],
  ring: [],
  dot: ['M8 7.9v.2'],
  question: ['M6.2 6.2c.2-2.2 3.6-2 3.6 0 0 1.4-1.8 1.5-1.8 2.9', 'M8 11.4v.1'],
  shield: ['M8 4.2v4.6', 'M8 11.2v.1'],
  bang: ['M8 3.5v5.5', 'M8 12.2v.1'],
  arrow: ['M3 8h9.5', 'M9 4.5l3.5 3.5-3.5 3.5'],
  skip: ['M4.5 4.5l4 3.5-4 3.5z', 'M11 4.5v7'],
} as const;

function icon(name: keyof typeof strokes, circled: boolean): SVGSVGElement {
  return shape(
    'svg',
    { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true' },
    circled ? shape('circle', { cx: '8', cy: '8', r: '7' }) : undefined,
    ...strokes[name].map((d) => shape('path', { d })),
  );
}

const stepIcons: Readonly<Record<StepLook, keyof typeof strokes>> = {
  pending: 'ring',
  refused: 'shield',
  busy: 'dot',
  unsettled: 'question',
  ticked: 'tick',
  failed: 'cross',
  skipped: 'skip',
};

/** The picture of a step's state; its words stand beside it. */
export const stepIcon = (look: StepLook): SVGSVGElement => icon(stepIcons[look], true);

const lineIcons = {
  planned: 'dot',
  sent: 'arrow',
  unknown: 'question',
  passed: 'tick',
  failed: 'cross',
  warned: 'bang',
} as const;

/** The picture of a line's judgement. */
export const lineIcon = (state: keyof typeof lineIcons): SVGSVGElement => icon(lineIcons[state], false);

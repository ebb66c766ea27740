import { html, type Markup } from '../../src/report/markup.ts';
import type { Procedure, Step } from '../../src/tasks/procedure.ts';
import { courseOf, lettered, type Moment, type Side } from './course.ts';

const width = 780;
const top = 58;
const rowHeight = 26;
const lanes = { A: 500, B: 638 } as const;
const laneWidth = 128;

const ink = '#1f2328';
const faint = '#57606a';
const owned = '#0969da';
const down = '#bc4c00';
const resting = '#d8dee4';

/** Not every run has these steps; a person reads in the table which. */
const conditional: readonly (string | undefined)[] = [
  'database-package',
  'agent-package',
  'first-is-preferred-owner',
];

const labelOf = ({ title, appliesTo }: Step): string =>
  shortened(`${lettered(title)}${conditional.includes(appliesTo) ? ' (where it applies)' : ''}`);

/** Longer than the room left of the lanes; the table below the picture has the whole of it. */
const shortened = (text: string): string => (text.length <= 66 ? text : `${text.slice(0, 65).trimEnd()}…`);

/** How a node's lane looks in a row. The colour never says anything that a word does not. */
function laneOf(moment: Moment, side: Side): { readonly fill: string; readonly word: string } {
  const done = moment.marks.filter((mark) => mark.side === side).map(({ text }) => text);
  const owns = moment.owner === side;
  if (owns && (moment.online !== 'yes' || moment.moved)) {
    const state = moment.moved ? 'groups arrive' : moment.online === 'no' ? 'Offline' : 'Online not assured';
    return { fill: down, word: [...done, ...(done.length > 0 && !moment.moved ? [] : [state])].join(', ') };
  }
  if (owns) return { fill: owned, word: done.join(', ') || 'groups Online' };
  if (moment.paused.includes(side)) return { fill: resting, word: [...done, 'paused'].join(', ') };
  return { fill: '', word: done.join(', ') };
}

function lane(moment: Moment, side: Side, y: number): Markup {
  const { fill, word } = laneOf(moment, side);
  const x = lanes[side];
  const middle = x + laneWidth / 2;
  const dark = fill === owned || fill === down;
  return html`<line x1="${middle}" y1="${y}" x2="${middle}" y2="${y + rowHeight}" stroke="${resting}" stroke-width="2"/>${
    fill === '' && word === ''
      ? undefined
      : html`<rect x="${x}" y="${y + 1}" width="${laneWidth}" height="${rowHeight - 2}" rx="4" fill="${fill === '' ? '#ffffff' : fill}" stroke="${fill === '' ? faint : fill}"/><text x="${middle}" y="${y + 17}" text-anchor="middle" fill="${dark ? '#ffffff' : ink}">${word}</text>`
  }`;
}

function row(moment: Moment, index: number): Markup {
  const y = top + index * rowHeight;
  return html`<g>${index % 2 === 0 ? html`<rect x="1" y="${y}" width="${width - 2}" height="${rowHeight}" fill="#f6f8fa"/>` : undefined}<text x="34" y="${y + 17}" text-anchor="end" fill="${faint}">${moment.number}</text><text x="44" y="${y + 17}" fill="${ink}">${labelOf(moment.step)}</text>${lane(moment, 'A', y)}${lane(moment, 'B', y)}</g>
`;
}

const legend = [
  { fill: owned, text: 'owns the groups, all Online' },
  { fill: down, text: 'owns the groups, Online not assured' },
  { fill: resting, text: 'paused: takes no group' },
];

/**
 * A procedure as an SVG file: one row for each step, one lane for each node. Steps by hand are left out: each stands in
 * the place of the installation before it.
 */
export function pictureOf(procedure: Procedure): string {
  const moments = courseOf(procedure).filter(({ step }) => step.appliesTo !== 'attended-package');
  const end = top + moments.length * rowHeight;
  const height = end + 40;
  const start = (side: Side): string =>
    (procedure.first === 'active') === (side === 'A') ? 'active' : 'passive';
  return `${html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12">
<title>${procedure.title}</title>
<desc>The steps of ${procedure.id} from top to bottom, with what happens on node A and on node B.</desc>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="#ffffff" stroke="${resting}"/>
<text x="16" y="26" font-size="14" font-weight="600" fill="${ink}">${procedure.id}</text>
${(['A', 'B'] as const).map(
  (side) =>
    html`<text x="${lanes[side] + laneWidth / 2}" y="26" text-anchor="middle" font-size="14" font-weight="600" fill="${ink}">Node ${side}</text><text x="${lanes[side] + laneWidth / 2}" y="44" text-anchor="middle" fill="${faint}">${start(side)} at the start</text>
`,
)}${moments.map(row)}${legend.map(
  ({ fill, text }, index) =>
    html`<rect x="${16 + index * 252}" y="${end + 14}" width="14" height="14" rx="3" fill="${fill}"/><text x="${36 + index * 252}" y="${end + 25}" fill="${ink}">${text}</text>
`,
)}</svg>`}\n`;
}

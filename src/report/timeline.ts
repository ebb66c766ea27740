import type { ReportAbsence, ReportDocument, ReportSpan, ReportStep } from './json.ts';
import { html, type Markup } from './markup.ts';
import { between, clockText, durationText } from './time.ts';
import { type Interval, type TimeAxis, timeAxis } from './timeAxis.ts';
import { endingText } from './words.ts';
import { wrap } from './wrap.ts';

const width = 960;
const chartLeft = 318;
const chartRight = 846;
const top = 46;
const rowHeight = 34;
const barHeight = 14;
/** The mean width of a character of the labels, which no program without a font can measure. */
const characterWidth = 6.3;

/** The run as a picture: a row for each step, its bars where it was worked on, and the times when groups were away. */
export function timeline(document: ReportDocument): Markup {
  const { steps, absences } = document;
  const axis = timeAxis(
    [...steps.flatMap(({ spans }) => spans), ...absences].flatMap(span),
    chartLeft,
    chartRight,
  );
  const bottom = top + steps.length * rowHeight;
  return html`<svg class="timeline" viewBox="0 0 ${width} ${bottom + 10}" role="img" aria-labelledby="timeline-title timeline-text">
<title id="timeline-title">Timeline of the run</title>
<desc id="timeline-text">${descriptionOf(document)}</desc>
<defs><pattern id="moving" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="7" height="7"/><rect class="hatch" width="2" height="7"/></pattern></defs>
${steps.map((_step, index) => (index % 2 === 0 ? html`<rect class="row" x="0" y="${top + index * rowHeight}" width="${width}" height="${rowHeight}" rx="4"/>` : undefined))}
${absenceMarks(absences, axis, bottom)}
${axis.ticks.map(({ at, time }) => html`<line class="tick" x1="${round(at)}" x2="${round(at)}" y1="${top - 6}" y2="${bottom}"/><text class="tick-text" x="${round(at)}" y="${top - 12}" text-anchor="middle">${clockText(time)}</text>`)}
${axis.breaks.map(({ left, right, milliseconds }) => breakMark(left, right, milliseconds, bottom))}
${steps.map((step, index) => row(step, top + index * rowHeight, axis))}
</svg>`;
}

/** A span in milliseconds; none when its times cannot be read. */
function span({ from, to }: { readonly from: string; readonly to: string }): readonly Interval[] {
  const start = Date.parse(from);
  const end = Date.parse(to);
  return Number.isNaN(start) || Number.isNaN(end) ? [] : [{ from: start, to: Math.max(start, end) }];
}

const round = (value: number): number => Math.round(value * 10) / 10;

function row(step: ReportStep, y: number, axis: TimeAxis): Markup {
  const lines = wrap(step.title, 42, 2);
  const middle = y + rowHeight / 2;
  const first = middle + (lines.length === 1 ? 4 : -3);
  const words = rowText(step);
  const label = placeLabel(words, step.spans.flatMap(span), axis);
  const quiet = step.spans.length === 0 ? ' quiet' : '';
  return html`<g><title>${step.number}. ${step.title}: ${words}</title>
<text class="row-number" x="26" y="${first}" text-anchor="end">${step.number}</text>
${lines.map((line, index) => html`<text class="row-text" x="36" y="${first + index * 14}">${line}</text>`)}
${step.spans.map((each) => bar(each, middle, axis))}
<text class="bar-text${quiet}" x="${round(label.x)}" y="${middle + 4}" text-anchor="${label.anchor}">${words}</text></g>`;
}

/** Beside the bars: after the last one, before the first one where that would leave the picture, else at its edge. */
function placeLabel(
  words: string,
  bars: readonly Interval[],
  axis: TimeAxis,
): { readonly x: number; readonly anchor: 'start' | 'end' } {
  if (bars.length === 0) return { x: chartLeft, anchor: 'start' };
  const room = words.length * characterWidth;
  const after = Math.max(...bars.map(({ to }) => axis.place(to))) + 11;
  const before = Math.min(...bars.map(({ from }) => axis.place(from))) - 11;
  if (after + room <= width) return { x: after, anchor: 'start' };
  return before - room >= chartLeft ? { x: before, anchor: 'end' } : { x: width - 6, anchor: 'end' };
}

function rowText({ last, refused, milliseconds, spans }: ReportStep): string {
  const ending = spans.at(-1)?.ending;
  if (ending === undefined) return refused ? 'refused' : 'not run';
  const moment = spans.every(({ from, to }) => from === to);
  if (moment) return endingText[ending];
  const duration = durationText(milliseconds);
  return last.state === 'ticked' ? duration : `${duration} · ${endingText[ending]}`;
}

/** Each ending has a shape of its own beside its colour: filled, crossed, hollow, broken. */
function bar({ ending, ...times }: ReportSpan, middle: number, axis: TimeAxis): Markup | undefined {
  const [time] = span(times);
  if (time === undefined) return undefined;
  const left = axis.place(time.from);
  const length = Math.max(4, axis.place(time.to) - left);
  const y = middle - barHeight / 2;
  if (time.from === time.to && ending !== 'ticked')
    return html`<path class="bar ${ending}" d="M${round(left)} ${middle - 7}l7 7l-7 7l-7 -7z"/>`;
  const right = left + length;
  const cross =
    ending === 'failed'
      ? html`<path class="cross" d="M${round(right - 4)} ${middle - 5}l8 10m0 -10l-8 10"/>`
      : undefined;
  return html`<rect class="bar ${ending}" x="${round(left)}" y="${y}" width="${round(length)}" height="${barHeight}" rx="3"/>${cross}`;
}

/** A hatched band for each absence, with its words above where they do not run into the words before. */
function absenceMarks(absences: readonly ReportAbsence[], axis: TimeAxis, bottom: number): readonly Markup[] {
  let taken = chartLeft - 60;
  return absences.flatMap((absence) =>
    span(absence).map(({ from, to }) => {
      const left = axis.place(from);
      const length = Math.max(3, axis.place(to) - left);
      const words = `groups ${absence.kind}, ${durationText(to - from)}`;
      const half = (words.length * characterWidth) / 2;
      const middle = Math.min(left + length / 2, width - half - 4);
      const fits = middle - half > taken;
      if (fits) taken = middle + half + 10;
      return html`<rect x="${round(left)}" y="${top - 6}" width="${round(length)}" height="${bottom - top + 6}" fill="url(#moving)"/>
${fits ? html`<text class="moving-text" x="${round(middle)}" y="14" text-anchor="middle">${words}</text>` : undefined}`;
    }),
  );
}

const breakMark = (left: number, right: number, milliseconds: number, bottom: number): Markup => {
  const middle = round((left + right) / 2);
  return html`<line class="break" x1="${middle}" x2="${middle}" y1="${top - 6}" y2="${bottom}"/>
<text class="break-text" x="${middle - 5}" y="${top + 6}" text-anchor="end" transform="rotate(-90 ${middle - 5} ${top + 6})">paused ${durationText(milliseconds)}</text>`;
};

function descriptionOf({ steps, absences, run }: ReportDocument): string {
  const parts = steps.map((step) => `Step ${step.number}, ${step.title}: ${rowText(step)}.`);
  const away = absences
    .map(({ kind, from, to }) => `Groups ${kind} for ${durationText(between(from, to))}.`)
    .join(' ');
  return `The run took ${durationText(run.milliseconds)}. ${away} ${parts.join(' ')}`;
}

/** Milliseconds. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A stretch of time and the stretch of the picture that it takes, in its units. */
interface Stretch extends Interval {
  readonly left: number;
  readonly right: number;
}

export interface TimeAxis {
  /** Where a time stands in the picture. */
  readonly place: (time: number) => number;
  readonly ticks: readonly { readonly at: number; readonly time: number }[];
  /** Where nothing happened for so long that the picture leaves it out. */
  readonly breaks: readonly {
    readonly left: number;
    readonly right: number;
    readonly milliseconds: number;
  }[];
}

const breakWidth = 34;
const tickRoom = 76;
const steps = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
].map((seconds) => seconds * 1000);

/**
 * A scale for the times in which something was done. Work of minutes beside a night in which the run lay still would be
 * a hair's breadth: a pause of more than a quarter of all the work is drawn as a break of fixed width.
 */
export function timeAxis(busy: readonly Interval[], left: number, right: number): TimeAxis {
  const merged = merge(busy);
  const work = merged.reduce((sum, { from, to }) => sum + to - from, 0);
  const longest = Math.max(60_000, work / 4);
  const blocks = merge(busy, longest);
  const first = blocks[0]?.from ?? 0;
  const shown = Math.max(
    1,
    blocks.reduce((sum, { from, to }) => sum + to - from, 0),
  );
  const scale = Math.max(1, right - left - breakWidth * (blocks.length - 1)) / shown;
  const stretches: Stretch[] = [];
  for (const { from, to } of blocks) {
    const start = stretches.length === 0 ? left : (stretches.at(-1)?.right ?? left) + breakWidth;
    stretches.push({ from, to, left: start, right: start + (to - from) * scale });
  }
  const place = (time: number): number => {
    const stretch = stretches.findLast(({ from }) => from <= time) ?? {
      from: first,
      to: first,
      left,
      right: left,
    };
    return Math.min(stretch.left + (time - stretch.from) * scale, stretch.right);
  };
  return { place, ticks: ticksOf(stretches, scale), breaks: breaksOf(stretches) };
}

/** Joins what overlaps, and what lies no further apart than the gap. */
function merge(spans: readonly Interval[], gap = 0): readonly Interval[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from - last.to <= gap) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

function ticksOf(stretches: readonly Stretch[], scale: number): TimeAxis['ticks'] {
  const step = steps.find((candidate) => candidate * scale >= tickRoom) ?? steps.at(-1) ?? 1;
  const ticks: { at: number; time: number }[] = [];
  for (const { from, to, left, right } of stretches) {
    const inside: number[] = [from];
    for (let time = Math.ceil(from / step) * step; time <= to; time += step) inside.push(time);
    for (const time of inside) {
      const at = left + (time - from) * scale;
      const last = ticks.at(-1);
      if (at <= right && (last === undefined || at - last.at >= tickRoom)) ticks.push({ at, time });
    }
  }
  return ticks;
}

const breaksOf = (stretches: readonly Stretch[]): TimeAxis['breaks'] =>
  stretches.slice(1).map(({ from, left }, index) => {
    const before = stretches[index];
    return { left: before?.right ?? left, right: left, milliseconds: from - (before?.to ?? from) };
  });

/** Two ways to do a thing, to be timed in turn: what one costs is only known beside the other, on the same machine. */
export interface Pair {
  /** What the ratio says, such as `reading two nodes / reading one`. */
  readonly title: string;
  /** What the ratio would be if nothing were lost, and what it means when it is more. */
  readonly reading: string;
  readonly rounds: number;
  readonly one: () => Promise<unknown>;
  readonly other: () => Promise<unknown>;
}

export interface Ratio {
  readonly title: string;
  readonly reading: string;
  readonly rounds: number;
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** Times both of a pair in turn, round by round, after one round that does not count. Ratios have no unit. */
export async function measure({ title, reading, rounds, one, other }: Pair): Promise<Ratio> {
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    // Whoever goes first in one round goes last in the next: a machine that warms up favours neither.
    const [first, last] = round % 2 === 0 ? [one, other] : [other, one];
    const spent = new Map([
      [first, await millisecondsOf(first)],
      [last, await millisecondsOf(last)],
    ]);
    if (round > 0) ratios.push((spent.get(one) ?? Number.NaN) / (spent.get(other) ?? Number.NaN));
  }
  ratios.sort((a, b) => a - b);
  return {
    title,
    reading,
    rounds,
    least: ratios.at(0) ?? Number.NaN,
    median: ratios.at(Math.floor(ratios.length / 2)) ?? Number.NaN,
    most: ratios.at(-1) ?? Number.NaN,
  };
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

import type { World } from './world.ts';

/** What the lab saw; the `lab` part of a run's result and the answer of `lab hazards`. */
export interface LabSummary {
  readonly hazards: readonly { readonly kind: string; readonly at: string; readonly detail: string }[];
  readonly downtimeSeconds: number;
  /** Unplanned ones. */
  readonly failovers: number;
  /** Planned ones. */
  readonly moves: number;
}

/** Hazards and counts since the lab was made; an outage that lasts still counts until the lab's present. */
export function summarize(present: World): LabSummary {
  const { tally, clock } = present;
  const open = tally.downSince === 0 ? 0 : clock.now - tally.downSince;
  return {
    hazards: present.hazards.map(({ kind, at, detail }) => ({
      kind,
      at: new Date(at).toISOString(),
      detail,
    })),
    downtimeSeconds: (tally.downMilliseconds + open) / 1000,
    failovers: tally.failovers,
    moves: tally.moves,
  };
}

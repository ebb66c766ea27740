import type { World } from './world.ts';

/** What the lab saw: in a run, as the `lab` part of its result, or since it was made, as the answer of `lab hazards`. */
export interface LabSummary {
  readonly hazards: readonly { readonly kind: string; readonly at: string; readonly detail: string }[];
  readonly downtimeSeconds: number;
  /** Unplanned ones. */
  readonly failovers: number;
  /** Planned ones. */
  readonly moves: number;
}

type Seen = Omit<World['runStarts'][number], 'runId'>;

const nothing: Seen = { downMilliseconds: 0, failovers: 0, moves: 0, hazards: 0 };

/** What the lab has seen since it was made; an outage that lasts still counts until the lab's present. */
export function seenSoFar({ tally, clock, hazards }: World): Seen {
  const open = tally.downSince === 0 ? 0 : clock.now - tally.downSince;
  return {
    downMilliseconds: tally.downMilliseconds + open,
    failovers: tally.failovers,
    moves: tally.moves,
    hazards: hazards.length,
  };
}

/**
 * Hazards and counts since the run began, or since the lab was made where none is named. A run whose start the lab does not
 * know began before the lab was made.
 */
export function summarize(present: World, runId?: string): LabSummary {
  const before = present.runStarts.find((start) => start.runId === runId) ?? nothing;
  const now = seenSoFar(present);
  const hazards = present.hazards.slice(before.hazards);
  return {
    // A run within the run, such as a restart of a node, may have been told the same once more.
    hazards: (runId === undefined ? hazards : hazards.filter(isFirst)).map(({ kind, at, detail }) => ({
      kind,
      at: new Date(at).toISOString(),
      detail,
    })),
    downtimeSeconds: (now.downMilliseconds - before.downMilliseconds) / 1000,
    failovers: now.failovers - before.failovers,
    moves: now.moves - before.moves,
  };
}

const isFirst = ({ kind, detail }: World['hazards'][number], index: number, all: World['hazards']): boolean =>
  all.findIndex((other) => other.kind === kind && other.detail === detail) === index;

import type { World } from '../../../src/lab/world.ts';
import type { RunState } from '../../../src/tasks/runState.ts';
import { essence, progressOf } from './essence.ts';

/** Where a run stands, in which world, and what else its coming steps go by. */
export const placeOf = (state: RunState, world: World): string =>
  JSON.stringify([progressOf(state), state.marks, approvals(state), essence(world)]);

/** Agents are missed only where their approval is known: by its answer. */
const approvals = ({ steps }: RunState): number =>
  steps
    .flatMap(({ operations }) => operations)
    .filter(({ operation, outcome }) => operation === 'approve-agents' && outcome.kind === 'returned').length;

/** Where a run was given up: the world, and what a restore takes from the run before it. */
export const placeOfRestore = (state: RunState, world: World): string =>
  JSON.stringify([
    'restore',
    state.status,
    state.driftBefore,
    state.baseline?.resources.map(({ name, restartAction }) => [name, restartAction]),
    // Whether the run has left its lease on a group, and how its installations ended.
    world.groups.some(({ parameters }) => parameters.some(({ value }) => value !== '')),
    world.installs.map(({ node, package: of, exitCode }) => [node, of, exitCode]),
    essence(world),
  ]);

/** The way of one case through the places that it comes by. */
export interface Trail {
  /** Notes the place, and tells whether all that follows from there is known to be good. */
  isKnown(place: string): boolean;
  /** All was good to the end, so it is from each of its places. */
  endedWell(): void;
}

/** Places from which everything was played to a good end before: whoever comes there again need not walk on. */
export class Walked {
  readonly #places = new Set<string>();

  add(place: string): void {
    this.#places.add(place);
  }

  trail(): Trail {
    const came: string[] = [];
    return {
      isKnown: (place) => {
        came.push(place);
        return this.#places.has(place);
      },
      endedWell: () => {
        for (const place of came) this.#places.add(place);
      },
    };
  }
}

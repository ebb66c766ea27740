import type { World } from '../../../src/lab/world.ts';
import type { RunState } from '../../../src/tasks/runState.ts';
import { essence, progressOf } from './essence.ts';

/** Where a run stands, in which world. */
export const placeOf = (state: RunState, world: World): string => `${progressOf(state)} ${essence(world)}`;

/** Where a run was given up: all that the restore after it depends on, of runs that began on the same cluster. */
export const placeOfRestore = (world: World): string => `restore ${claimed(world)} ${essence(world)}`;

/** Whether a run has left its lease on a group. */
const claimed = ({ groups }: World): boolean =>
  groups.some(({ parameters }) => parameters.some(({ value }) => value !== ''));

/** The way of one case through the places that it comes by. */
export interface Trail {
  /** Notes the place, and tells whether all that follows from there is known to be good. */
  isKnown(place: string): boolean;
  /** All was good to the end, so it is from each of its places, if no hazard, excused or not, came after it. */
  endedWell(): void;
}

/** Places from which everything was played to a good end before: whoever comes there again need not walk on. */
export class Walked {
  readonly #places = new Set<string>();

  add(place: string): void {
    this.#places.add(place);
  }

  trail(hazards: () => number): Trail {
    const came: { readonly place: string; readonly hazards: number }[] = [];
    return {
      isKnown: (place) => {
        came.push({ place, hazards: hazards() });
        return this.#places.has(place);
      },
      endedWell: () => {
        for (const one of came) if (one.hazards === hazards()) this.#places.add(one.place);
      },
    };
  }
}

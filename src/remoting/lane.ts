import { deferred } from './deferred.ts';
import { within } from './within.ts';

/** Lets so many callers at a time pass, in the order in which they came. */
export class Lane {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(width = 1) {
    this.#free = width;
  }

  /**
   * Waits for the turn. The caller must call what it gets when it is done, whatever happened. Undefined: the signal was
   * aborted first, and the place in the row is given up.
   */
  async enter(signal?: AbortSignal): Promise<(() => void) | undefined> {
    if (signal?.aborted === true) return undefined;
    if (this.#free > 0) this.#free -= 1;
    else {
      const { promise: turn, resolve } = deferred<void>();
      this.#waiting.push(resolve);
      const waited = await within(turn, longestTimer, signal);
      if (waited.kind !== 'settled') {
        // The turn may have come in the same instant: then it goes on to the next.
        const place = this.#waiting.indexOf(resolve);
        if (place >= 0) this.#waiting.splice(place, 1);
        else this.#leave();
        return undefined;
      }
    }
    let left = false;
    return () => {
      if (!left) this.#leave();
      left = true;
    };
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

// What setTimeout takes at most; a turn is waited for as long as the calls before it take, which have limits.
const longestTimer = 2 ** 31 - 1;

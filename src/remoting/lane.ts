import { deferred } from './deferred.ts';

/** Lets one caller at a time pass, in the order in which they came. */
export class Lane {
  #last: Promise<void> = Promise.resolve();

  /** Waits for the turn. The caller must call what it gets when it is done, whatever happened. */
  async enter(): Promise<() => void> {
    const before = this.#last;
    const { promise, resolve } = deferred<void>();
    this.#last = promise;
    await before;
    return () => resolve();
  }
}

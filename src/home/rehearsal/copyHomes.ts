import type { Operator } from '../operator.ts';
import { CopyHome } from './copyHome.ts';

/** Homes for many rehearsals: the next one finds the PowerShell and the sessions of the one before. */
export class CopyHomes {
  readonly #open: (folder: string) => Operator;
  readonly #idle: CopyHome[] = [];

  constructor(open: (folder: string) => Operator) {
    this.#open = open;
  }

  /** Does the work in a home that nobody else is in. One in which it did not end well is not used again. */
  async use<T>(work: (home: CopyHome) => Promise<T>, endedWell: (result: T) => boolean): Promise<T> {
    const home = this.#idle.pop() ?? (await CopyHome.open(this.#open));
    let isUsable = false;
    try {
      const result = await work(home);
      isUsable = endedWell(result);
      return result;
    } finally {
      if (isUsable) this.#idle.push(home);
      else await home.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((home) => home.close()));
  }
}

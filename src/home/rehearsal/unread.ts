import type { Read } from '../../cluster/readings.ts';
import type { Unreachable } from '../../cluster/snapshot.ts';

/** What could not be read for a copy: a copy is made without it, and says so. */
export class Unread {
  readonly #sentences: string[] = [];

  get sentences(): readonly string[] {
    return this.#sentences;
  }

  /** Notes what is missing, why, and what the copy has instead. */
  add(what: string, { message }: Unreachable, instead: string): void {
    this.#sentences.push(`${what} could not be read for the copy; ${instead}: ${message}`);
  }

  /** The value that was read. One that was not is noted. */
  valueOf<T>(read: Read<T>, what: string, instead: string): T | undefined {
    if (read.kind === 'read') return read.value;
    this.add(what, read.error, instead);
    return undefined;
  }
}

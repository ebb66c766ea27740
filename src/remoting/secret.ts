import { inspect } from 'node:util';

const shown = '(secret)';

/** A text that does not slip out: printed, logged or written as JSON it is one word that says nothing. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. The one place that needs it is the line to PowerShell (protocol.ts), and where it is kept. */
  reveal(): string {
    return this.#text;
  }

  equals(other: Secret): boolean {
    return this.#text === other.#text;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [inspect.custom](): string {
    return shown;
  }
}

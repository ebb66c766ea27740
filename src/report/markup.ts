import { visible } from './visible.ts';

/** What may stand in a template: markup as it is, anything else as text. */
export type Part = Markup | string | number | undefined | readonly Part[];

/** Markup that came from a template of the program. Nothing else can make one, so no value becomes markup by mistake. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** The tag of a template literal: its own text is markup, every value in it is escaped. Works for HTML, SVG and XML. */
  static tag(this: void, strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
    let text = strings[0] ?? '';
    for (const [index, part] of parts.entries()) {
      // Without quotes a space would end the value, and the rest of it would be attributes.
      if (text.endsWith('=')) throw new Error(`an attribute value without quotes: ${text.slice(-40)}`);
      text += Markup.#write(part) + (strings[index + 1] ?? '');
    }
    return new Markup(text);
  }

  static #write(part: Part): string {
    if (part === undefined) return '';
    if (part instanceof Markup) return part.#text;
    if (typeof part === 'string') return escaped(part);
    if (typeof part === 'number') return String(part);
    return part.map((each) => Markup.#write(each)).join('');
  }

  toString(): string {
    return this.#text;
  }
}

/** For HTML and SVG. */
export const html = Markup.tag;
/** For XML. */
export const xml = Markup.tag;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');

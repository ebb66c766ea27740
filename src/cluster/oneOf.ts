import * as z from 'zod';

type Meanings = Readonly<Record<string, string>>;

/** One of several words, with what each means: an editor shows it where the word is chosen. */
export const oneOf = <const M extends Meanings>(meanings: M) =>
  z.enum(wordsOf(meanings)).meta({ enumDescriptions: Object.values(meanings) });

/** Each word by itself. The type of `Object.fromEntries` forgets the names. */
const wordsOf = <M extends Meanings>(meanings: M) =>
  Object.fromEntries(Object.keys(meanings).map((word) => [word, word])) as {
    readonly [word in keyof M & string]: word;
  };

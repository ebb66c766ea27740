/**
 * Text with what nobody can see made visible: control characters, what turns the reading direction round and what has
 * no width are written as their number. A name that reads like another one is then seen to be a different one, and
 * nothing is left that XML 1.0 forbids. Line breaks and tabs stay.
 */
export const visible = (text: string): string =>
  text
    .replace(/\r\n/g, '\n')
    .replace(
      /(?![\t\n])[\p{Cc}\p{Surrogate}\p{Bidi_Control}\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff]/gu,
      (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );

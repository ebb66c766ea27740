/** Text in at most so many lines of at most so many characters, for a picture that cannot wrap by itself. */
export function wrap(text: string, length: number, lines: number): readonly string[] {
  const wrapped: string[] = [];
  let rest = text.replace(/\s+/g, ' ').trim();
  while (rest.length > length && wrapped.length < lines - 1) {
    const space = rest.lastIndexOf(' ', length);
    const end = space > length / 3 ? space : length;
    wrapped.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...wrapped, rest.length > length ? `${rest.slice(0, length - 1).trimEnd()}…` : rest];
}

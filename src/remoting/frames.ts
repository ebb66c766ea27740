/** What the decoder found in the output of the local PowerShell. */
export type Received =
  | { readonly kind: 'frame'; readonly text: string }
  /** A line, or the rest of one, that is not a frame: what something else printed. */
  | { readonly kind: 'noise'; readonly text: string };

const longestLine = 64 * 1024 * 1024;

/**
 * Takes a stream apart into frames and noise. A frame is the marker, base64 of UTF-8 text, and a full stop, anywhere in
 * a line: PowerShell 7 writes terminal escapes such as `ESC[?1h` into redirected output, before and after.
 */
export class FrameDecoder {
  readonly #marker: string;
  readonly #pieces: string[] = [];
  #length = 0;

  constructor(marker: string) {
    this.#marker = marker;
  }

  /** Takes the next chunk, cut anywhere. Each character is looked at once, however long a line is. */
  push(chunk: string): Received[] {
    const received: Received[] = [];
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      this.#pieces.push(chunk.slice(from, end));
      from = end + 1;
      const line = this.#pieces.join('');
      this.#pieces.length = 0;
      this.#length = 0;
      received.push(...this.#split(line));
    }
    if (from < chunk.length) {
      this.#pieces.push(from === 0 ? chunk : chunk.slice(from));
      this.#length += chunk.length - from;
    }
    if (this.#length > longestLine) received.push({ kind: 'noise', text: this.#discard() });
    return received;
  }

  #split(line: string): Received[] {
    const [before = '', ...rest] = line.split(this.#marker);
    const received: Received[] = [...noise(before)];
    for (const piece of rest) {
      const [, base64, after = ''] = /^([A-Za-z0-9+/]*={0,2})\.(.*)$/s.exec(piece) ?? [];
      if (base64 === undefined) received.push(...noise(`a broken frame of ${piece.length} characters`));
      else
        received.push(
          { kind: 'frame', text: Buffer.from(base64, 'base64').toString('utf8') },
          ...noise(after),
        );
    }
    return received;
  }

  #discard(): string {
    const text = `a line of more than ${this.#length} characters, given up`;
    this.#pieces.length = 0;
    this.#length = 0;
    return text;
  }
}

// Terminal escapes and line ends are nothing that a person should read in a log.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const escapes = /\u001b\[[0-9;?]*[A-Za-z]|\r/g;

function noise(text: string): Received[] {
  const words = text.replace(escapes, '').trimEnd();
  return words === '' ? [] : [{ kind: 'noise', text: words }];
}

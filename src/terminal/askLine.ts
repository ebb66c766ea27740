import { createInterface } from 'node:readline/promises';

interface Asking {
  readonly signal: AbortSignal;
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
}

/**
 * One line from the person at the terminal; undefined when the input ends instead (Ctrl+D). Rejects when the signal is
 * aborted. At a terminal readline takes Ctrl+C for itself: it is handed on as the signal that it is everywhere else.
 */
export async function askLine(
  question: string,
  { signal, input = process.stdin, output = process.stderr }: Asking,
): Promise<string | undefined> {
  const reader = createInterface({ input, output });
  reader.on('SIGINT', interrupt);
  const ended = new Promise<undefined>((resolve) => reader.once('close', () => resolve(undefined)));
  try {
    return await Promise.race([reader.question(question, { signal }), ended]);
  } catch (error) {
    signal.throwIfAborted();
    // Newer versions of Node reject at Ctrl+D, older ones leave the question open.
    if (error instanceof Error && error.name === 'AbortError') return undefined;
    throw error;
  } finally {
    reader.close();
  }
}

/**
 * Ctrl+C, as if the signal had come. Only to those who listen within this program: `process.kill` would end it
 * unconditionally on Windows. Source: Node.js, process.kill and "Signal events".
 */
export function interrupt(): void {
  process.emit('SIGINT', 'SIGINT');
}

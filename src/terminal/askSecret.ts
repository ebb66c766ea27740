import { deferred } from '../remoting/deferred.ts';
import { Secret } from '../remoting/secret.ts';
import { interrupt } from './askLine.ts';

const enter = /[\r\n]/;
const controlC = '\u0003';
const endOfInput = '\u0004';
const erase = ['\u0008', '\u007f'];

/** A terminal's input, of which a password takes every key for itself. */
type RawInput = NodeJS.ReadableStream & { setRawMode(raw: boolean): unknown };

/**
 * Asks for a password at the terminal; nothing of what is typed is shown. Rejects with the signal's reason when it is
 * aborted. Ctrl+C is sent on to this program as the signal that it is everywhere else.
 */
export async function askSecret(
  question: string,
  input: RawInput,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<Secret> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = deferred<Secret>();
  let text = '';
  const take = (typed: string): void => {
    for (const character of typed) {
      if (enter.test(character) || character === endOfInput) {
        resolve(new Secret(text));
        return;
      }
      if (character === controlC) interrupt();
      else if (erase.includes(character)) text = [...text].slice(0, -1).join('');
      else text += character;
    }
  };
  const abort = (): void => reject(signal.reason);
  // Before the question: what is typed at once after it must not be shown either.
  input.setRawMode(true);
  output.write(question);
  input.setEncoding('utf8').on('data', take).resume();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', abort);
    input.off('data', take).pause();
    input.setRawMode(false);
    output.write('\n');
  }
}

import { renameSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds between the attempts: a second in all. */
const pauses = [10, 20, 40, 80, 150, 300, 400];

/**
 * What Windows says while another program has one of the two files open, most of all a virus scanner that looks at a file
 * that has just been written. It is done with it soon. https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-
 * (5, access denied, and 32, sharing violation) gives the errors that Node names so.
 */
const inUse = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(EPERM|EACCES|EBUSY)$/.test(String(error.code));

/** Gives a file another one's name, in whose place it is from then on; tries again for a second while one is in use. */
export async function replaceFile(from: string, to: string): Promise<void> {
  for (const pause of pauses) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!inUse(error)) throw error;
    }
    await setTimeout(pause);
  }
  await rename(from, to);
}

/** The same for whoever holds a lock meanwhile and lets nothing else happen. */
export function replaceFileSync(from: string, to: string): void {
  for (const pause of pauses) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!inUse(error)) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
  renameSync(from, to);
}

import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { replaceFile } from './replaceFile.ts';

/**
 * Writes a file whose name only ever holds a whole text: a kill or a full disk in the middle of writing leaves it to
 * another name, which counts for nothing. Rejects when it cannot be written; the file is then what it was before.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  try {
    await writeFile(beside, text, { flag: 'wx', flush: true });
    await replaceFile(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

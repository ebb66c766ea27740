import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalError, resumeAgain } from './journal.ts';
import { sha256 } from './sha256.ts';

const folderOf = (runFolder: string): string => join(runFolder, 'scripts');

/**
 * Keeps the exact text of a script with the run, under its hash, which the journal names. Returns the hash. Rejects
 * with JournalError.
 */
export async function keepScript(runFolder: string, text: string): Promise<string> {
  const hash = sha256(text);
  try {
    await mkdir(folderOf(runFolder), { recursive: true });
    await writeWhole(join(folderOf(runFolder), `${hash}.ps1`), text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the script cannot be kept with the run: ${reason}`;
    throw new JournalError(runFolder, message, resumeAgain, { cause: error });
  }
  return hash;
}

/**
 * The final name only ever holds the whole text: a kill or a full disk in the middle of writing leaves it to another name,
 * which counts for nothing. What an older version left half-written is written again.
 */
async function writeWhole(path: string, text: string): Promise<void> {
  const present = await readFile(path, 'utf8').catch(() => undefined);
  if (present === text) return;
  const beside = `${path}.${randomUUID()}`;
  try {
    await writeFile(beside, text, { flag: 'wx', flush: true });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The scripts kept with a run, by hash. A text that no longer gives its hash is left out: it was changed. */
export async function keptScripts(runFolder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folderOf(runFolder)).catch((): string[] => []);
  const entries = await Promise.all(
    names.map(
      async (name): Promise<[string, string]> => [
        name.replace(/\.ps1$/, ''),
        await readFile(join(folderOf(runFolder), name), 'utf8'),
      ],
    ),
  );
  return new Map(entries.filter(([hash, text]) => sha256(text) === hash));
}

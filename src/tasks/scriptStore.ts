import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalError, resumeAgain } from './journal.ts';
import { sha256 } from './sha256.ts';
import { writeWhole } from './wholeFile.ts';

const folderOf = (runFolder: string): string => join(runFolder, 'scripts');

/**
 * Keeps the exact text of a script with the run, under its hash, which the journal names. Returns the hash. Rejects
 * with JournalError.
 */
export async function keepScript(runFolder: string, text: string): Promise<string> {
  const hash = sha256(text);
  try {
    await mkdir(folderOf(runFolder), { recursive: true });
    const file = join(folderOf(runFolder), `${hash}.ps1`);
    // What an older version left half-written is written again.
    if ((await readFile(file, 'utf8').catch(() => undefined)) !== text) await writeWhole(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the script cannot be kept with the run: ${reason}`;
    throw new JournalError(runFolder, message, resumeAgain, { cause: error });
  }
  return hash;
}

/**
 * The texts kept with a run, each under the hash in its file's name. Whether a text still has that hash is for the reader
 * to find out: one that was changed is told as changed, and not as missing. A file that cannot be read is not at hand.
 */
export async function keptScripts(runFolder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folderOf(runFolder)).catch((): string[] => []);
  const entries = await Promise.all(
    names.map(async (name): Promise<readonly (readonly [string, string])[]> => {
      const [, hash] = /^([0-9a-f]{64})\.ps1$/.exec(name) ?? [];
      if (hash === undefined) return [];
      // A folder of that name, or a file that a virus scanner has open, is no reason to give none of the others.
      const text = await readFile(join(folderOf(runFolder), name), 'utf8').catch(() => undefined);
      return text === undefined ? [] : [[hash, text]];
    }),
  );
  return new Map(entries.flat());
}

/** The text that was sent, by its hash; undefined where it is not at hand, or is not that text any more. */
export function sentText(kept: ReadonlyMap<string, string>, hash: string): string | undefined {
  const text = kept.get(hash);
  return text !== undefined && sha256(text) === hash ? text : undefined;
}

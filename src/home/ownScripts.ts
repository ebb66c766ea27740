import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { identifier } from '../cluster/names.ts';
import { ProblemError } from '../cluster/problem.ts';
import { type OwnScript, scriptNames } from '../tasks/ownScript.ts';
import type { Procedure } from '../tasks/procedure.ts';

/** A script is read by a person before it is approved: what is longer than this is not. */
const mostBytes = 262_144;

/** The folder of the scripts of a procedure's file. */
export const scriptsFolderOf = (procedureFile: string): string =>
  join(dirname(dirname(procedureFile)), 'scripts');

/** The names of the scripts of a folder, without .ps1; none when there is no such folder. */
export async function scriptsIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch((): string[] => []);
  return files
    .filter((file) => file.endsWith('.ps1'))
    .map((file) => file.slice(0, -'.ps1'.length))
    .filter((name) => identifier.safeParse(name).success)
    .sort();
}

/** Reads the scripts that a procedure of one's own runs, from the folder beside its file. Throws ProblemError. */
export const readOwnScripts = (procedure: Procedure, file: string): Promise<readonly OwnScript[]> =>
  Promise.all(
    scriptNames(procedure).map(async (name) => ({
      name,
      text: await readScript(scriptsFolderOf(file), name),
    })),
  );

/** The text of one script: a plain file of the folder itself, whatever a link says. */
async function readScript(folder: string, name: string): Promise<string> {
  const file = join(folder, `${identifier.parse(name)}.ps1`);
  const refuse = (message: string, remedy: string): ProblemError =>
    new ProblemError({ kind: 'input', file, message, remedy });
  try {
    const real = await realpath(file);
    if (!real.startsWith((await realpath(folder)) + sep))
      throw refuse('leads out of the folder of the scripts', 'Put the script itself into the folder.');
    const handle = await open(real, constants.O_RDONLY);
    try {
      const about = await handle.stat();
      if (!about.isFile()) throw refuse('is not a file', 'Put the script itself into the folder.');
      if (about.size > mostBytes)
        throw refuse(`is longer than ${mostBytes} bytes`, 'Shorten it: a person must be able to read it.');
      const text = new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
      if (text.trim() === '') throw refuse('is empty', 'Write what it has to do.');
      return text;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw refuse(`cannot be read: ${reason}`, 'Save it there as UTF-8, readable for you.');
  }
}

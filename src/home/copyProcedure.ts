import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identifier } from '../cluster/names.ts';
import { ProblemError } from '../cluster/problem.ts';
import type { Home } from './home.ts';
import { pick } from './pick.ts';
import { procedureJsonSchema } from './procedureJsonSchema.ts';

const schemaFile = 'procedure.schema.json';

/**
 * Duplicates a procedure into the home, or into another folder that the home reads, to be changed there: under a new id, since two of one id are refused, and with
 * a `$schema` beside it, so that any editor completes and checks it. Returns the new file. Throws ProblemError.
 */
export async function copyProcedure(
  home: Home,
  id: string,
  as = `my-${id}`,
  parent = home.folder,
): Promise<string> {
  const entries = await home.procedures();
  const source = pick(entries, 'procedure', id);
  if (!identifier.safeParse(as).success)
    throw refusal(
      `${JSON.stringify(as)} is not an id`,
      'Use letters, digits, hyphens, dots and underscores.',
    );
  if (entries.some((entry) => entry.id.toLowerCase() === as.toLowerCase()))
    throw refusal(`the home has a procedure ${as} already`, 'Name the copy otherwise, with --as.');
  const folder = join(parent, 'procedures');
  const file = join(folder, `${as}.procedure.json`);
  const { $schema: _other, ...rest } = source;
  const copy = { $schema: `./${schemaFile}`, ...rest, id: as };
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, schemaFile), inJson(procedureJsonSchema()));
    await writeFile(file, inJson(copy), { flag: 'wx' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProblemError({
      kind: 'io',
      file,
      message: `cannot be written: ${reason}`,
      remedy: 'Choose a home folder that you may write to.',
    });
  }
  return file;
}

const inJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const refusal = (message: string, remedy: string): ProblemError =>
  new ProblemError({ kind: 'input', message, remedy });

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { procedure } from '../src/tasks/procedure.ts';
import { builtInProcedures } from '../src/tasks/procedures/builtIn.ts';
import { pageOf } from './procedure-docs/page.ts';
import { pictureOf } from './procedure-docs/picture.ts';

/** The files that describe the built-in procedures, by their path below `docs`. They are functions of the data alone. */
export function procedureDocs(): ReadonlyMap<string, string> {
  const procedures = builtInProcedures.map((data) => procedure.parse(data));
  return new Map([
    ['procedures.md', pageOf(procedures)],
    ...procedures.map((each): [string, string] => [`images/${each.id}.svg`, pictureOf(each)]),
  ]);
}

/** Writes them. A picture of a procedure that is no more is left for a person to remove. */
async function write(docs: string): Promise<void> {
  for (const [name, text] of procedureDocs()) {
    const file = join(docs, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

if (import.meta.main) await write(join(import.meta.dirname, '..', 'docs'));

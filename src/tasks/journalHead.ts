import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { JournalText } from './journalText.ts';
import { sha256 } from './sha256.ts';

/**
 * How far the journal has come. The chain of hashes cannot tell that its own end was cut off; this can. It is written
 * after the journal's flush, so it may lag behind by a record, and is never ahead.
 */
const head = z.object({ records: z.int().min(0), hash: z.string() });
export type JournalHead = z.infer<typeof head>;

const headPath = (folder: string): string => join(folder, 'journal.head');

/** Notes the last record. A failure is no harm: the journal itself is on the disk, and an older head is true as well. */
export async function keepHead(folder: string, records: number, hash: string): Promise<void> {
  await writeFile(headPath(folder), `${JSON.stringify({ records, hash })}\n`).catch(() => undefined);
}

/**
 * What was noted of a journal. It is to be read before the journal itself: read after it, it would be ahead by what another
 * program wrote in between. Undefined where it says nothing: a power loss can leave none, or half of one.
 */
export async function readHead(folder: string): Promise<JournalHead | undefined> {
  return head.safeParse(parse(await readFile(headPath(folder), 'utf8').catch(() => ''))).data;
}

/**
 * The journal's text, held against its head: a record missing at its end, or another one in the place of the one that was
 * noted, is damage. Whoever rewrites a record must rewrite all that follow it, and the noted one is among them.
 */
export function againstHead(noted: JournalHead | undefined, text: JournalText): JournalText {
  if (text.damage !== undefined || noted === undefined || noted.records === 0) return text;
  const { length } = text.records;
  const { records, hash } = noted;
  if (records > length) {
    const message = `is missing: ${records} records were written, and ${length} are left`;
    return { ...text, damage: { line: length + 1, message, newer: false } };
  }
  if (text.hashes[records - 1] === hash) return text;
  const hashes = text.hashes.slice(0, records - 1);
  return {
    ...text,
    records: text.records.slice(0, records - 1),
    hashes,
    lastHash: hashes.at(-1) ?? sha256(''),
    damage: { line: records, message: rewritten, newer: false },
  };
}

const rewritten =
  'is not the record that journal.head names: it was rewritten, and those before it may have been as well';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

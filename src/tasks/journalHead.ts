import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { JournalText } from './journalText.ts';

/**
 * How far the journal has come. The chain of hashes cannot tell that its own end was cut off; this can. It is written
 * after the journal's flush, so it may lag behind by a record, and is never ahead.
 */
const head = z.object({ records: z.int().min(0), hash: z.string() });

const headPath = (folder: string): string => join(folder, 'journal.head');

/** Notes the last record. A failure is no harm: the journal itself is on the disk, and an older head is true as well. */
export async function keepHead(folder: string, records: number, hash: string): Promise<void> {
  await writeFile(headPath(folder), `${JSON.stringify({ records, hash })}\n`).catch(() => undefined);
}

/** The journal's text, held against its head: a record missing at its end, or another in its place, is damage. */
export async function againstHead(folder: string, text: JournalText): Promise<JournalText> {
  if (text.damage !== undefined) return text;
  const noted = await readFile(headPath(folder), 'utf8').catch(() => '');
  const parsed = head.safeParse(parse(noted));
  // An absent or half-written head says nothing: a power loss can leave one.
  if (!parsed.success) return text;
  const { length } = text.records;
  const { records, hash } = parsed.data;
  if (records > length) {
    const message = `is missing: ${records} records were written, and ${length} are left`;
    return { ...text, damage: { line: length + 1, message, newer: false } };
  }
  if (records < length || hash === text.lastHash) return text;
  const message = 'is not the record that was written last';
  return { ...text, records: text.records.slice(0, -1), damage: { line: length, message, newer: false } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

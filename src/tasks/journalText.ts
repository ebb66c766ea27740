import * as z from 'zod';
import { type JournalRecord, journalFormat, journalRecord } from './events.ts';
import { sha256 } from './sha256.ts';

/** A journal as its text gives it. */
export interface JournalText {
  readonly records: readonly JournalRecord[];
  /** The hash of each record's line. */
  readonly hashes: readonly string[];
  /** Hash of the last whole line: what the next record must name as `previous`. */
  readonly lastHash: string;
  /** The rest after the last line break: what a power loss left of a record. Empty when there is none. */
  readonly torn: string;
  /** The first record that is not what was written; undefined when the chain is whole. */
  readonly damage: JournalDamage | undefined;
}

export interface JournalDamage {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly message: string;
  /** Nothing is wrong with it: a newer version wrote it. */
  readonly newer: boolean;
}

/** What to do where a newer version wrote what this one cannot read. */
export const updateFirst =
  'Nothing was changed. Update Cluster Patch Checklist to the version that wrote it, then try again.';

/** A record as a line of the file. Its own hash comes last, so that a change is found where no record follows. */
export function lineOf(record: JournalRecord): string {
  const body = JSON.stringify(record);
  return `${body.slice(0, -1)}${sealOf(body)}`;
}

const sealOf = (body: string): string => `,"hash":"${sha256(body)}"}`;

function sealHolds(line: string): boolean {
  const body = `${line.slice(0, -sealOf('').length)}}`;
  return line === `${body.slice(0, -1)}${sealOf(body)}`;
}

/**
 * Reads a journal's text. It stops at the first record that was changed, removed, put elsewhere or cannot be read, and
 * says which; the records before it are good. A last line without its line break was never finished: it is told apart,
 * since nothing that it announced was sent.
 */
export function parseJournal(text: string): JournalText {
  const end = text.lastIndexOf('\n') + 1;
  const torn = text.slice(end);
  const lines = text.slice(0, end).split('\n').slice(0, -1);
  const records: JournalRecord[] = [];
  const hashes: string[] = [];
  let lastHash = sha256('');
  for (const [index, line] of lines.entries()) {
    const parsed = parseLine(line, index, lastHash);
    if (parsed.kind === 'bad') {
      const { message, newer } = parsed;
      return { records, hashes, lastHash, torn, damage: { line: index + 1, message, newer } };
    }
    records.push(parsed.record);
    lastHash = sha256(line);
    hashes.push(lastHash);
  }
  return { records, hashes, lastHash, torn, damage: undefined };
}

type ParsedLine =
  | { readonly kind: 'ok'; readonly record: JournalRecord }
  | { readonly kind: 'bad'; readonly message: string; readonly newer: boolean };

const bad = (message: string, newer = false): ParsedLine => ({ kind: 'bad', message, newer });

function parseLine(line: string, index: number, lastHash: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return bad('is not JSON');
  }
  // Only the first record names a format; anywhere else it was put there. A newer one may have another seal.
  const format = index === 0 ? formatOf(value) : undefined;
  if (format !== undefined && format > journalFormat)
    return bad(
      `was written in journal format ${format} by a newer version; this version reads up to ${journalFormat}`,
      true,
    );
  const parsed = journalRecord.safeParse(value);
  const placed = place.safeParse(value);
  // Its own seal and its place tell what was changed here from what this version does not know yet.
  const sealed = sealHolds(line);
  if (!placed.success || !(parsed.success || sealed)) {
    const [issue] = (parsed.error ?? placed.error)?.issues ?? [];
    return bad(`is not a record: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  if (!sealed) return bad('was changed: it does not give its own hash');
  const { seq, previous, by } = placed.data;
  if (seq !== index)
    return bad(`has number ${seq} where ${index} belongs: a record was removed, added or moved`);
  if (previous !== lastHash)
    return bad('does not follow from the record before it: one of the two was changed');
  return parsed.success
    ? { kind: 'ok', record: parsed.data }
    : bad(
        `was written by a newer version${by === undefined ? '' : ` (${by.version})`}, and this version does not know what it says`,
        true,
      );
}

/** What a record of any version has: its place in the chain. */
const place = journalRecord
  .pick({ seq: true, previous: true })
  .extend({ by: z.object({ version: z.string() }).optional().catch(undefined) });

function formatOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('event' in value)) return undefined;
  const { event } = value;
  if (typeof event !== 'object' || event === null || !('format' in event)) return undefined;
  return typeof event.format === 'number' ? event.format : undefined;
}

import { createHash } from 'node:crypto';
import { type JournalRecord, journalFormat, journalRecord } from './events.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A journal as its text gives it. */
export interface JournalText {
  readonly records: readonly JournalRecord[];
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
  let lastHash = sha256('');
  for (const [index, line] of lines.entries()) {
    const record = parseLine(line);
    const message = typeof record === 'string' ? record : chainProblem(record, index, lastHash);
    if (typeof record === 'string' || message !== undefined)
      return { records, lastHash, torn, damage: { line: index + 1, message: message ?? '' } };
    records.push(record);
    lastHash = sha256(line);
  }
  return { records, lastHash, torn, damage: undefined };
}

function parseLine(line: string): JournalRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'is not JSON';
  }
  const newer = formatOf(value);
  if (newer !== undefined && newer > journalFormat)
    return `was written in journal format ${newer} by a newer version; this version reads up to ${journalFormat}: update Cluster Patch Checklist`;
  const parsed = journalRecord.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `is not a record: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
}

function formatOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('event' in value)) return undefined;
  const { event } = value;
  if (typeof event !== 'object' || event === null || !('format' in event)) return undefined;
  return typeof event.format === 'number' ? event.format : undefined;
}

function chainProblem(record: JournalRecord, index: number, lastHash: string): string | undefined {
  if (record.seq !== index)
    return `has number ${record.seq} where ${index} belongs: a record was removed, added or moved`;
  if (record.previous !== lastHash)
    return 'does not follow from the record before it: one of the two was changed';
  return undefined;
}

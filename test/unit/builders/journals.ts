import { readFile, writeFile } from 'node:fs/promises';
import {
  type JournalFile,
  journalPath,
  type OpenJournalFile,
  openJournalFile,
} from '../../../src/tasks/journal.ts';
import { sha256 } from '../../../src/tasks/sha256.ts';

/** The type of the event in a journal's line. */
const typeOf = (line: string): string => /"event":\{"type":"([a-z-]+)"/.exec(line)?.[1] ?? '?';

/** The real file, telling `trace` what has come to the disk. */
export const traced =
  (trace: string[]): OpenJournalFile =>
  async (path) => {
    const file = await openJournalFile(path);
    return {
      async append(text) {
        await file.append(text);
        trace.push(`flushed ${typeOf(text)}`);
      },
      close: () => file.close(),
    };
  };

/**
 * The real file on a disk that is full at certain appends: `isFull` is asked with the event's type and the line. Half of
 * the text still finds room, as it does on a real disk.
 */
export const onFullDisk =
  (isFull: (type: string, line: string) => boolean): OpenJournalFile =>
  async (path): Promise<JournalFile> => {
    const file = await openJournalFile(path);
    return {
      async append(text) {
        if (!isFull(typeOf(text), text)) return file.append(text);
        await file.append(text.slice(0, text.length / 2));
        throw new Error('ENOSPC: no space left on device');
      },
      close: () => file.close(),
    };
  };

/** The nth time (from 1) that an event of the type is written, and no other. */
export function nth(type: string, count: number): (type: string) => boolean {
  let seen = 0;
  return (candidate) => {
    if (candidate !== type) return false;
    seen += 1;
    return seen === count;
  };
}

export const linesOf = async (folder: string): Promise<readonly string[]> =>
  (await readFile(journalPath(folder), 'utf8')).split('\n').slice(0, -1);

export const writeLines = (folder: string, lines: readonly string[]): Promise<void> =>
  writeFile(journalPath(folder), lines.map((line) => `${line}\n`).join(''));

/** Lines of records as a newer version writes them, with right seals and a right chain. */
export function asNewer(lines: readonly string[], events: readonly object[]): readonly string[] {
  const all = [...lines];
  const at = '2026-11-24T02:00:04.000Z';
  for (const event of events) {
    const by = { user: 'CONTOSO\\\\admin', machine: 'JUMP2', version: '2.0.0' };
    const body = JSON.stringify({ seq: all.length, at, by, previous: sha256(all.at(-1) ?? ''), event });
    all.push(`${body.slice(0, -1)},"hash":"${sha256(body)}"}`);
  }
  return all;
}

import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Journal, openJournalFile, readJournal } from '../../src/tasks/journal.ts';
import type { Author } from '../../src/tasks/runState.ts';
import type { Pair } from './measure.ts';

const author: Author = { user: 'operator', machine: 'bench', version: '0.0.0' };
const event = { type: 'run-resumed', reason: 'a record as long as most of them are '.repeat(8) } as const;

async function journalOf(folder: string, records: number): Promise<string> {
  const journal = await Journal.create(folder, author, openJournalFile);
  for (let count = 0; count < records; count += 1) await journal.append(event);
  await journal.close();
  return folder;
}

/** A record is on the disk before what it announces is sent: what that costs; and that reading grows with the length only. */
export async function recordPairs(folder: string): Promise<readonly Pair[]> {
  const journal = await Journal.create(join(folder, 'written'), author, openJournalFile);
  const [long, short] = [
    await journalOf(join(folder, 'long'), 1600),
    await journalOf(join(folder, 'short'), 200),
  ];
  const line = `${JSON.stringify(event)}\n`;
  return [
    {
      title: 'a record of the journal / a plain line appended',
      reading: 'the price of the flush, the hashes and the head',
      rounds: 60,
      one: () => journal.append(event),
      other: () => appendFile(join(folder, 'plain.jsonl'), line),
    },
    {
      title: 'reading a journal of 1600 records / of 200',
      reading: '8: in step with its length',
      rounds: 20,
      one: () => readJournal(long),
      other: () => readJournal(short),
    },
  ];
}

import { type FileHandle, mkdir, open, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JournalRecord, RunEvent } from './events.ts';
import { type JournalDamage, parseJournal, sha256 } from './journalText.ts';
import type { Author } from './runState.ts';

/** Why a journal could not be written or read. The operation that a record was to announce has not been sent. */
export class JournalError extends Error {
  readonly file: string;
  readonly remedy: string;
  constructor(file: string, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'JournalError';
    this.file = file;
    this.remedy = remedy;
  }
}

/** Where the bytes go. A lab may put one in between whose disk is full. */
export interface JournalFile {
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

export type OpenJournalFile = (path: string) => Promise<JournalFile>;

/** Opens for appending; each append is on the disk when it returns. */
export const openJournalFile: OpenJournalFile = async (path) => {
  const handle: FileHandle = await open(path, 'a');
  return {
    async append(text) {
      await handle.appendFile(text, 'utf8');
      await handle.datasync();
    },
    close: () => handle.close(),
  };
};

export const journalPath = (folder: string): string => join(folder, 'journal.jsonl');

/** The append-only record of a run: JSON lines, each flushed before what it announces is done. */
export class Journal {
  readonly path: string;
  readonly #file: JournalFile;
  readonly #author: Author;
  #seq: number;
  #previous: string;

  private constructor(path: string, file: JournalFile, author: Author, seq: number, previous: string) {
    this.path = path;
    this.#file = file;
    this.#author = author;
    this.#seq = seq;
    this.#previous = previous;
  }

  /** Begins a journal in a folder that has none. Rejects with JournalError. */
  static async create(folder: string, author: Author, openFile: OpenJournalFile): Promise<Journal> {
    const path = journalPath(folder);
    return guard(path, async () => {
      await mkdir(dirname(folder), { recursive: true });
      await mkdir(folder);
      const journal = new Journal(path, await openFile(path), author, 0, sha256(''));
      await syncFolder(folder);
      return journal;
    });
  }

  /** Goes on with a journal; a torn last line is kept aside in `torn.txt` first. Rejects with JournalError. */
  static async reopen(
    folder: string,
    author: Author,
    openFile: OpenJournalFile,
  ): Promise<{ journal: Journal; records: readonly JournalRecord[] }> {
    const path = journalPath(folder);
    return guard(path, async () => {
      const text = await readFile(path, 'utf8');
      const { records, lastHash, torn, damage } = parseJournal(text);
      if (damage !== undefined) throw damaged(path, damage);
      if (torn !== '') {
        await writeFile(join(folder, 'torn.txt'), `${torn}\n`, { flag: 'a' });
        await truncate(path, Buffer.byteLength(text, 'utf8') - Buffer.byteLength(torn, 'utf8'));
      }
      return { journal: new Journal(path, await openFile(path), author, records.length, lastHash), records };
    });
  }

  /** Writes one event and returns its record once it is on the disk. Rejects with JournalError. */
  async append(event: RunEvent): Promise<JournalRecord> {
    const record: JournalRecord = {
      seq: this.#seq,
      at: new Date().toISOString(),
      by: this.#author,
      previous: this.#previous,
      event,
    };
    const line = JSON.stringify(record);
    await guard(this.path, () => this.#file.append(`${line}\n`));
    this.#seq += 1;
    this.#previous = sha256(line);
    return record;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** Reads a journal without going on with it. Rejects with JournalError when it cannot be read at all. */
export const readJournal = async (folder: string): Promise<ReturnType<typeof parseJournal>> =>
  guard(journalPath(folder), async () => parseJournal(await readFile(journalPath(folder), 'utf8')));

export const damaged = (path: string, damage: JournalDamage): JournalError =>
  new JournalError(
    path,
    `line ${damage.line} of ${path} ${damage.message}`,
    'Nothing was changed. The records before that line are good: report them, look at the cluster with status, and start a new run.',
  );

async function guard<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof JournalError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new JournalError(
      path,
      `the journal ${path} cannot be used: ${reason}`,
      'Nothing more was sent to the cluster. Make the folder writable and free some space, then resume the run.',
      { cause: error },
    );
  }
}

/** A new file's name is on the disk only when its folder is; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

import { type FileHandle, mkdir, open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type JournalRecord, journalRecord, type RunEvent } from './events.ts';
import { againstHead, keepHead, readHead } from './journalHead.ts';
import { type JournalDamage, type JournalText, lineOf, parseJournal, updateFirst } from './journalText.ts';
import type { Author } from './runState.ts';
import { sha256 } from './sha256.ts';

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

/** Where the journal ends: what the next record follows. */
interface End {
  readonly records: number;
  readonly hash: string;
  readonly bytes: number;
}

interface Torn {
  readonly text: string;
  /** Of the whole file with it, in bytes. */
  readonly size: number;
}

/** The append-only record of a run: JSON lines, each flushed before what it announces is done. */
export class Journal {
  readonly path: string;
  readonly #file: JournalFile;
  readonly #author: Author;
  #end: End;
  /** The text of an append that failed: what it left behind the end is to be cut off before the next one. */
  #frayed: string | undefined;
  /**
   * What lies behind the end since before it was opened: a torn line. It stays until something is written, since it may as
   * well be the half of one that a program which is at work on the run is writing now.
   */
  #torn: Torn | undefined;

  private constructor(path: string, file: JournalFile, author: Author, end: End, torn?: Torn) {
    this.path = path;
    this.#file = file;
    this.#author = author;
    this.#end = end;
    this.#torn = torn;
  }

  /** Begins a journal in a folder that has none. Rejects with JournalError. */
  static async create(folder: string, author: Author, openFile: OpenJournalFile): Promise<Journal> {
    const path = journalPath(folder);
    return guard(path, startAgain, async () => {
      await mkdir(dirname(folder), { recursive: true });
      await mkdir(folder);
      const journal = new Journal(path, await openFile(path), author, {
        records: 0,
        hash: sha256(''),
        bytes: 0,
      });
      await syncFolder(folder);
      return journal;
    });
  }

  /**
   * Opens a journal to go on with it, and changes nothing: a torn last line is kept aside in `torn.txt` before the first
   * record is written. Rejects with JournalError.
   */
  static async reopen(
    folder: string,
    author: Author,
    openFile: OpenJournalFile,
  ): Promise<{ journal: Journal; records: readonly JournalRecord[]; torn: boolean }> {
    const path = journalPath(folder);
    return guard(path, resumeAgain, async () => {
      const noted = await readHead(folder);
      const content = await readFile(path);
      const text = content.toString('utf8');
      const { records, lastHash, torn, damage } = againstHead(noted, parseJournal(text));
      const bytes = Buffer.byteLength(text, 'utf8') - Buffer.byteLength(torn, 'utf8');
      if (damage !== undefined) throw damaged(path, damage);
      const end: End = { records: records.length, hash: lastHash, bytes };
      const behind = torn === '' ? undefined : { text: torn, size: content.length };
      return {
        journal: new Journal(path, await openFile(path), author, end, behind),
        records,
        torn: behind !== undefined,
      };
    });
  }

  /**
   * Writes one event and returns its record, as reading the file would give it, once it is on the disk. Rejects with
   * JournalError; the journal is then what it was before.
   */
  async append(event: RunEvent): Promise<JournalRecord> {
    const { records, hash, bytes } = this.#end;
    const at = new Date().toISOString();
    const line = lineOf({ seq: records, at, by: this.#author, previous: hash, event });
    const record = journalRecord.parse(JSON.parse(line));
    const text = `${line}\n`;
    await guard(this.path, resumeAgain, async () => {
      if (this.#frayed !== undefined) await this.#cutOff(this.#frayed, bytes);
      else if ((await stat(this.path)).size !== (this.#torn?.size ?? bytes)) throw elsewhere(this.path);
      if (this.#torn !== undefined) {
        await writeFile(join(dirname(this.path), 'torn.txt'), `${this.#torn.text}\n`, { flag: 'a' });
        await truncate(this.path, bytes);
        this.#torn = undefined;
      }
      this.#frayed = text;
      await this.#file.append(text);
      this.#frayed = undefined;
    });
    this.#end = { records: records + 1, hash: sha256(line), bytes: bytes + Buffer.byteLength(text, 'utf8') };
    await keepHead(dirname(this.path), this.#end.records, this.#end.hash);
    return record;
  }

  /** Cuts off the beginning of a text that did not come to its end; what is no beginning of it is another program's. */
  async #cutOff(begun: string, bytes: number): Promise<void> {
    const left = (await readFile(this.path)).subarray(bytes);
    if (!Buffer.from(begun).subarray(0, left.length).equals(left)) throw elsewhere(this.path);
    await truncate(this.path, bytes);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** Reads a journal without going on with it. Rejects with JournalError when it cannot be read at all. */
export const readJournal = async (folder: string): Promise<JournalText> =>
  guard(
    journalPath(folder),
    'Nothing was changed. Look whether the run is there and may be read.',
    async () => {
      const noted = await readHead(folder);
      return againstHead(noted, parseJournal(await readFile(journalPath(folder), 'utf8')));
    },
  );

export const damaged = (path: string, damage: JournalDamage): JournalError =>
  new JournalError(
    path,
    `line ${damage.line} of ${path} ${damage.message}`,
    damage.newer
      ? updateFirst
      : 'Nothing was changed. Report the records before that line, look at the cluster with status, and start a new run.',
  );

/** A record after one that was not read would break the chain, and be about another state than it says. */
const elsewhere = (path: string): JournalError =>
  new JournalError(
    path,
    `another program has gone on with the run (${path} has grown)`,
    'Nothing more was sent to the cluster. Look what was done there, then resume the run.',
  );

const startAgain =
  'Nothing was sent to the cluster. Make the folder writable and free some space, then start again.';
/** What to do when a run that is under way cannot be written any more. */
export const resumeAgain =
  'Nothing more was sent to the cluster. Make the folder writable and free some space, then resume the run.';

async function guard<T>(path: string, remedy: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof JournalError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new JournalError(path, `the journal ${path} cannot be used: ${reason}`, remedy, { cause: error });
  }
}

/** A new file's name is on the disk only when its folder is; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { RunEvent } from '../../src/tasks/events.ts';
import { Journal, JournalError, journalPath, openJournalFile, readJournal } from '../../src/tasks/journal.ts';
import { lineOf } from '../../src/tasks/journalText.ts';
import { sha256 } from '../../src/tasks/sha256.ts';
import { aroundCalls } from './builders/fileCalls.ts';
import { asNewer, linesOf, onFullDisk, writeLines } from './builders/journals.ts';
import { aFolder, author } from './builders/runs.ts';

const reasons = ['lunch', 'naïve “quotes” \u2028 集\n', 'VPN dropped', 'reboot', 'the end'];
const interrupted = (reason: string): RunEvent => ({ type: 'run-interrupted', reason });

/** A journal of five records in a folder of its own. */
async function aJournal(test: TestContext): Promise<string> {
  const folder = join(await aFolder(test), 'run');
  const journal = await Journal.create(folder, author, openJournalFile);
  for (const reason of reasons) await journal.append(interrupted(reason));
  await journal.close();
  return folder;
}

const reopen = (folder: string) => Journal.reopen(folder, author, openJournalFile);
const isJournalError = (error: unknown): error is JournalError => error instanceof JournalError;

test('what was appended is read back, numbered, signed and whole', async (t) => {
  const { records, damage, torn } = await readJournal(await aJournal(t));
  assert.equal(damage, undefined);
  assert.equal(torn, '');
  assert.deepEqual(
    records.map(({ seq, event }) => [seq, event]),
    reasons.map((reason, index) => [index, interrupted(reason)]),
  );
  assert.ok(records.every(({ by, at }) => by.user === author.user && at.endsWith('Z')));
});

test('append returns the record as the file gives it', async (t) => {
  const folder = join(await aFolder(t), 'run');
  const journal = await Journal.create(folder, author, openJournalFile);
  const record = await journal.append({ type: 'run-interrupted', reason: 'x', step: undefined });
  await journal.close();
  assert.deepEqual((await readJournal(folder)).records, [record]);
});

test('a reopened journal goes on with number and chain', async (t) => {
  const folder = await aJournal(t);
  const { journal, records } = await reopen(folder);
  assert.equal(records.length, 5);
  await journal.append(interrupted('later'));
  await journal.close();
  const { records: all, damage } = await readJournal(folder);
  assert.equal(damage, undefined);
  assert.equal(all.at(-1)?.seq, 5);
});

/** Each gives the lines after tampering with the record at `index`, and the line that must be named. */
const tamperings: {
  readonly [what: string]: (lines: readonly string[], index: number) => { lines: string[]; named: number };
} = {
  changed: (lines, index) => ({
    lines: lines.map((line, at) => (at === index ? line.replace('"reason":"', '"reason":"not ') : line)),
    named: index + 1,
  }),
  'given another author': (lines, index) => ({
    lines: lines.map((line, at) => (at === index ? line.replace('admin', 'mallory') : line)),
    named: index + 1,
  }),
  removed: (lines, index) => ({ lines: lines.toSpliced(index, 1), named: index + 1 }),
  doubled: (lines, index) => ({ lines: lines.toSpliced(index, 0, lines[index] ?? ''), named: index + 2 }),
  'put at the end': (lines, index) => ({
    lines: [...lines.toSpliced(index, 1), lines[index] ?? ''],
    // At the end already: another one is put there instead, and is missed in its place.
    named: index + 1,
  }),
  'replaced by nonsense': (lines, index) => ({ lines: lines.with(index, '{"seq": 1'), named: index + 1 }),
};

for (const [what, tamper] of Object.entries(tamperings))
  for (const index of reasons.keys())
    test(`record ${index}, ${what}, is found and named`, async (t) => {
      if (what === 'put at the end' && index === reasons.length - 1) return;
      const folder = await aJournal(t);
      const { lines, named } = tamper(await linesOf(folder), index);
      await writeLines(folder, lines);
      const { damage, records } = await readJournal(folder);
      assert.equal(damage?.line, named, damage?.message);
      assert.equal(records.length, named - 1, 'the records before it are good');
      await assert.rejects(reopen(folder), (error) => {
        assert.ok(isJournalError(error));
        assert.match(error.message, new RegExp(`^line ${named} of .*journal\\.jsonl `));
        assert.match(error.remedy, /status.*new run/);
        return true;
      });
    });

test('what is wrong with a record is said in words', async (t) => {
  const folder = await aJournal(t);
  const lines = await linesOf(folder);
  const told = async (tampered: readonly string[]): Promise<string> => {
    await writeLines(folder, tampered);
    return (await readJournal(folder)).damage?.message ?? '';
  };
  assert.match(await told(lines.toSpliced(1, 1)), /has number 2 where 1 belongs: .* removed, added or moved/);
  assert.match(await told(lines.with(1, (lines[1] ?? '').replace('admin', 'x'))), /was changed/);
  assert.match(await told(lines.slice(0, 3)), /is missing: 5 records were written, and 3 are left/);
  assert.match(await told(lines.with(1, '{}')), /is not a record: seq/);
});

test('a record rewritten with a right hash of its own is found by the next one, or by the head', async (t) => {
  for (const index of reasons.keys()) {
    const folder = await aJournal(t);
    const { records } = await readJournal(folder);
    const record = records[index];
    assert.ok(record);
    const forged = lineOf({ ...record, event: interrupted('forged') });
    await writeLines(folder, (await linesOf(folder)).with(index, forged));
    const { damage } = await readJournal(folder);
    assert.equal(damage?.line, Math.min(index + 2, reasons.length), damage?.message);
  }
});

test('history that was rewritten up to its end is found, also where the head has not come so far', async (t) => {
  const folder = join(await aFolder(t), 'run');
  const journal = await Journal.create(folder, author, openJournalFile);
  for (const reason of reasons.slice(0, 4)) await journal.append(interrupted(reason));
  const { records } = await readJournal(folder);
  const head = await readFile(join(folder, 'journal.head'), 'utf8');
  await journal.append(interrupted('appended'));
  await journal.close();
  const lines = [...(await linesOf(folder))].slice(0, 1);
  for (const record of [...records.slice(1), ...(await readJournal(folder)).records.slice(4)]) {
    const event = record.seq === 1 ? interrupted('forged') : record.event;
    lines.push(lineOf({ ...record, previous: sha256(lines.at(-1) ?? ''), event }));
  }
  await writeLines(folder, lines);
  // Whoever wrote the last record last was killed before it could be noted.
  await writeFile(join(folder, 'journal.head'), head);
  const { damage, records: left } = await readJournal(folder);
  assert.equal(damage?.line, 4);
  assert.match(damage.message, /rewritten/);
  assert.equal(left.length, 3);
  await assert.rejects(reopen(folder), isJournalError);
});

test('a journal that goes on while it is read is whole', async (t) => {
  const folder = await aJournal(t);
  const { journal } = await reopen(folder);
  let grown = false;
  aroundCalls(t, 'readFile', {
    after: async (path) => {
      if (grown || path !== journalPath(folder)) return;
      grown = true;
      await journal.append(interrupted('meanwhile'));
    },
  });
  const { damage, records } = await readJournal(folder);
  await journal.close();
  assert.deepEqual([grown, damage, records.length], [true, undefined, 5]);
});

test('a head that lags behind, is torn or is gone says nothing against a good journal', async (t) => {
  const folder = await aJournal(t);
  const head = join(folder, 'journal.head');
  const noted = await readFile(head, 'utf8');
  const behind = JSON.stringify({ records: 4, hash: sha256((await linesOf(folder))[3] ?? '') });
  for (const text of [behind, '{"records":0,"hash":""}', noted.slice(0, 9), '']) {
    await writeFile(head, text);
    assert.equal((await readJournal(folder)).damage, undefined, text);
  }
  await rm(head);
  assert.equal((await readJournal(folder)).damage, undefined);
});

test('a torn last line is kept aside, and the run goes on after the last whole one', async (t) => {
  const folder = await aJournal(t);
  const torn = lineOf({ seq: 5, at: '', by: author, previous: '', event: interrupted('é') });
  // Cut in the middle of the letter, as a power loss may.
  const bytes = Buffer.from(torn.slice(0, torn.indexOf('é') + 1)).subarray(0, -1);
  await appendFile(journalPath(folder), bytes);
  assert.notEqual((await readJournal(folder)).torn, '');
  const { journal, records } = await reopen(folder);
  assert.equal(records.length, 5);
  await journal.append(interrupted('after'));
  await journal.close();
  const after = await readJournal(folder);
  assert.deepEqual([after.damage, after.torn, after.records.length], [undefined, '', 6]);
  assert.match(await readFile(join(folder, 'torn.txt'), 'utf8'), /^\{"seq":5/);
});

test('a record that was whole and is cut now is damage, not a torn line', async (t) => {
  const folder = await aJournal(t);
  const { length } = await readFile(journalPath(folder));
  await truncate(journalPath(folder), length - 1);
  assert.equal((await readJournal(folder)).damage?.line, 5);
});

test('a newer format is refused politely: update, nothing is wrong', async (t) => {
  const folder = await aJournal(t);
  const line = `{"seq":0,"event":{"type":"run-started","format":2,"novelty":true},"x":1}`;
  await writeLines(folder, [line]);
  await assert.rejects(reopen(folder), (error) => {
    assert.ok(isJournalError(error));
    assert.match(error.message, /journal format 2 by a newer version; this version reads up to 1$/);
    assert.match(error.remedy, /Update Cluster Patch Checklist/);
    assert.doesNotMatch(error.remedy, /new run/);
    return true;
  });
  assert.equal((await linesOf(folder))[0], line, 'it is left as it was');
});

test('a newer format anywhere but in the first record is no excuse for a line that was changed', async (t) => {
  const folder = await aJournal(t);
  const lines = [...(await linesOf(folder))];
  lines[2] = '{"event":{"format":2}}';
  await writeLines(folder, lines);
  const { damage } = await readJournal(folder);
  assert.deepEqual([damage?.line, damage?.newer], [3, false]);
});

test('what another program wrote after an append of ours had failed is not cut off', async (t) => {
  const folder = await aJournal(t);
  let full = true;
  const { journal } = await Journal.reopen(
    folder,
    author,
    onFullDisk(() => full),
  );
  t.after(() => journal.close());
  await assert.rejects(journal.append(interrupted('ours')), /ENOSPC/);
  const { journal: theirs } = await reopen(folder);
  await theirs.append(interrupted('theirs'));
  await theirs.close();
  full = false;
  await assert.rejects(journal.append(interrupted('ours')), /another program has gone on with the run/);
  const { records, damage } = await readJournal(folder);
  assert.deepEqual([damage, records.at(-1)?.event], [undefined, interrupted('theirs')]);
});

test('a record of a newer version is no damage: update, nothing is wrong', async (t) => {
  const folder = await aJournal(t);
  const lines = asNewer(await linesOf(folder), [{ type: 'run-paused', until: 'tomorrow' }]);
  await writeLines(folder, lines);
  const { damage, records } = await readJournal(folder);
  assert.equal(records.length, 5);
  assert.equal(damage?.newer, true, damage?.message);
  assert.match(damage.message, /^was written by a newer version \(2\.0\.0\)/);
  await assert.rejects(reopen(folder), (error) => {
    assert.ok(isJournalError(error));
    assert.match(error.remedy, /Update Cluster Patch Checklist/);
    return true;
  });
  // Where the seal or the chain does not hold, nobody can say that it was a newer version.
  await writeLines(folder, lines.with(5, (lines[5] ?? '').replace('tomorrow', 'never')));
  assert.equal((await readJournal(folder)).damage?.newer, false);
  await writeLines(folder, [...lines.slice(0, 4), ...lines.slice(5)]);
  assert.equal((await readJournal(folder)).damage?.newer, false);
});

test('a failed append leaves nothing behind: the next one follows the last good record', async (t) => {
  const folder = join(await aFolder(t), 'run');
  let full = false;
  const journal = await Journal.create(
    folder,
    author,
    onFullDisk(() => full),
  );
  await journal.append(interrupted('one'));
  full = true;
  await assert.rejects(journal.append(interrupted('two')), (error) => {
    assert.ok(isJournalError(error));
    assert.match(error.message, /ENOSPC/);
    assert.match(error.remedy, /Nothing more was sent.*free some space.*resume/);
    return true;
  });
  full = false;
  await journal.append(interrupted('three'));
  await journal.close();
  const { records, damage } = await readJournal(folder);
  assert.equal(damage, undefined);
  assert.deepEqual(
    records.map(({ event }) => event),
    [interrupted('one'), interrupted('three')],
  );
});

test('a journal is never begun over another', async (t) => {
  const folder = await aJournal(t);
  await assert.rejects(Journal.create(folder, author, openJournalFile), isJournalError);
  assert.equal((await linesOf(folder)).length, 5);
});

test('a folder without a journal is an error that names the file', async (t) => {
  const folder = join(await aFolder(t), 'run');
  await mkdir(folder);
  await assert.rejects(
    readJournal(folder),
    (error) => isJournalError(error) && error.file === journalPath(folder),
  );
});

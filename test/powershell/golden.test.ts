import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readJournal } from '../../src/tasks/journal.ts';
import { runDocument } from './contracts.ts';
import { onLab, terminal } from './terminal.ts';
import { transcript } from './transcript.ts';

const golden = join(import.meta.dirname, '..', 'golden');

/** UPDATE_GOLDEN=1 accepts what was seen; without it a difference fails, with the file to look at beside it. */
async function assertGolden(name: string, text: string): Promise<void> {
  const file = join(golden, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN === '1') {
    await mkdir(golden, { recursive: true });
    await writeFile(file, text);
    return;
  }
  const accepted = await readFile(file, 'utf8').catch(() => '');
  if (accepted !== text) await writeFile(join(golden, `${name}.actual`), text);
  assert.equal(text, accepted, `${name} differs; look at ${name}.actual, and accept it with UPDATE_GOLDEN=1`);
}

const runs: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'passive-first-completed', args: onLab() },
  { name: 'passive-first-installer-fails', args: [...onLab(), '--fault', 'exit=1603@start-install'] },
  { name: 'active-first-completed', args: onLab('rms-active-first', 'lab-database') },
  { name: 'passive-first-move-refused', args: [...onLab(), '--fault', 'move-refused@move-groups'] },
];

for (const { name, args } of runs) {
  test(`the transcript of ${name} is the accepted one`, async (context) => {
    const { json, home } = terminal(context);
    const { value } = await json('run', ...args, '--yes');
    const { runId } = runDocument.parse(value);
    const { records } = await readJournal(join(home, 'runs', runId));
    await assertGolden(name, transcript(records));
  });
}

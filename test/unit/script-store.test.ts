import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { JournalError } from '../../src/tasks/journal.ts';
import { keepScript, keptScripts, sentText } from '../../src/tasks/scriptStore.ts';
import { sha256 } from '../../src/tasks/sha256.ts';
import { aroundCalls, inUse } from './builders/fileCalls.ts';
import { aFolder } from './builders/runs.ts';

const text = 'function Stop-PatchService { "whole" }';
const file = (folder: string): string => join(folder, 'scripts', `${sha256(text)}.ps1`);

test('a script is kept once, whole, under its hash, with nothing beside it', async (t) => {
  const folder = await aFolder(t);
  assert.equal(await keepScript(folder, text), sha256(text));
  assert.equal(await keepScript(folder, text), sha256(text));
  assert.deepEqual(await readdir(join(folder, 'scripts')), [`${sha256(text)}.ps1`]);
  assert.deepEqual([...(await keptScripts(folder))], [[sha256(text), text]]);
});

test('a file that holds half of a script is no script kept: it is written again', async (t) => {
  const folder = await aFolder(t);
  await mkdir(join(folder, 'scripts'));
  await writeFile(file(folder), text.slice(0, 9));
  await keepScript(folder, text);
  assert.equal(await readFile(file(folder), 'utf8'), text);
  assert.equal((await keptScripts(folder)).get(sha256(text)), text);
});

test('a script that cannot be kept is an error, and leaves nothing that could be taken for it', async (t) => {
  const folder = await aFolder(t);
  // A folder in the place of the file: the text is written, and cannot get its name.
  await mkdir(join(file(folder), 'in the way'), { recursive: true });
  await assert.rejects(keepScript(folder, text), JournalError);
  assert.deepEqual(await readdir(join(folder, 'scripts')), [`${sha256(text)}.ps1`]);
});

test('a script that was changed is given as it is now, for a report to call it so, and is never taken for what was sent', async (t) => {
  const folder = await aFolder(t);
  await keepScript(folder, text);
  assert.equal(sentText(await keptScripts(folder), sha256(text)), text);
  await writeFile(file(folder), `${text} # forged`);
  const kept = await keptScripts(folder);
  assert.deepEqual([...kept], [[sha256(text), `${text} # forged`]]);
  assert.equal(sentText(kept, sha256(text)), undefined);
});

test('what cannot be read is not at hand, and takes no other script with it', async (t) => {
  const folder = await aFolder(t);
  await keepScript(folder, text);
  await mkdir(join(folder, 'scripts', `${sha256('another')}.ps1`));
  await writeFile(join(folder, 'scripts', 'desktop.ini'), '');
  assert.deepEqual([...(await keptScripts(folder))], [[sha256(text), text]]);
});

test('a script is kept although a virus scanner looks at it first', async (t) => {
  for (const code of ['EPERM', 'EACCES', 'EBUSY'] as const) {
    const folder = await aFolder(t);
    let refusals = 3;
    aroundCalls(t, 'rename', {
      before: () => {
        refusals -= 1;
        if (refusals >= 0) throw inUse(code);
      },
    });
    await keepScript(folder, text);
    assert.deepEqual(await readdir(join(folder, 'scripts')), [`${sha256(text)}.ps1`]);
  }
});

test('a file that stays in use is an error in the end, and leaves nothing beside it', async (t) => {
  const folder = await aFolder(t);
  aroundCalls(t, 'rename', {
    before: () => {
      throw inUse('EPERM');
    },
  });
  await assert.rejects(keepScript(folder, text), JournalError);
  assert.deepEqual(await readdir(join(folder, 'scripts')), []);
});

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { copyProcedure } from '../../src/home/copyProcedure.ts';
import { Home } from '../../src/home/home.ts';

let folder: string;
let home: Home;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'procedure-copy-'));
  home = new Home(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const found = async (id: string) => (await home.procedures()).find((entry) => entry.id === id);

test('a copy is a procedure of the home, the same but for its id, with its schema beside it', async () => {
  const file = await copyProcedure(home, 'rms-offline');
  const [original, copy] = [await found('rms-offline'), await found('my-rms-offline')];
  assert.ok(original?.kind === 'ok' && copy?.kind === 'ok');
  assert.equal(copy.file, file);
  const { $schema, ...value } = copy.value;
  assert.deepEqual(value, { ...original.value, id: 'my-rms-offline' });
  const schema: unknown = JSON.parse(readFileSync(join(dirname(file), $schema ?? ''), 'utf8'));
  assert.ok(typeof schema === 'object' && schema !== null && 'properties' in schema);
});

test('a copy never replaces anything', async () => {
  const file = await copyProcedure(home, 'rms-offline', 'mine');
  const before = readFileSync(file, 'utf8');
  await assert.rejects(copyProcedure(home, 'rms-passive-first', 'MINE'), /a procedure MINE already/);
  await assert.rejects(copyProcedure(home, 'rms-passive-first', 'rms-offline'), /already/);
  await assert.rejects(copyProcedure(home, 'rms-passive-first', '../mine'), /is not an id/);
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('a procedure with an unknown operation is a bad one, with its place, and hides no other', async () => {
  const file = await copyProcedure(home, 'rms-offline');
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('"operation": "stop-resources"'));
  const column = lines[line]?.indexOf('"stop-resources"') ?? -1;
  writeFileSync(file, lines.join('\n').replace('"stop-resources"', '"stop-everything"'));
  const entry = await found('my-rms-offline');
  assert.ok(entry?.kind === 'bad');
  assert.match(entry.problem.message, /stop-everything/);
  assert.deepEqual(
    [entry.problem.file, entry.problem.line, entry.problem.column],
    [file, line + 1, column + 1],
  );
  assert.equal((await found('rms-offline'))?.kind, 'ok');
});

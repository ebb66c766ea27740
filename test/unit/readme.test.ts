import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { definitionFile, resolveDefinition } from '../../src/cluster/definition.ts';
import { parseDocument } from '../../src/cluster/document.ts';
import { updatePackage } from '../../src/cluster/package.ts';
import { step } from '../../src/tasks/procedure.ts';

const root = join(import.meta.dirname, '..', '..');

/** The JSON examples of a page, in their order. */
async function examplesOf(file: string): Promise<readonly string[]> {
  const text = await readFile(join(root, file), 'utf8');
  return [...text.matchAll(/^```json\r?\n([\s\S]*?)^```/gm)].map(([, example = '']) => example);
}

describe('the examples that a person copies', () => {
  for (const { file, packages, steps } of [
    { file: 'README.md', packages: 1, steps: 1 },
    { file: 'media/walkthrough/cluster.md', packages: 0, steps: 0 },
  ])
    test(`those of ${file} are accepted as they stand`, async () => {
      const examples = await examplesOf(file);
      const updates = examples.filter((example) => example.includes('"installer"'));
      const parts = examples.filter((example) => example.includes('"operations"'));
      const definitions = examples.filter((example) => ![...updates, ...parts].includes(example));
      assert.deepEqual([updates.length, parts.length], [packages, steps]);
      assert.ok(definitions.length > 0);
      for (const example of updates) {
        const parsed = parseDocument(example, file, updatePackage);
        assert.equal(parsed.kind, 'ok', JSON.stringify(parsed));
      }
      for (const example of parts) {
        const parsed = parseDocument(example, file, step);
        assert.equal(parsed.kind, 'ok', JSON.stringify(parsed));
      }
      for (const example of definitions) {
        const parsed = parseDocument(example, file, definitionFile);
        assert.ok(parsed.kind === 'ok', JSON.stringify(parsed));
        assert.equal(typeof resolveDefinition(parsed.value), 'object', 'something is missing');
      }
    });
});

test('each line of the check on real Windows has a number of its own', async () => {
  const page = await readFile(join(root, 'docs/windows-check.md'), 'utf8');
  const numbers = [...page.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, number]) => number);
  assert.ok(numbers.length > 50);
  assert.deepEqual(
    numbers.filter((number, index) => numbers.indexOf(number) !== index),
    [],
  );
});

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as z from 'zod';
import { readJournal } from '../../src/tasks/journal.ts';
import { type Ended, Program } from './program.ts';

const program = new Program();
after(() => program.remove());
const run = [
  'run',
  '--cluster',
  'lab',
  '--procedure',
  'rms-passive-first',
  '--package',
  'lab-files',
  '--yes',
];
const ended: Ended[] = [];

before(async () => {
  program.freshLab();
  ended.push(...(await Promise.all([program.run(...run), program.run(...run)])));
});

describe('two runs on one lab at the same time', () => {
  test('one is carried out and the other one is refused', () => {
    assert.deepEqual(ended.map(({ code }) => code).sort(), [0, 3]);
  });

  test('the refused one says who holds the cluster', () => {
    const refused = ended.find(({ code }) => code === 3);
    const { error } = z
      .object({ error: z.object({ kind: z.string(), message: z.string() }) })
      .parse(JSON.parse(refused?.output ?? '{}'));
    assert.equal(error.kind, 'refused');
    assert.match(error.message, /at work on this cluster|at the same moment/);
  });

  test('the lab saw no hazard, and the cluster was moved once', () => {
    const { hazards, tally } = program.world;
    assert.deepEqual(
      { hazards, moves: tally.moves, failovers: tally.failovers },
      { hazards: [], moves: 1, failovers: 0 },
    );
  });

  test('only the run that was carried out has a journal', async () => {
    const { output } = await program.run('runs');
    const { runs } = z.object({ runs: z.array(z.object({ outcome: z.string() })) }).parse(JSON.parse(output));
    assert.deepEqual(runs, [{ outcome: 'completed' }]);
  });
});

describe('a journal that somebody has changed', () => {
  const tamperings: readonly { name: string; line: number; change: (lines: string[]) => string[] }[] = [
    {
      name: 'a changed record',
      line: 12,
      change: (lines) => lines.with(11, (lines[11] ?? '').replace('NODE', 'N0DE')),
    },
    { name: 'a removed record', line: 9, change: (lines) => lines.toSpliced(8, 1) },
    { name: 'a removed last record', line: -1, change: (lines) => lines.slice(0, -1) },
    {
      name: 'two records in the other order',
      line: 5,
      change: (lines) => lines.toSpliced(4, 2, lines[5] ?? '', lines[4] ?? ''),
    },
    { name: 'a record twice', line: 8, change: (lines) => lines.toSpliced(7, 0, lines[6] ?? '') },
  ];
  for (const { name, line, change } of tamperings)
    test(`${name} is found, and named`, async () => {
      const { output } = await program.run('runs');
      const { runs } = z.object({ runs: z.array(z.object({ runId: z.string() })) }).parse(JSON.parse(output));
      const runId = runs[0]?.runId ?? '';
      const file = program.journal(runId);
      const written = readFileSync(file, 'utf8');
      const lines = written.split('\n').slice(0, -1);
      writeFileSync(file, `${change(lines).join('\n')}\n`);
      try {
        const verified = await program.run('verify', runId);
        const { whole, damage } = z
          .object({ whole: z.boolean(), damage: z.object({ line: z.int() }) })
          .parse(JSON.parse(verified.output));
        assert.deepEqual({ code: verified.code, whole }, { code: 1, whole: false });
        assert.equal(damage.line, line === -1 ? lines.length : line);
      } finally {
        writeFileSync(file, written);
      }
    });
});

test('any single record of it, changed, removed or out of order, is the one that is named', async () => {
  const { output } = await program.run('runs');
  const { runs } = z.object({ runs: z.array(z.object({ runId: z.string() })) }).parse(JSON.parse(output));
  const file = program.journal(runs[0]?.runId ?? '');
  const written = readFileSync(file, 'utf8');
  const lines = written.split('\n').slice(0, -1);
  const damageOf = async (changed: readonly string[]): Promise<number | undefined> => {
    writeFileSync(file, `${changed.join('\n')}\n`);
    return (await readJournal(dirname(file))).damage?.line;
  };
  try {
    for (const [index, line] of lines.entries()) {
      // One digit of its time, which no schema could find.
      const changed = line.replace(/"at":"(\d{4})/, (_, year: string) => `"at":"${Number(year) + 1}`);
      assert.notEqual(changed, line);
      assert.equal(await damageOf(lines.with(index, changed)), index + 1, `record ${index} changed`);
      assert.equal(await damageOf(lines.toSpliced(index, 1)), index + 1, `record ${index} removed`);
      const next = lines[index + 1];
      if (next !== undefined)
        assert.equal(
          await damageOf(lines.toSpliced(index, 2, next, line)),
          index + 1,
          `records ${index} and ${index + 1} in the other order`,
        );
    }
  } finally {
    writeFileSync(file, written);
  }
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Bench } from './matrix/bench.ts';
import { playAll } from './matrix/crew.ts';
import { caseText, type FaultCase } from './matrix/faultCase.ts';
import type { CaseResult } from './matrix/runCase.ts';
import { spread, wholeMatrix } from './matrix/wholeMatrix.ts';

/* A fixed part of the fault matrix; the whole of it is `npm run faults`. */

const sampleSize = 156;
const workers = 2;

const bench = await Bench.open();
const sample: readonly FaultCase[] = spread(await wholeMatrix(bench.operator), sampleSize);
await bench.close();

const waiting = new Map(sample.map((one) => [caseText(one), Promise.withResolvers<CaseResult>()]));
let played: Promise<void> = Promise.resolve();

before(() => {
  played = playAll(sample, workers, (result) => waiting.get(result.text)?.resolve(result));
});
after(() => played);

describe('the fault matrix, a sample', { concurrency: true }, () => {
  for (const [text, result] of waiting)
    test(text, async () => {
      const { problems, story } = await result.promise;
      assert.deepEqual(problems, [], story.join('\n'));
    });
});

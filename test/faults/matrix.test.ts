import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshWorld } from '../../src/lab/freshWorld.ts';
import { faultKind } from '../../src/lab/world.ts';
import { findOperation } from '../../src/remoting/catalogue.ts';
import { operationsOf } from '../../src/tasks/binding.ts';
import { type lineOf, parseJournal } from '../../src/tasks/journalText.ts';
import { procedure } from '../../src/tasks/procedure.ts';
import { builtInProcedures } from '../../src/tasks/procedures/builtIn.ts';
import type { StepResult } from '../../src/tasks/run.ts';
import { Bench } from './matrix/bench.ts';
import {
  driftIsSaid,
  endIsKnown,
  guardsFirst,
  journalWhole,
  noHazard,
  nothingUntrue,
  struck,
} from './matrix/checks.ts';
import { essence } from './matrix/essence.ts';
import { casesLike, caseText, type FaultCase, kindOf } from './matrix/faultCase.ts';
import { reactionTo } from './matrix/reaction.ts';
import { Seeded } from './matrix/seeded.ts';
import { faultTable, withTable } from './matrix/table.ts';
import { Walked } from './matrix/walked.ts';
import { spread, wholeMatrix } from './matrix/wholeMatrix.ts';

/* The matrix's own parts: that it meets everything, and that its checks find what they are there for. */

const bench = await Bench.open();
const every = await wholeMatrix(bench.operator);
await bench.close();

const aCase: FaultCase = {
  procedure: 'rms-passive-first',
  update: 'lab-files',
  fault: 'unplanned-failover',
  operation: 'stop-services',
  node: 'NODE2',
  step: 'stop-first',
};
const guard = { expected: 'NODE2: passive', observed: 'active', passed: false };

test('every fault strikes somewhere, and every change of every built-in procedure is struck', () => {
  assert.deepEqual([...new Set(every.map(kindOf))].sort(), [...faultKind.options].sort());
  for (const one of builtInProcedures.map((data) => procedure.parse(data)))
    for (const { operation } of one.steps.flatMap((step) => operationsOf(step)))
      assert.ok(
        every.some((found) => found.procedure === one.id && found.operation === operation),
        `${one.id} ${operation}`,
      );
});

test('every case strikes at an operation that there is, on a node of the cluster', () => {
  for (const one of every)
    assert.ok(findOperation(one.operation) !== undefined && one.node !== '', caseText(one));
});

test('no case is in the matrix twice, and each is found again by its text', () => {
  assert.equal(new Set(every.map(caseText)).size, every.length);
  for (const one of every) assert.deepEqual(casesLike(caseText(one), every), [one]);
  assert.deepEqual(
    casesLike('rms-passive-first/connection-lost-during@move-groups:NODE2', every).map(caseText),
    ['rms-passive-first/connection-lost-during@move-groups:NODE2#move-to-first'],
  );
});

test('the sample meets every procedure and every fault', () => {
  const sample = spread(every, 156);
  assert.equal(new Set(sample.map(caseText)).size, 156);
  assert.deepEqual(new Set(sample.map((one) => one.procedure)), new Set(every.map((one) => one.procedure)));
  assert.deepEqual(new Set(sample.map(kindOf)), new Set(every.map(kindOf)));
});

test('a hazard counts, unless it is the fault’s own doing at that moment', () => {
  const stray = { kind: 'stray-services-at-move', detail: 'OMSDK on NODE2' };
  assert.deepEqual(noHazard(aCase, [stray], [stray]), []);
  assert.equal(noHazard(aCase, [stray], []).length, 1);
  assert.equal(noHazard({ ...aCase, fault: 'hang' }, [stray], [stray]).length, 1);
  assert.equal(noHazard(aCase, [{ kind: 'left-automatic', detail: 'OMSDK on NODE2' }], []).length, 1);
});

test('what was ticked or sent against the world is told with the step and what did not hold', () => {
  assert.deepEqual(nothingUntrue([]), []);
  assert.match(
    nothingUntrue([{ kind: 'ticked', step: 'files-first', failures: ['old'] }])[0] ?? '',
    /files-first.*not true: old/,
  );
  assert.match(
    nothingUntrue([{ kind: 'sent', step: 'move', failures: ['x'] }])[0] ?? '',
    /sent while a guard/,
  );
});

const by = { user: 'u', machine: 'm', version: '0' };
const record = (seq: number, event: Parameters<typeof lineOf>[0]['event']) => ({
  seq,
  at: '2026-01-01T00:00:00Z',
  by,
  previous: '',
  event,
});
const sent = {
  type: 'operation-sent',
  step: 'stop-first',
  index: 0,
  operation: 'stop-services',
  node: 'NODE2',
  parameters: {},
  script: '',
} as const;

test('a change that no start announced, or one with a guard that did not hold, is found', () => {
  const started = (guards: readonly (typeof guard)[]) =>
    ({ type: 'step-started', step: 'stop-first', guards }) as const;
  assert.deepEqual(guardsFirst([record(1, started([])), record(2, sent)]), []);
  assert.equal(guardsFirst([record(2, sent)]).length, 1);
  assert.equal(guardsFirst([record(1, started([guard])), record(2, sent)]).length, 1);
  const failed = { type: 'step-failed', step: 'stop-first', reason: '', evidence: [] } as const;
  assert.equal(guardsFirst([record(1, started([])), record(2, failed), record(3, sent)]).length, 1);
});

test('a torn or damaged journal, and a screen that showed something else, are found', () => {
  assert.deepEqual(journalWhole(parseJournal(''), undefined), []);
  assert.equal(journalWhole(parseJournal('{"seq":0'), undefined).length, 1);
  assert.equal(journalWhole(parseJournal('nonsense\n'), undefined).length, 1);
});

test('an end that is not at rest must be told exactly, with what is left to do', () => {
  assert.deepEqual(endIsKnown([], { drift: [], byHand: [] }), []);
  assert.deepEqual(endIsKnown(['a'], { drift: ['a'], byHand: ['mend a'] }), []);
  assert.equal(endIsKnown(['a'], { drift: ['a'], byHand: [] }).length, 1);
  assert.equal(endIsKnown(['a', 'b'], { drift: ['a'], byHand: ['mend a'] }).length, 1);
  assert.deepEqual(driftIsSaid(['a'], ['a', 'b']), []);
  assert.equal(driftIsSaid(['a', 'b'], ['a']).length, 1);
  assert.equal(struck(false).length, 1);
});

test('the administrator does what the program says', () => {
  const failed = (reason: string) => ({ kind: 'failed', reason }) as const;
  assert.deepEqual(
    reactionTo(failed('Restart NODE2 while it is passive, then verify this step again.'), []),
    {
      kind: 'restart',
      node: 'NODE2',
    },
  );
  assert.deepEqual(
    reactionTo(
      {
        kind: 'refused',
        reason:
          'expected start type of OMCFG on NODE2: Manual, as the step before left it, observed Automatic',
      },
      [],
    ),
    { kind: 'set-manual', service: 'OMCFG', node: 'NODE2' },
  );
  assert.deepEqual(
    reactionTo(
      {
        kind: 'refused',
        reason: 'expected owner of OpsMgr RMS: NODE1, as the step before left it, observed NODE2',
      },
      [],
    ),
    { kind: 'move-back', group: 'OpsMgr RMS', node: 'NODE1' },
  );
  assert.deepEqual(
    reactionTo(
      failed(
        'OpsMgr RMS was on NODE1 when the step began, and is on NODE2. Find out why it moved. Move it back and run the step again, or abort the run and restore.',
      ),
      [],
    ),
    { kind: 'move-back', group: 'OpsMgr RMS', node: 'NODE1' },
  );
  assert.deepEqual(
    reactionTo(
      failed(
        'expected HealthService: Manual, observed Automatic. Restore first: cluster-patch restore --cluster lab',
      ),
      [],
    ),
    { kind: 'restore-first' },
  );
  assert.deepEqual(reactionTo({ kind: 'interrupted', reason: 'ENOSPC' }, []), { kind: 'reopen' });
  assert.deepEqual(reactionTo(failed('anything'), []), { kind: 'again' });
  assert.deepEqual(reactionTo(failed('anything'), [failed('anything'), failed('anything')]), {
    kind: 'give-up',
  });
  const refused: StepResult = { kind: 'refused', reason: 'a guard does not hold' };
  assert.deepEqual(reactionTo(refused, [failed('another')]), { kind: 'again' });
  assert.deepEqual(reactionTo(refused, [refused]), { kind: 'give-up' });
});

test('two worlds have one essence when only their clocks, numbers and spent faults differ', () => {
  const world = freshWorld({ now: 0 });
  const later = freshWorld({ now: 3_600_000 });
  assert.equal(essence(later), essence({ ...world, lastNumber: 7 }));
  const moved = { ...world, groups: world.groups.map((group) => ({ ...group, owner: 'NODE2' })) };
  assert.notEqual(essence(moved), essence(world));
  const paused = { ...world, nodes: world.nodes.map((node) => ({ ...node, paused: true })) };
  assert.notEqual(essence(paused), essence(world));
});

test('seeded numbers are the same each time, and in their range', () => {
  const numbers = (seed: number) => {
    const seeded = new Seeded(seed);
    return Array.from({ length: 100 }, () => seeded.between(3, 9));
  };
  assert.deepEqual(numbers(5), numbers(5));
  assert.notDeepEqual(numbers(5), numbers(6));
  assert.deepEqual([...new Set(numbers(5))].sort(), [3, 4, 5, 6, 7, 8, 9]);
});

test('the table counts by procedure and fault, and goes between its marks only', () => {
  const result = (procedureId: string, problems: readonly string[]) => ({
    text: '',
    procedure: procedureId,
    kind: 'hang',
    end: 'joined',
    problems,
    story: [],
  });
  const table = faultTable([result('one', []), result('one', ['bad']), result('two', [])]);
  assert.match(table, /\| hang \| 1\/2 \| 1\/1 \| 2\/3 \|/);
  const page = 'a\n<!-- faults: begin (written by npm run faults) -->\nold\n<!-- faults: end -->\nb\n';
  assert.equal(withTable(page, 'new'), page.replace('old', 'new'));
  assert.throws(() => withTable('a', 'new'), /no place/);
});

test('a place vouches for what follows only once a case has gone on from it to a good end', () => {
  const walked = new Walked();
  const one = walked.trail();
  assert.equal(one.isKnown('A'), false);
  assert.equal(walked.trail().isKnown('A'), false, 'its end is not known yet');
  one.endedWell();
  assert.equal(walked.trail().isKnown('A'), true);
  assert.equal(walked.trail().isKnown('B'), false);
});

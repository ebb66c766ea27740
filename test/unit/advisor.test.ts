/** The advisor's verdict, from what rehearsals showed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AdviceRow, isSafe, type Rehearsed, ranked } from '../../src/tasks/advisor/rehearsed.ts';
import { suits } from '../../src/tasks/advisor/suits.ts';
import { verdict } from '../../src/tasks/advisor/verdict.ts';
import type { Procedure } from '../../src/tasks/procedure.ts';
import { aDefinition, aPackage } from './builders/clusters.ts';
import { aProcedure, gate } from './builders/procedures.ts';

const files = aPackage();
const database = aPackage({ changesDatabase: true });

const rehearsed = (
  procedure: string,
  row: Partial<AdviceRow> = {},
  rest: Partial<Rehearsed> = {},
): Rehearsed => ({
  row: {
    procedure,
    outcome: 'completed',
    downtimeSeconds: 20,
    failovers: 0,
    moves: 1,
    hazards: [],
    databaseChanged: false,
    attendedSteps: 0,
    changes: 7,
    ...row,
  },
  patched: true,
  atRest: true,
  stopped: undefined,
  steps: [],
  unread: [],
  ...rest,
});

describe('safe', () => {
  it('is what ends verified, at rest, on patched nodes', () => assert.ok(isSafe(rehearsed('a'), files)));
  const hazard = { kind: 'left-automatic', at: '2026-03-01T12:00:00.000Z', detail: 'OMSDK on NODE1' };
  const unsafe: readonly (readonly [string, Rehearsed])[] = [
    ['with a hazard', rehearsed('a', { hazards: [hazard] })],
    ['with a step that failed', rehearsed('a', { outcome: 'failed' })],
    ['with an unplanned failover', rehearsed('a', { failovers: 1 })],
    ['with a node unpatched', rehearsed('a', {}, { patched: false })],
    ['with the cluster not at rest', rehearsed('a', {}, { atRest: false })],
  ];
  for (const [name, one] of unsafe) it(`is nothing that ends ${name}`, () => assert.ok(!isSafe(one, files)));
  it('is nothing that leaves the database as it was, for a package that changes it', () => {
    assert.ok(!isSafe(rehearsed('a', { downtimeSeconds: 0 }), database));
    assert.ok(isSafe(rehearsed('a', { databaseChanged: true }), database));
  });
});

describe('the order', () => {
  it('is least downtime, then fewest changes, then as they came', () => {
    const all = [
      rehearsed('long', { downtimeSeconds: 21 }),
      rehearsed('busy', { changes: 8 }),
      rehearsed('one'),
      rehearsed('two'),
      rehearsed('unsafe', { downtimeSeconds: 0, outcome: 'failed' }),
    ];
    assert.deepEqual(
      ranked(all, files).map(({ row }) => row.procedure),
      ['one', 'two', 'busy', 'long'],
    );
  });
});

describe('the answer', () => {
  it('names the procedure, what speaks for it and what against the others', () => {
    const best = rehearsed('b', { databaseChanged: true, downtimeSeconds: 100 });
    const fragile = [rehearsed('c', { databaseChanged: true })];
    const { recommended, why, table } = verdict({
      update: database,
      rehearsals: [rehearsed('a'), best, ...fragile],
      best,
      fragile,
      drift: [],
    });
    assert.equal(recommended, 'b');
    assert.match(
      why,
      /^b: .*100 s of downtime.*the database changed\. .*a left the database unpatched; c did not/,
    );
    assert.deepEqual(
      table.map(({ procedure }) => procedure),
      ['a', 'b', 'c'],
    );
  });

  it('is none where nothing is safe, with what to mend first', () => {
    const stopped = { step: 'Check', reason: 'NODE2: expected C:\\x.msp exists, observed not found.' };
    const rehearsals = ['a', 'b'].map((id) => rehearsed(id, { outcome: 'failed' }, { stopped }));
    const found = { update: files, rehearsals, best: undefined, fragile: [] };
    const { recommended, why } = verdict({ ...found, drift: [] });
    assert.equal(recommended, null);
    assert.match(why, /every one of them: Check: NODE2: expected .* observed not found\.$/);
    const drift = [
      { kind: 'node-state' as const, node: 'NODE2', subject: 'NODE2', expected: 'Up', observed: 'Paused' },
    ];
    assert.match(verdict({ ...found, drift }).why, /Mend first.*NODE2.*Paused/);
  });
});

describe('a procedure suits', () => {
  it('a cluster with as many nodes and with its services, and a package', () => {
    const suitsAPackage = (made: Procedure, update = aPackage()) => suits(made, aDefinition(), update);
    assert.ok(suitsAPackage(aProcedure({ forServices: ['omsdk'] })));
    assert.ok(suitsAPackage(aProcedure()));
    assert.ok(!suitsAPackage(aProcedure({ forServices: ['OMSDK', 'Spooler'] })));
    const beside = gate('servers');
    assert.ok(!suitsAPackage(aProcedure({ steps: [{ ...beside, each: 'management-servers' }] })));
    assert.ok(!suitsAPackage(aProcedure({ nodes: 3 })));
    assert.ok(!suitsAPackage(aProcedure({ needsPackage: false })));
    assert.ok(!suitsAPackage(aProcedure({ updates: 'operating-system' })));
    const windows = aPackage({ updates: 'operating-system' });
    assert.ok(suitsAPackage(aProcedure({ updates: 'operating-system' }), windows));
    assert.ok(!suitsAPackage(aProcedure(), windows));
  });
});

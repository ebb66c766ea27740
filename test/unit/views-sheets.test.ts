/** The sheets: what the advisor, a preview, a rehearsal and a restore put before a person, and what can be pressed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AdviceRow, Rehearsed } from '../../src/tasks/advisor/rehearsed.ts';
import type { Advice } from '../../src/tasks/advisor/verdict.ts';
import { planOf } from '../../src/tasks/plan.ts';
import { planRestore } from '../../src/tasks/restore.ts';
import { adviceSheet } from '../../src/views/sheet/adviceSheet.ts';
import { previewSheet } from '../../src/views/sheet/previewSheet.ts';
import { type Block, type BlockOf, toSheet } from '../../src/views/sheet/protocol.ts';
import { rehearsalSheet } from '../../src/views/sheet/rehearsalSheet.ts';
import { restoreSheet } from '../../src/views/sheet/restoreSheet.ts';
import type { SheetWithCommands } from '../../src/views/sheet/sheets.ts';
import { activeServices, aDefinition, aNode, aPackage, aService, aSnapshot } from './builders/clusters.ts';
import { english } from './builders/english.ts';
import { PaperCluster } from './builders/paperCluster.ts';
import { aProcedure, gate, manualAndStopped } from './builders/procedures.ts';
import { unstopped } from './builders/runs.ts';

const at = new Date('2026-03-01T02:13:00.000Z');
const definition = aDefinition();
const database = aPackage({ changesDatabase: true });
const hazard = { kind: 'left-automatic', at: '2026-03-01T12:00:00.000Z', detail: 'OMSDK on NODE1' };

const rehearsed = (
  procedure: string,
  row: Partial<AdviceRow> = {},
  rest: Partial<Rehearsed> = {},
): Rehearsed => ({
  row: {
    procedure,
    outcome: 'completed',
    downtimeSeconds: 140,
    failovers: 0,
    moves: 1,
    hazards: [],
    databaseChanged: true,
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

const blocks = <Kind extends Block['kind']>({ sheet }: SheetWithCommands, kind: Kind) =>
  sheet.blocks.filter((block): block is BlockOf<Kind> => block.kind === kind);

/** What a button does, by its words; undefined when there is none. */
function pressed({ sheet, commands }: SheetWithCommands, label: string) {
  const all = [
    ...sheet.actions,
    ...sheet.blocks
      .flatMap((block) => (block.kind === 'table' ? block.rows : []))
      .flatMap((row) => row.actions),
  ];
  const action = all.find((one) => one.spoken === label || one.label === label);
  return action === undefined ? undefined : commands.get(action.id);
}

describe('advice', () => {
  const sheetOf = (advice: Partial<Advice>) =>
    adviceSheet(
      {
        definition,
        update: database,
        advice: {
          recommended: null,
          why: 'why.',
          table: [],
          rehearsals: [],
          fragile: [],
          drift: [],
          ...advice,
        },
        titles: new Map([['best', 'The best one']]),
        at,
      },
      english,
    );
  const fragile = rehearsed('fragile');
  const shown = sheetOf({
    recommended: 'best',
    rehearsals: [
      rehearsed('best'),
      rehearsed('hazardous', { hazards: [hazard] }),
      rehearsed('unpatched', { databaseChanged: false }),
      fragile,
    ],
    fragile: [fragile],
  });

  test('the recommended one is named with why, and started with cluster and package', () => {
    const [verdict] = blocks(shown, 'callout');
    assert.deepEqual(verdict, {
      kind: 'callout',
      tone: 'good',
      title: 'Recommended: The best one',
      text: 'why.',
    });
    const target = { cluster: definition.name, update: database.id, procedure: 'best' };
    assert.deepEqual(pressed(shown, 'Start best…'), { name: 'startProcedure', target });
    assert.deepEqual(pressed(shown, 'Start The best one'), { name: 'startProcedure', target });
  });

  test('what ended badly on the copy has no button that starts it', () => {
    for (const id of ['hazardous', 'unpatched', 'fragile']) {
      assert.equal(pressed(shown, `Start ${id}`), undefined, id);
      assert.equal(pressed(shown, `Preview ${id}`)?.name, 'previewProcedure', id);
    }
  });

  test('each hazard can be read, and what else speaks against a procedure', () => {
    const [list] = blocks(shown, 'list');
    assert.deepEqual(
      list?.items.map(({ text, details }) => [text, ...details]),
      [
        ['hazardous', 'A clustered service was left to start by itself: OMSDK on NODE1'],
        ['unpatched', 'It ended, and the database was not changed.'],
        [
          'fragile',
          'It did not end well when the cluster restarted a service before its files were replaced.',
        ],
      ],
    );
  });

  test('where nothing is safe it is the way back to the resting state that is offered', () => {
    const unsafe = { rehearsals: [rehearsed('a', { outcome: 'failed' })], why: 'Mend first: this.' };
    const none = sheetOf({
      ...unsafe,
      drift: [{ kind: 'node-state', node: 'NODE2', subject: 'NODE2', expected: 'Up', observed: 'Paused' }],
    });
    const [verdict] = blocks(none, 'callout');
    assert.equal(verdict?.tone, 'warn');
    assert.equal(verdict?.text, 'Mend first: this.');
    assert.equal(none.sheet.actions[0]?.label, 'Restore Resting State…');
    assert.deepEqual(pressed(none, 'Restore Resting State…')?.target, { cluster: definition.name });
    assert.equal(
      pressed(sheetOf(unsafe), 'Restore Resting State…'),
      undefined,
      'a cluster at rest has no way back',
    );
  });

  test('the page accepts what it is sent', () => {
    const { sheet } = shown;
    assert.deepEqual(toSheet.shape.sheet.parse(JSON.parse(JSON.stringify(sheet))), sheet);
  });
});

test('a preview shows what each guard saw and the exact script with its arguments', async () => {
  const procedure = aProcedure({ steps: [gate(), manualAndStopped()] });
  const plan = await planOf(
    { definition, procedure, update: aPackage() },
    new PaperCluster(),
    unstopped().signal,
  );
  const shown = previewSheet({ definition, procedure, update: aPackage(), plan, at }, english);
  const [, step] = blocks(shown, 'step');
  assert.deepEqual(step?.guards, [
    { state: 'passed', text: 'NODE2 is passive now', observed: 'passive', node: 'NODE2' },
  ]);
  assert.equal(step?.scripts[1]?.script, plan.steps[1]?.operations[1]?.script);
  assert.match(step?.scripts[1]?.parameters ?? '', /names: \["HealthService","OMCFG","OMSDK"\]/);
  assert.equal(step?.state, 'guards hold');
  assert.match(shown.sheet.overline, /^preview of .*2026/);
});

test('a preview of steps without guards does not say that all of them hold', async () => {
  const procedure = aProcedure({ steps: [gate()] });
  const plan = await planOf(
    { definition, procedure, update: aPackage() },
    new PaperCluster(),
    unstopped().signal,
  );
  const [callout] = blocks(
    previewSheet({ definition, procedure, update: aPackage(), plan, at }, english),
    'callout',
  );
  assert.equal(callout?.tone, 'plain');
  assert.equal(callout?.title, 'No step has a guard');
});

describe('a rehearsal', () => {
  const source = {
    definition,
    procedure: aProcedure(),
    update: database,
    faults: ['The move is refused (4. Move)'],
    at,
  };

  test('that stopped says where and why, and which steps it did not reach', () => {
    const shown = rehearsalSheet(
      {
        ...source,
        rehearsed: rehearsed(
          'a',
          { outcome: 'failed' },
          {
            stopped: { step: 'Move', reason: 'the move was refused' },
            steps: [
              { title: 'Check', node: undefined, progress: 'ticked', reason: undefined, remarks: [] },
              {
                title: 'Move',
                node: 'NODE2',
                progress: 'failed',
                reason: 'the move was refused',
                remarks: [],
              },
              { title: 'Close', node: undefined, progress: 'pending', reason: undefined, remarks: [] },
            ],
          },
        ),
      },
      english,
    );
    const [verdict] = blocks(shown, 'callout');
    assert.equal(verdict?.title, 'It stopped at: Move');
    assert.match(verdict?.text ?? '', /^The move was refused\. .*Nothing was changed on the cluster/);
    const lists = blocks(shown, 'list');
    assert.deepEqual(lists[0]?.items[0]?.text, 'The move is refused (4. Move)');
    assert.deepEqual(
      lists.at(-1)?.items.map(({ text, state, tone }) => [text, state, tone]),
      [
        ['Check', 'verified', 'good'],
        ['Move', 'stopped here', 'bad'],
        ['Close', 'not reached', 'plain'],
      ],
    );
  });

  test('that went beyond the nodes says so, what could not be read, what is left out and what is left to do', () => {
    const shown = rehearsalSheet(
      {
        ...source,
        faults: [],
        procedure: aProcedure({
          steps: [{ ...gate(), each: 'gateways' }],
        }),
        rehearsed: rehearsed(
          'a',
          { databaseChanged: false },
          {
            unread: ['the event logs of GW1 could not be read'],
            steps: [
              { title: 'Approve', node: 'NODE1', progress: 'skipped', reason: 'not requested', remarks: [] },
              {
                title: 'Account',
                node: undefined,
                progress: 'ticked',
                reason: undefined,
                remarks: ['A1: manual'],
              },
            ],
          },
        ),
      },
      english,
    );
    const [verdict] = blocks(shown, 'callout');
    assert.equal(verdict?.tone, 'good', 'the database is a matter of the nodes');
    assert.match(
      verdict?.text ?? '',
      /the servers beside it and its agents.*Nothing was changed on any of them/,
    );
    const [unread, steps] = blocks(shown, 'list');
    assert.deepEqual(
      unread?.items.map(({ text, tone }) => [text, tone]),
      [['The event logs of GW1 could not be read.', 'warn']],
    );
    assert.deepEqual(
      steps?.items.map(({ text, state, details }) => [text, state, ...details]),
      [
        ['Approve', 'left out', 'Not requested.'],
        ['Account', 'verified', 'A1: manual.'],
      ],
    );
  });

  test('that ended with a hazard is no good end', () => {
    const shown = rehearsalSheet({ ...source, rehearsed: rehearsed('a', { hazards: [hazard] }) }, english);
    assert.equal(blocks(shown, 'callout')[0]?.tone, 'bad');
    assert.match(blocks(shown, 'list')[1]?.items[0]?.text ?? '', /OMSDK on NODE1/);
  });
});

describe('a restore', () => {
  const sheetOf = (snapshot = aSnapshot()) => {
    const plan = planRestore(definition, snapshot, undefined);
    assert.ok(typeof plan !== 'string');
    return restoreSheet(definition, plan, at, english);
  };

  test('of a cluster at rest is nothing to start', () => {
    const shown = sheetOf();
    assert.equal(blocks(shown, 'callout')[0]?.tone, 'good');
    assert.equal(pressed(shown, 'Restore…'), undefined);
  });

  test('lists what differs, what is done and why, and is started by a button', () => {
    const stray = aNode({
      name: 'NODE2',
      services: ['HealthService', 'OMCFG', 'OMSDK'].map((name) =>
        aService({ name, status: name === 'OMSDK' ? 'Running' : 'Stopped' }),
      ),
    });
    const shown = sheetOf(aSnapshot({ nodes: [aNode({ name: 'NODE1', services: activeServices }), stray] }));
    const [drift, changes] = blocks(shown, 'list');
    assert.equal(drift?.items[0]?.text, 'NODE2: OMSDK is Running, expected Stopped');
    assert.match(changes?.items[0]?.text ?? '', /OMSDK|services/i);
    assert.deepEqual(pressed(shown, 'Restore…'), {
      name: 'startRestore',
      target: { cluster: definition.name },
    });
  });
});

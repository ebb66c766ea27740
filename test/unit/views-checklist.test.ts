import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { planOfRun } from '../../src/tasks/plan.ts';
import type { Activity } from '../../src/tasks/run.ts';
import type { RunState } from '../../src/tasks/runState.ts';
import { type ChecklistSource, checklistState } from '../../src/views/checklist/state.ts';
import { pageTextOf } from '../../src/views/checklist/text.ts';
import { type ChecklistState, type ChecklistStep, fromPage, toPage } from '../../src/views/protocol.ts';
import { activeServices, aDefinition, aNode, anUnreachedNode, aSnapshot, noon } from './builders/clusters.ts';
import { english } from './builders/english.ts';
import { PaperCluster } from './builders/paperCluster.ts';
import { alice, RecordedRun } from './builders/recordedRun.ts';

const stateOf = (run: RunState | undefined, changes: Partial<ChecklistSource> = {}): ChecklistState =>
  checklistState(
    {
      run,
      activity: undefined,
      busy: false,
      preview: undefined,
      looked: undefined,
      author: alice,
      definition: aDefinition(),
      reading: { reading: false, snapshot: aSnapshot(), problem: undefined },
      trusted: true,
      ...changes,
    },
    1,
    noon,
    english,
  );
const recorded = (): RecordedRun => new RecordedRun();
const shown = (run: RecordedRun, changes: Partial<ChecklistSource> = {}) => {
  const state = stateOf(run.input().state, changes);
  assert.ok(state.run);
  return { ...state, run: state.run };
};
const stepAt = (state: { run: { steps: readonly ChecklistStep[] } }, index: number): ChecklistStep => {
  const step = state.run.steps[index];
  assert.ok(step);
  return step;
};
const failing = { expected: 'OMSDK: Stopped', observed: 'StopPending', passed: false, node: 'NODE2' };

/** A run that stands before its first step that changes something. */
const beforeChange = (): { run: RecordedRun; index: number } => {
  const run = recorded();
  const index = run.steps.findIndex((step) => step.kind === 'action');
  return { run: run.passAll(0, index), index };
};

describe('the state of the checklist page', () => {
  test('a run that has just begun: the first step is current and can be run, skipped and the run aborted', () => {
    const state = shown(recorded());
    assert.equal(state.run.progressText, `0 of ${state.run.total}`);
    assert.deepEqual(state.run.steps.map((step) => step.current).indexOf(true), 0);
    const { run, skip, runAll, abort, stop, startProcedure } = state.actions;
    assert.deepEqual(
      { run, skip, runAll, abort, stop, startProcedure },
      { run: true, skip: true, runAll: true, abort: true, stop: false, startProcedure: false },
    );
  });

  test('while it works only Stop is offered, and what does not hold yet is waited for, not failed', () => {
    const { run, index } = beforeChange();
    const step = run.steps[index];
    assert.ok(step);
    run.begin(step).operate(step, 1);
    const activity: Activity = {
      step: step.id,
      phase: 'verifying',
      text: 'still running',
      since: noon,
      evidence: [failing, { ...failing, observed: 'Stopped', passed: true }],
    };
    const state = shown(run, { busy: true, activity });
    assert.equal(state.run.status, 'busy');
    assert.deepEqual(
      Object.entries(state.actions)
        .filter(([, possible]) => possible)
        .map(([name]) => name),
      ['stop', 'exportReport'],
    );
    const seen = stepAt(state, index);
    assert.equal(seen.look, 'busy');
    assert.deepEqual(seen.activity, { text: 'still running', since: noon });
    assert.deepEqual(
      seen.verification.map((line) => [line.state, line.observed]),
      [
        ['planned', 'StopPending'],
        ['passed', 'Stopped'],
      ],
    );
  });

  test('a failed step shows what was observed, and that a decision is needed', () => {
    const { run, index } = beforeChange();
    const step = run.steps[index];
    assert.ok(step);
    run
      .begin(step)
      .operate(step, 1)
      .add(60, { type: 'step-failed', step: step.id, reason: 'OMSDK is StopPending', evidence: [failing] });
    const state = shown(run);
    const seen = stepAt(state, index);
    assert.equal(seen.look, 'failed');
    assert.equal(seen.reason, 'OMSDK is StopPending');
    assert.deepEqual(seen.verification, [
      { state: 'failed', text: 'OMSDK: Stopped', observed: 'StopPending', node: 'NODE2' },
    ]);
    assert.match(state.run.attention ?? '', new RegExp(`Step ${index + 1} failed`));
    assert.equal(state.actions.verify, true);
  });

  test('the way back to rest is offered where nothing goes well on its own, never in the middle of a good run', () => {
    const stray = aNode({ name: 'NODE2', services: activeServices });
    const reading = {
      reading: false,
      problem: undefined,
      snapshot: aSnapshot({ nodes: [aNode({ name: 'NODE1', services: activeServices }), stray] }),
    };
    const { run, index } = beforeChange();
    assert.equal(shown(run).actions.restore, false, 'at rest');
    assert.equal(shown(run, { reading }).actions.restore, true, 'before the first change');
    const step = run.steps[index];
    assert.ok(step);
    run.begin(step).operate(step, 1);
    assert.equal(shown(run, { reading }).actions.restore, false, 'in the middle');
    run.add(60, { type: 'step-failed', step: step.id, reason: 'no', evidence: [failing] });
    assert.equal(shown(run, { reading }).actions.restore, true, 'after a failure');
    assert.equal(shown(run, { reading, trusted: false }).actions.restore, false, 'not trusted');
  });

  test('a preview shows each step that is left with its guards as they are; the next change ends it', async () => {
    const { run, index } = beforeChange();
    const { state } = run.input();
    const plan = await planOfRun(state, new PaperCluster(), new AbortController().signal);
    const preview = { of: state, plan, at: noon };
    const seen = shown(run, { preview });
    assert.match(seen.run.preview ?? '', /It changes nothing/);
    assert.equal(stepAt(seen, 0).previewed, false, 'what is done is not previewed');
    assert.ok(seen.run.steps.slice(index).every((step) => step.previewed));
    assert.ok(
      stepAt(seen, index).guards.every((line) => line.state === 'passed' && line.observed !== undefined),
    );
    const later = seen.run.steps.slice(index + 1).flatMap((step) => step.guards);
    assert.ok(later.some((line) => line.note === 'Does not hold yet'));
    assert.ok(
      !later.some((line) => line.state === 'failed'),
      'a later guard may be brought about on the way',
    );
  });

  test('a step that a guard refused is not a failed one', () => {
    const { run, index } = beforeChange();
    const step = run.steps[index];
    assert.ok(step);
    run.add(1, {
      type: 'step-refused',
      step: step.id,
      guards: [{ expected: 'passive', observed: 'active', passed: false, node: 'NODE2' }],
    });
    const state = shown(run);
    assert.equal(stepAt(state, index).look, 'refused');
    assert.match(state.run.attention ?? '', /Nothing was changed/);
  });

  test('a step that was under way when the program ended is neither ticked nor failed', () => {
    const { run, index } = beforeChange();
    const step = run.steps[index];
    assert.ok(step);
    run.begin(step).send(step);
    const state = shown(run);
    assert.equal(stepAt(state, index).look, 'unsettled');
    const [operation] = stepAt(state, index).operations;
    assert.deepEqual([operation?.state, operation?.stateText], ['in-flight', 'sent, outcome unknown']);
    assert.match(state.run.attention ?? '', /interrupted/);
  });

  test('the words of an operation tell what is only sent, what is not known and what failed', () => {
    const words = (fill: (run: RecordedRun, step: RecordedRun['steps'][number]) => void, busy = false) => {
      const { run, index } = beforeChange();
      const step = run.steps[index];
      assert.ok(step);
      fill(run, step);
      const activity: Activity = { step: step.id, phase: 'running', text: '', since: noon, evidence: [] };
      const [operation] = stepAt(shown(run, busy ? { busy, activity } : {}), index).operations;
      return [operation?.state, operation?.stateText];
    };
    const failing = (kind: 'lost' | 'failed') => (run: RecordedRun, step: RecordedRun['steps'][number]) =>
      run
        .begin(step)
        .send(step)
        .add(1, {
          type: 'operation-returned',
          step: step.id,
          index: 0,
          milliseconds: 900,
          result: { kind: 'failed', failure: { kind, message: 'No answer.', remedy: 'Look.' } },
        });
    assert.deepEqual(
      words(() => undefined),
      ['planned', 'not sent yet'],
    );
    assert.deepEqual(
      words((run, step) => run.begin(step).send(step), true),
      ['sent', 'sent, not answered yet'],
    );
    assert.deepEqual(
      words((run, step) => run.begin(step).operate(step, 1)),
      ['returned', 'done'],
    );
    assert.deepEqual(words(failing('lost')), ['in-flight', 'sent, answer lost']);
    assert.deepEqual(words(failing('failed')), ['failed', 'failed']);
  });

  test('a skipped step stays skipped, with its reason, and counts apart', () => {
    const run = recorded();
    const [first] = run.steps;
    assert.ok(first);
    run.add(1, { type: 'step-skipped', step: first.id, reason: 'done by hand' });
    const state = shown(run);
    assert.equal(stepAt(state, 0).look, 'skipped');
    assert.equal(stepAt(state, 0).reason, 'done by hand');
    assert.equal(state.run.progressText, `1 of ${state.run.total} · 1 skipped`);
  });

  test('when the run is over nothing can be changed, and the next one can be started', () => {
    const state = shown(recorded().passAll().add(1, { type: 'run-completed', drift: [] }));
    assert.equal(state.run.status, 'completed');
    assert.equal(
      state.run.steps.some((step) => step.current),
      false,
    );
    assert.deepEqual(
      Object.entries(state.actions)
        .filter(([, possible]) => possible)
        .map(([name]) => name),
      ['exportReport', 'startProcedure'],
    );
  });

  test('an aborted run says what was not at rest', () => {
    const drift = [
      {
        kind: 'start-type' as const,
        node: 'NODE2',
        subject: 'OMSDK',
        expected: 'Manual',
        observed: 'Automatic',
      },
    ];
    const state = shown(recorded().add(1, { type: 'run-aborted', reason: 'change window over', drift }));
    assert.match(state.run.attention ?? '', /NODE2: OMSDK is Automatic, expected Manual/);
  });

  test('in a workspace that is not trusted nothing can be changed', () => {
    const { actions } = shown(recorded(), { trusted: false });
    assert.deepEqual(
      Object.entries(actions)
        .filter(([, possible]) => possible)
        .map(([name]) => name),
      ['exportReport'],
    );
  });

  test('the picture says in words what it shows, and shows no node as healthy that did not answer', () => {
    const snapshot = aSnapshot({ nodes: [aNode({ services: activeServices }), anUnreachedNode('NODE2')] });
    const { picture } = stateOf(undefined, { reading: { reading: false, snapshot, problem: undefined } });
    assert.deepEqual(
      picture?.nodes.map((node) => [node.name, node.look, node.active]),
      [
        ['NODE1', 'up', true],
        ['NODE2', 'unreachable', false],
      ],
    );
    assert.match(
      picture?.text ?? '',
      /NODE1: Up · active, owns Cluster Group \(Online\), owns OpsMgr RMS \(Online\), HealthService Running · Manual/,
    );
    assert.match(picture?.text ?? '', /NODE2: cannot be read, NODE2 does not answer\./);
  });

  test('after a failed reading the old picture is gone and the cause is shown', () => {
    const problem = { kind: 'unreachable', message: 'no PowerShell', remedy: 'Install it.' } as const;
    const state = stateOf(undefined, { reading: { reading: false, snapshot: aSnapshot(), problem } });
    assert.equal(state.picture, undefined);
    assert.equal(state.problem, 'No PowerShell. Install it.');
  });
});

describe('the protocol between extension and page', () => {
  test('every state that the extension makes is one that the page takes, unchanged by the way', () => {
    const { run, index } = beforeChange();
    const step = run.steps[index];
    assert.ok(step);
    for (const state of [
      stateOf(undefined),
      shown(recorded()),
      shown(run.begin(step).operate(step, 3)),
      shown(recorded().passAll()),
    ]) {
      const message = { type: 'state', state } as const;
      assert.deepEqual(toPage.parse(JSON.parse(JSON.stringify(message))), message);
    }
    const text = { type: 'text', text: pageTextOf(english) } as const;
    assert.deepEqual(toPage.parse(text), text);
  });

  test('what is not a known request is refused: a step without its run, an unknown type, a field too many', () => {
    assert.equal(fromPage.safeParse({ type: 'run', runId: 'r', step: 's' }).success, true);
    for (const message of [
      { type: 'run', step: 's' },
      { type: 'format', disk: 'C' },
      { type: 'stop', force: true },
      'run',
      null,
    ])
      assert.equal(fromPage.safeParse(message).success, false, JSON.stringify(message));
  });
});

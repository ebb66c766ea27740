/** What a person is told of a run that was left in the middle. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RunSummary } from '../../src/home/home.ts';
import { attentionText, handOverText } from '../../src/views/checklist/attention.ts';
import { unfinishedText } from '../../src/views/unfinishedText.ts';
import { english } from './builders/english.ts';
import { halfDoneAndRefused } from './builders/halfDone.ts';
import { alice, bob, RecordedRun } from './builders/recordedRun.ts';

/** A run whose first change was sent, and of whose end nothing is on record. */
function interrupted(): RecordedRun {
  const run = new RecordedRun();
  const index = run.steps.findIndex((step) => step.kind === 'action');
  const step = run.steps[index];
  assert.ok(step);
  run.passAll(0, index).begin(step).send(step);
  return run;
}
const told = (looked?: Parameters<typeof attentionText>[1]) =>
  attentionText(interrupted().input().state, looked, english) ?? '';
const seen = { expected: 'installed', observed: 'installed', passed: true, node: 'NODE2' };

test('what was in flight is named, and the cluster is what decides', () => {
  assert.match(
    told(),
    /interrupted\. start-install was sent to NODE2 at .*2026.* (UTC|GMT\S*|[A-Z]{3,5}), and how it ended is not on record\.\nVerify it/,
  );
});

test('what the cluster shows makes one next thing to do', () => {
  assert.match(told([seen]), /shows that it is done: verify it/);
  assert.match(
    told([{ ...seen, observed: 'still running', passed: false }]),
    /not done yet: NODE2: expected installed, observed still running\. Go on/,
  );
  const unread = { ...seen, observed: 'unknown: access denied', passed: false };
  assert.match(told([seen, unread]), /unclear.*NODE2: expected installed, observed unknown: access denied/);
});

test('a step that was half done and is then refused has changed something, and is to be verified', () => {
  const { state } = halfDoneAndRefused().input();
  const text = attentionText(state, undefined, english) ?? '';
  assert.doesNotMatch(text, /Nothing was changed/);
  assert.match(
    text,
    /was refused.*done in it before stands, and is to be verified\. start-install was sent.*\nVerify it/,
  );
});

test('going on with what somebody else worked on last is a hand-over, and says so', () => {
  const run = new RecordedRun();
  const { state } = run.input();
  assert.equal(handOverText(state, alice, english), undefined);
  assert.match(
    handOverText(state, bob, english) ?? '',
    /CONTOSO\\alice on JUMP01 worked on it last, .*2026.* (UTC|GMT\S*|[A-Z]{3,5})\./,
  );
  assert.match(handOverText(state, { ...alice, machine: 'JUMP03' }, english) ?? '', /takes it over/);
  run.by = bob;
  const [first] = run.steps;
  assert.ok(first);
  run.begin(first);
  assert.equal(handOverText(run.input().state, bob, english), undefined);
});

describe('the notification about what was left unfinished', () => {
  const { state } = new RecordedRun().input();
  const left = (runId: string, cluster: string): RunSummary => ({
    runId,
    cluster,
    procedure: 'rms-passive-first',
    outcome: 'interrupted',
    startedAt: '2026-11-24T02:00:04.000Z',
    endedAt: null,
  });
  const own = left(state.runId, 'rms');

  test('names one run alone, with what it is', () => {
    const text = unfinishedText(state, [own], alice, english);
    assert.match(text, /^There is an unfinished run on rms: KB951380, [^.]+\.$/);
  });

  test('counts the others, says on which clusters, and where they are', () => {
    const one = unfinishedText(state, [own, left('b', 'gateway')], bob, english);
    assert.match(
      one,
      /on rms: .* worked on it last.* 1 more run is not finished, on gateway: see the view Runs/,
    );
    const others = [left('a', 'rms'), left('b', 'gateway'), left('c', 'gateway')];
    const many = unfinishedText(state, [own, ...others], alice, english);
    assert.match(many, /3 more runs are not finished, on rms, gateway: see the view Runs, or Resume Run…\.$/);
  });

  test('of a run that a newer version wrote it says to update', () => {
    const text = unfinishedText('n', [{ ...left('n', 'rms'), outcome: 'newer' }], alice, english);
    assert.match(text, /^The run n was written by a newer version .* Update it to go on with the run\.$/);
  });
});

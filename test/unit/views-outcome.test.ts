/** The one word that a person gets on how the work on a run ended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeMessage } from '../../src/views/commands/outcomeMessage.ts';
import { english } from './builders/english.ts';
import { halfDoneAndRefused } from './builders/halfDone.ts';
import { RecordedRun } from './builders/recordedRun.ts';

const refused = { kind: 'refused', reason: 'NODE2: expected passive, observed active' } as const;
const failed = { kind: 'failed', reason: 'OMSDK is Running' } as const;
const told = (run: RecordedRun, result: Parameters<typeof outcomeMessage>[1]) =>
  outcomeMessage(run.input().state, result, english);

/** A run whose next step is this one. */
function before(kind: string): { run: RecordedRun; step: RecordedRun['steps'][number] } {
  const run = new RecordedRun();
  const index = run.steps.findIndex((each) => each.kind === kind);
  const step = run.steps[index];
  assert.ok(step);
  return { run: run.passAll(0, index), step };
}

test('a step that was never begun and is refused has changed nothing; one that was half done has', () => {
  assert.deepEqual(told(before('action').run, refused), {
    look: 'warning',
    text: 'rms: refused, nothing was changed. NODE2: expected passive, observed active.',
  });
  assert.deepEqual(told(halfDoneAndRefused(), refused), {
    look: 'warning',
    text: 'rms: refused. NODE2: expected passive, observed active. What was sent or done in it before stands, and is to be verified.',
  });
});

test('a look at a step that was never begun is no failure; a failed verification is', () => {
  const { run, step } = before('action');
  assert.deepEqual(told(run, failed), {
    look: 'information',
    text: 'rms: not done yet. OMSDK is Running.',
  });
  run.begin(step).add(1, { type: 'step-failed', step: step.id, reason: failed.reason, evidence: [] });
  assert.deepEqual(told(run, failed), { look: 'error', text: 'rms: the step failed. OMSDK is Running.' });
});

test('neither a question nor a run that is over can fail', () => {
  const question = { kind: 'failed', reason: 'a question is answered, not verified: run the step' } as const;
  assert.deepEqual(told(before('question').run, question), {
    look: 'information',
    text: 'rms: A question is answered, not verified: run the step.',
  });
  const over = new RecordedRun().add(1, { type: 'run-aborted', reason: 'window over', drift: [] });
  assert.deepEqual(told(over, { kind: 'failed', reason: 'the run is aborted' }), {
    look: 'information',
    text: 'rms: The run is aborted.',
  });
});

import { RecordedRun } from './recordedRun.ts';

/** A run that was stopped with a step's change under way, and whose guard refuses the step when it is to go on. */
export function halfDoneAndRefused(): RecordedRun {
  const run = new RecordedRun();
  const index = run.steps.findIndex((step) => step.kind === 'action');
  const step = run.steps[index];
  if (step === undefined) throw new Error('the procedure has no step that changes something');
  return run
    .passAll(0, index)
    .begin(step)
    .send(step)
    .add(1, { type: 'run-interrupted', step: step.id, reason: 'stopped by the operator' })
    .add(60, { type: 'run-resumed', reason: 'stopped by the operator' })
    .add(1, {
      type: 'step-refused',
      step: step.id,
      guards: [{ expected: 'passive', observed: 'active', passed: false, node: 'NODE2' }],
    });
}

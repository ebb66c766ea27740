import type { Evidence } from '../cluster/evidence.ts';
import type { LabSummary } from '../lab/summary.ts';
import { outcomeOf, type RunState, type StepState } from '../tasks/runState.ts';

const plainEvidence = ({ expected, observed, passed, node, note }: Evidence) => ({
  expected,
  observed,
  passed,
  node,
  note,
});

const stepDocument = (step: StepState) => ({
  id: step.id,
  title: step.title,
  node: step.node ?? null,
  state: step.progress === 'started' ? 'pending' : step.progress,
  evidence: (step.refused ? step.guards : step.evidence).map(plainEvidence),
  reason: step.reason,
  startedAt: step.startedAt ?? null,
  endedAt: step.endedAt ?? null,
});

/** A run as the terminal's contract has it. */
export const runDocument = (state: RunState, lab: LabSummary | undefined) => ({
  runId: state.runId,
  procedure: state.procedure.id,
  cluster: state.definition.name,
  outcome: outcomeOf(state),
  steps: state.steps.map(stepDocument),
  ...(lab === undefined ? {} : { lab }),
});

import type { Evidence } from '../cluster/evidence.ts';
import type { LabSummary } from '../lab/summary.ts';
import { outcomeOf, type RunState, type StepState } from '../tasks/runState.ts';
import type { StepResult } from '../tasks/stepOptions.ts';

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

/**
 * A run as the terminal's contract has it. How the work on it ended tells what its state does not: a refused lease and a
 * journal that cannot be written leave no mark on any step.
 */
export const runDocument = (state: RunState, lab: LabSummary | undefined, ended?: StepResult) => ({
  runId: state.runId,
  procedure: state.procedure.id,
  cluster: state.definition.name,
  outcome: ended?.kind === 'refused' ? ended.kind : outcomeOf(state),
  ...(ended !== undefined && 'reason' in ended ? { reason: ended.reason } : {}),
  steps: state.steps.map(stepDocument),
  ...(lab === undefined ? {} : { lab }),
});

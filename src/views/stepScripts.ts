import { join } from 'node:path';
import type { Operator } from '../home/operator.ts';
import { type PlannedOperation, plannedOperations } from '../tasks/plan.ts';
import type { RunState } from '../tasks/runState.ts';
import { keptScripts, sentText } from '../tasks/scriptStore.ts';
import type { Clusters } from './clusters.ts';

/** The exact scripts of a step: of an operation that was sent what was sent, of any other what would be sent now. */
export async function stepScripts(
  operator: Operator,
  clusters: Clusters,
  run: RunState,
  stepId: string,
): Promise<readonly PlannedOperation[]> {
  const { snapshot } = clusters.state(run.definition.name);
  const planned = plannedOperations(run, stepId, operator.door(run.definition), snapshot?.state);
  const kept = await keptScripts(join(operator.home.runsFolder, run.runId));
  const sent = run.steps.find((step) => step.id === stepId)?.operations ?? [];
  return planned.map((operation, index) => {
    const one = sent[index];
    if (one === undefined) return operation;
    return {
      name: one.operation,
      node: one.node,
      script: sentText(kept, one.script) ?? operation.script,
      arguments: one.parameters,
    };
  });
}

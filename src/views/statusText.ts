import type { ClusterDefinition } from '../cluster/definition.ts';
import { driftOf, driftText } from '../cluster/drift.ts';
import { activeNode } from '../cluster/ownership.ts';
import { currentStep, type RunState } from '../tasks/runState.ts';
import { attentionText } from './checklist/attention.ts';
import { driftCount } from './clusterTree/rows.ts';
import type { Localizer } from './localizer.ts';
import type { ClusterState } from './readings.ts';

export interface StatusText {
  readonly text: string;
  readonly tooltip: readonly string[];
  /** Begins with the name. */
  readonly accessible: string;
  /** A person has to decide something. */
  readonly attention: boolean;
}

/** What the status bar says: the cluster, its active node, how far the run is or whether it is at rest, and the drift. */
export function statusText(
  definition: ClusterDefinition,
  { snapshot, problem }: ClusterState,
  run: RunState | undefined,
  busy: boolean,
  l10n: Localizer,
): StatusText {
  // Nobody who could tell was reached: then the differences cannot be counted either.
  const seen = problem === undefined && snapshot?.state !== undefined ? snapshot : undefined;
  const drift = problem === undefined && snapshot !== undefined ? driftOf(definition, snapshot) : [];
  const active = seen === undefined ? undefined : activeNode(definition, seen.state);
  const open = run?.status === 'active' && run.definition.name === definition.name ? run : undefined;
  const step = open === undefined ? undefined : currentStep(open);
  const attention = open === undefined || busy ? undefined : attentionText(open, undefined, l10n);
  const place =
    open === undefined || step === undefined
      ? undefined
      : l10n.t('step {0}/{1}', open.steps.indexOf(step) + 1, open.steps.length);
  const rest =
    seen === undefined
      ? l10n.t('state unknown')
      : drift.length > 0
        ? driftCount(drift.length, l10n)
        : open === undefined
          ? l10n.t('at rest')
          : undefined;
  const parts = [definition.name, active, place, rest].filter((part) => part !== undefined);
  return {
    text: `$(${busy ? 'sync~spin' : 'server-environment'}) ${parts.join(' · ')}`,
    tooltip: [
      ...(step === undefined ? [] : [step.title]),
      ...(attention === undefined ? [] : [attention]),
      ...(problem === undefined ? [] : [problem.message, problem.remedy]),
      ...drift.map(driftText),
    ],
    accessible: parts.join(', '),
    attention: attention !== undefined,
  };
}

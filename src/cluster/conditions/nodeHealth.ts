import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import type { Readings } from '../readings.ts';
import type { ReachedNode } from '../snapshot.ts';
import {
  type ConditionKind,
  conditionKind,
  machineNeeds,
  nodeOrEvery,
  nodesOf,
  readingOf,
} from './condition.ts';

/** Judges something of each named node by its own reading; a node that was not reached fails with the cause. */
export function judgeNodes(
  readings: Readings,
  names: readonly string[],
  expected: string,
  observe: (node: ReachedNode) => {
    readonly observed: string;
    readonly passed: boolean;
    readonly note?: string;
  },
): readonly Evidence[] {
  return names.map((name) => {
    const node = readingOf(readings, name);
    if (node === undefined)
      return { node: name, expected, observed: 'not a node of this cluster', passed: false, settled: true };
    if (node.kind === 'unreached') return unknownEvidence(expected, node.error, name);
    return { node: name, expected, ...observe(node) };
  });
}

const onNodes = (
  kind: string,
  about: string,
  expected: string,
  observe: Parameters<typeof judgeNodes>[3],
): ConditionKind =>
  conditionKind(
    kind,
    { node: nodeOrEvery },
    {
      about,
      text: (value, context) => `${nodesOf(value, context).join(', ')}: ${expected}`,
      needs: (value, context) => machineNeeds(nodesOf(value, context), context),
      judge: (value, readings, context) => judgeNodes(readings, nodesOf(value, context), expected, observe),
    },
  );

/** The node answers, with the rights that an installer needs (without them it ends with its usage dialog alone). */
export const reachableAndElevated = onNodes(
  'reachable-and-elevated',
  'The node answers, and the session has the rights of an administrator there.',
  'reachable, elevated',
  (node) => ({
    observed: node.elevated ? 'reachable, elevated' : 'reachable, not elevated',
    passed: node.elevated,
    ...(node.elevated ? {} : { note: 'Connect with an account that is a local administrator of the node.' }),
  }),
);

/** No restart is pending: files that wait for one would be mistaken for the installer's failure. */
export const noRestartPending = onNodes(
  'no-restart-pending',
  'Windows on the node does not wait for a restart.',
  'no restart pending',
  (node) => ({
    observed:
      node.restartPending.length === 0
        ? 'no restart pending'
        : `restart pending: ${node.restartPending.join('; ')}`,
    passed: node.restartPending.length === 0,
    ...(node.restartPending.length === 0
      ? {}
      : {
          note: 'Restart the node while it is passive, by restart-node or Restart Node…, then verify again.',
        }),
  }),
);

/** No other installation runs (it would end ours with exit code 1618). */
export const noInstallationRunning = onNodes(
  'no-installation-running',
  'No installation is running on the node.',
  'no installation running',
  (node) => ({
    observed: node.installRunning ? 'an installation is running' : 'no installation running',
    passed: !node.installRunning,
    ...(node.installRunning ? { note: 'Wait until it has ended, then verify again.' } : {}),
  }),
);

import type { Readings } from '../cluster/readings.ts';
import type { NodeReading } from '../cluster/snapshot.ts';
import { someRuns } from './gatherReadings.ts';

/** Whether the cluster is seen to be on its way from one state to another, or cannot be seen in full. */
export function isMoving(readings: Readings): boolean {
  const { nodes, state } = readings.snapshot;
  if (state === undefined || someRuns(readings) || nodes.some(isNodeMoving)) return true;
  return (
    state.nodes.some((node) => node.state === 'Joining') ||
    [...state.groups, ...state.resources].some((one) => one.state === 'Pending')
  );
}

const isNodeMoving = (node: NodeReading): boolean =>
  node.kind === 'unreached' ||
  node.installRunning ||
  node.services.some(({ status }) => status.endsWith('Pending'));

import type { FaultCase } from './faultCase.ts';

/** A hazard that no procedure can prevent when this fault strikes, and why. */
export interface Unavoidable {
  readonly faults: readonly string[];
  /** Left out: at any operation. */
  readonly operation?: string;
  readonly hazard: string;
  /** `at-once`: only as the fault strikes. `later` too: what the fault has begun takes its time. */
  readonly when: 'at-once' | 'later';
  readonly why: string;
}

/** The hazards that are the fault's own doing. Everything else that the lab sees counts against the program. */
export const unavoidable: readonly Unavoidable[] = [
  {
    faults: ['unplanned-failover', 'failback', 'second-admin'],
    hazard: 'stray-services-at-move',
    when: 'at-once',
    why: 'The cluster, or somebody else, moves the group in the minutes between the installer and the stop of what it left running on the passive node. Nothing that the program does not send can be held back by its guards.',
  },
  {
    faults: ['unplanned-failover', 'failback'],
    operation: 'start-install',
    hazard: 'unprotected-install',
    when: 'at-once',
    why: 'The group comes to the passive node in the instant between the guard, which saw it passive, and the start of the installer.',
  },
  {
    faults: ['unplanned-failover', 'failback'],
    operation: 'start-install',
    hazard: 'failover-during-install',
    when: 'later',
    why: 'The same: the installer that has just begun stops the services of a node that has just become active.',
  },
  {
    faults: ['old-files'],
    operation: 'start-install',
    hazard: 'database-unpatched',
    when: 'later',
    why: 'The installer says that it succeeded and has changed nothing, the database neither. The run stops at the file versions; only another installation mends it.',
  },
];

/** Whether a hazard was the fault's own doing. */
export const isUnavoidable = (
  fault: string,
  operation: string,
  hazard: string,
  when: Unavoidable['when'],
): boolean =>
  unavoidable.some(
    (one) =>
      one.faults.includes(fault) &&
      one.hazard === hazard &&
      (one.operation === undefined || one.operation === operation) &&
      (when === 'at-once' || one.when === 'later'),
  );

/**
 * What changes while it is being read cannot be seen by that reading: a start type that a second administrator sets
 * between the reading of the services and that of the cluster. It is seen before the next change.
 */
export const changesUnderTheReading = ({ fault, operation }: FaultCase): boolean =>
  fault === 'second-admin' && operation === 'read-cluster';

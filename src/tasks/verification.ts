import type { Condition, ConditionContext } from '../cluster/conditions/condition.ts';
import { allPassed, type Evidence, isUnknown } from '../cluster/evidence.ts';
import { sameName } from '../cluster/names.ts';
import { protectedGroups } from '../cluster/ownership.ts';
import type { Readings } from '../cluster/readings.ts';
import type { CallOptions, ClusterDoor } from './door.ts';
import { gatherReadings, judgeAll, someRuns, watchInstalls } from './gatherReadings.ts';
import { isMoving } from './moving.ts';

export interface Verification {
  readonly passed: boolean;
  readonly evidence: readonly Evidence[];
  readonly readings: Readings;
  /** It was given up because nothing moved, before the time was used up. */
  readonly still: Stillness | undefined;
}

export interface Stillness {
  readonly minutes: number;
  /** The groups that have left the node on which the step needs them to stay. */
  readonly moved: readonly MovedGroup[];
}

interface MovedGroup {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** How long to go on looking. */
export interface Patience {
  /** Seconds, counted as the waits between two looks. */
  readonly within: number;
  /** A person is at work: what cannot change by itself may yet change by their hand. */
  readonly attended: boolean;
  /** Seconds between two looks at most, where the step says so. */
  readonly every: number | undefined;
  /** Minutes without any change after which an operation whose answer was lost is not under way; undefined: nothing tells. */
  readonly showsWithin: number | undefined;
  /** The node that was active when the step began and is to be so when it ends; undefined where it need not be. */
  readonly staysActive: string | undefined;
}

/**
 * Seconds to wait before each further look: soon at first, then without burdening the nodes. Where somebody waits for
 * it, a person at work or an installation that a service is down for, the end of it is seen within a quarter of a minute.
 */
const pauseBefore = (attempt: number, waited: number, awaited: boolean): number =>
  [1, 2, 3, 5, 5, 10][attempt] ?? (awaited || waited < 90 ? 15 : waited < 300 ? 30 : 60);

/** The same for what may take hours: a minute at first, then ever longer, up to what the step says. */
const longPauseBefore = (attempt: number, every: number): number => Math.min(every, 60 * 3 ** attempt);

/** The same where it is not known whether anything is under way that would show. */
const idlePauseBefore = (attempt: number, moving: boolean): number =>
  [5, 10, 15][attempt] ?? (moving ? 15 : 30);

/** Minutes after which groups that are at rest on another node are taken to stay there. */
const comesBackWithin = 1;

/**
 * Seconds for which what a person does must have been done: an update of several parts shows nothing between two of them.
 */
const attendedHolds = 30;

/** Seconds for which a running installation is watched alone before the whole cluster is looked at again. */
const longestWatch = 60;

/**
 * Looks until every expectation holds, one has failed in a way that waiting cannot change, or the time is used up. The
 * waits are made on a node, so that time is the cluster's own (on the lab: the lab's).
 */
export async function verify(
  door: ClusterDoor,
  conditions: readonly Condition[],
  context: ConditionContext,
  { within, attended, every, showsWithin, staysActive }: Patience,
  options: CallOptions,
  onLook: (evidence: readonly Evidence[], readings: Readings) => void = () => undefined,
): Promise<Verification> {
  let waited = 0;
  let lookedAt = 0;
  let movedAt = 0;
  let heldSince: number | undefined;
  let last: Readings | undefined;
  let lastShown = '';
  for (let attempt = 0; ; attempt += 1) {
    const recent = waited < within && waited - lookedAt < longestWatch ? last : undefined;
    const watched = recent && (await watchInstalls(door, recent, conditions, context, options));
    if (watched === undefined) lookedAt = waited;
    const readings = watched ?? (await gatherReadings(door, conditions, context, options));
    last = readings;
    const evidence = judgeAll(conditions, readings, context);
    onLook(evidence, readings);
    // What cannot be seen may be moving.
    const moving = isMoving(readings) || evidence.some(isUnknown);
    const moved = staysActive === undefined ? [] : movedFrom(staysActive, readings, context);
    const shown = JSON.stringify({ moved, moving, evidence });
    if ((moving && moved.length === 0) || shown !== lastShown) movedAt = waited;
    lastShown = shown;
    const minutes = moved.length > 0 ? comesBackWithin : showsWithin;
    const stood = minutes !== undefined && waited - movedAt >= minutes * 60;
    const passed = allPassed(evidence);
    heldSince = passed ? (heldSince ?? waited) : undefined;
    const toHold = passed && attended ? attendedHolds - (waited - (heldSince ?? waited)) : 0;
    const settled = passed && toHold <= 0;
    const hopeless = !attended && evidence.some((line) => !line.passed && line.settled === true);
    // The time of a step is not over for one that is done, and only to be seen to hold.
    if (settled || hopeless || stood || (waited >= within && toHold <= 0))
      return { passed, evidence, readings, still: stood && waited < within ? { minutes, moved } : undefined };
    const usual =
      minutes === undefined
        ? pauseBefore(attempt, waited, attended || someRuns(readings))
        : idlePauseBefore(attempt, moving);
    const left = toHold > 0 ? toHold : within - waited;
    const pause = Math.min(every === undefined ? usual : longPauseBefore(attempt, every), left);
    await door.wait(pause, options);
    waited += pause;
  }
}

/** The groups that are Online on another node than this one, when all of them rest and every installation has ended. */
function movedFrom(
  node: string,
  { snapshot, installs }: Readings,
  { definition }: ConditionContext,
): readonly MovedGroup[] {
  const groups = protectedGroups(definition, snapshot.state);
  const ended = [...installs.values()].every(
    (read) => read.kind === 'read' && read.value.state !== 'running',
  );
  if (!ended || groups.some(({ state }) => state === 'Pending')) return [];
  return groups
    .filter(({ owner, state }) => state === 'Online' && !sameName(owner, node))
    .map(({ name, owner }) => ({ name, from: node, to: owner }));
}

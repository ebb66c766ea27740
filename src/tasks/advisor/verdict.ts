import { type Drift, driftText } from '../../cluster/drift.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import { type AdviceRow, isSafe, type Rehearsed } from './rehearsed.ts';

export interface Advice {
  /** The id of a procedure; null when none is safe from the cluster's present state. */
  readonly recommended: string | null;
  /** Two sentences: what speaks for it, and what against the others; or what to mend first. */
  readonly why: string;
  readonly table: readonly AdviceRow[];
  /** What the table was made from, in its order. */
  readonly rehearsals: readonly Rehearsed[];
  /** Those of them that are safe only while the cluster restarts nothing in the middle of the installation. */
  readonly fragile: readonly Rehearsed[];
  /** Where the live cluster is not at rest. */
  readonly drift: readonly Drift[];
}

export interface Findings {
  readonly update: UpdatePackage;
  readonly rehearsals: readonly Rehearsed[];
  /** The best one that is safe, also when the cluster restarts a service in the middle of the installation. */
  readonly best: Rehearsed | undefined;
  /** Those that are safe only while the cluster restarts nothing in the middle of the installation. */
  readonly fragile: readonly Rehearsed[];
  /** Where the live cluster is not at rest. */
  readonly drift: readonly Drift[];
}

/** The advisor's answer from what the rehearsals showed. */
export function verdict({ update, rehearsals, best, fragile, drift }: Findings): Advice {
  const table = rehearsals.map(({ row }) => row);
  if (best === undefined)
    return {
      recommended: null,
      why: mendFirst(rehearsals, fragile, drift, update),
      table,
      rehearsals,
      fragile,
      drift,
    };
  const { procedure, downtimeSeconds, attendedSteps } = best.row;
  const kept = [
    'it ended verified on a copy of this cluster, with no hazard',
    seconds(downtimeSeconds),
    ...(update.changesDatabase ? ['with the database changed'] : []),
    ...(attendedSteps > 0
      ? [`with ${attendedSteps} attended ${attendedSteps === 1 ? 'step' : 'steps'}`]
      : []),
  ].join(', ');
  const against = othersSentence(rehearsals, best, fragile, update);
  return {
    recommended: procedure,
    why: `${procedure}: ${kept}. ${against}`,
    table,
    rehearsals,
    fragile,
    drift,
  };
}

const seconds = (count: number): string => `${Math.round(count)} s of downtime`;

const names = (rehearsals: readonly Rehearsed[]): string =>
  rehearsals.map(({ row }) => row.procedure).join(', ');

function othersSentence(
  rehearsals: readonly Rehearsed[],
  best: Rehearsed,
  fragile: readonly Rehearsed[],
  update: UpdatePackage,
): string {
  const others = rehearsals.filter((one) => one !== best);
  if (others.length === 0) return 'No other procedure is made for this cluster.';
  const unpatched = others.filter(({ row }) => update.changesDatabase && !row.databaseChanged);
  const rest = others.filter((one) => !unpatched.includes(one));
  const unsafe = rest.filter((one) => !isSafe(one, update));
  const later = rest.filter((one) => isSafe(one, update) && !fragile.includes(one));
  const clauses = [
    ...(unpatched.length > 0 ? [`${names(unpatched)} left the database unpatched`] : []),
    ...(fragile.length > 0
      ? [
          `${names(fragile)} did not end well when the cluster restarted a service before its files were replaced`,
        ]
      : []),
    ...(unsafe.length > 0 ? [`${names(unsafe)} ended unverified or with a hazard`] : []),
    ...(later.length > 0 ? [`${names(later)} ranked behind it by downtime, then changes, then order`] : []),
  ];
  return `As for the others, ${clauses.join('; ')}.`;
}

/** What to mend when nothing is safe: what is not at rest, else what stopped the rehearsals. */
function mendFirst(
  rehearsals: readonly Rehearsed[],
  fragile: readonly Rehearsed[],
  drift: readonly Drift[],
  update: UpdatePackage,
): string {
  const none = 'No procedure is safe from the present state.';
  if (rehearsals.length === 0)
    return 'No procedure is made for a cluster with these nodes and services. Write one of your own, or mend the definition.';
  if (drift.length > 0)
    return `${none} Mend first, or see what restore offers: ${drift.map(driftText).join('; ')}.`;
  const reasons = rehearsals.flatMap(({ stopped }) =>
    stopped === undefined ? [] : `${stopped.step}: ${stopped.reason}`.replace(/\.$/, ''),
  );
  const [reason] = reasons;
  if (reason !== undefined && reasons.every((other) => other === reason))
    return `${none} Mend first what stops every one of them: ${reason}.`;
  const each = rehearsals.map((one) => `${one.row.procedure} (${whatIsWrong(one, fragile, update)})`);
  return `${none} What stands against each: ${each.join('; ')}.`;
}

function whatIsWrong(one: Rehearsed, fragile: readonly Rehearsed[], update: UpdatePackage): string {
  const { row, stopped, patched, atRest } = one;
  const [hazard] = row.hazards;
  if (stopped !== undefined) return `${stopped.step}: ${stopped.reason}`.replace(/\.$/, '');
  if (update.changesDatabase && !row.databaseChanged) return 'it left the database unpatched';
  if (hazard !== undefined) return `hazard ${hazard.kind}: ${hazard.detail}`;
  if (row.failovers > 0) return `${row.failovers} unplanned failovers`;
  if (!patched) return 'a node was left unpatched';
  if (!atRest) return 'the cluster was not at rest at its end';
  return fragile.includes(one) ? 'a restart of a service in the middle spoils it' : row.outcome;
}

import type { ClusterDefinition } from '../../cluster/definition.ts';
import { type Drift, driftText } from '../../cluster/drift.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import { freshWorld } from '../../lab/freshWorld.ts';
import { labOptionsOf } from '../../lab/labOptionsOf.ts';
import { packageInLab, rehearsedPackage } from '../../lab/packageInLab.ts';
import type { Hazard, Rehearsed } from '../../tasks/advisor/rehearsed.ts';
import type { Outcome } from '../../tasks/runState.ts';
import type { Candidate } from './advise.ts';
import { labDefinition } from './copyHome.ts';
import { type RehearsalOptions, rehearse } from './rehearse.ts';

/** What a rehearsal of a procedure on a fresh lab shows. */
export interface ProcedureCheck {
  readonly outcome: Outcome;
  /** The step that stopped it, and why; undefined when nothing did. */
  readonly stopped: Rehearsed['stopped'];
  /** What is not at rest at its end, and the step after which it was so first. */
  readonly drift: readonly { readonly text: string; readonly since: string }[];
  readonly hazards: readonly Hazard[];
}

/** Whether it goes through and leaves the cluster at rest, with nothing that must not happen on the way. */
export const isSound = ({ outcome, drift, hazards }: ProcedureCheck): boolean =>
  outcome === 'completed' && drift.length === 0 && hazards.length === 0;

/** Rehearses a procedure on a fresh lab of this definition's shape, at rest. Throws ProblemError. */
export async function checkProcedure(
  { procedure, builtIn, scripts }: Candidate,
  { definition, update }: { readonly definition: ClusterDefinition; readonly update: UpdatePackage },
  options: Omit<RehearsalOptions, 'onDrift'>,
): Promise<ProcedureCheck> {
  const lab = labDefinition(definition);
  const rehearsed = rehearsedPackage(lab, update);
  const packages = [packageInLab(lab, rehearsed)];
  const fresh = freshWorld({ ...labOptionsOf(lab), packages });
  const seen = new Map<string, { readonly text: string; readonly since: string }>();
  const { row, stopped } = await rehearse(
    {
      definition: lab,
      update: rehearsed,
      // Only what the procedure does takes time, not how long this machine is at it.
      world: { ...fresh, settings: { ...fresh.settings, realTime: false } },
      procedure: procedure.id,
      ownProcedure: builtIn ? undefined : procedure,
      scripts,
      steps: procedure.steps,
      faults: [],
      unread: [],
    },
    { ...options, onDrift: (step, drift) => keepFirst(seen, step, drift) },
  );
  return { outcome: row.outcome, stopped, drift: [...seen.values()], hazards: row.hazards };
}

/** What a later step has mended is forgotten; what stays is known by the step after which it was there first. */
function keepFirst(
  seen: Map<string, { readonly text: string; readonly since: string }>,
  step: string,
  drift: readonly Drift[],
): void {
  const present = new Map(drift.map((line) => [`${line.kind} ${line.node} ${line.subject}`, line]));
  for (const key of seen.keys()) if (!present.has(key)) seen.delete(key);
  for (const [key, line] of present)
    seen.set(key, { text: driftText(line), since: seen.get(key)?.since ?? step });
}

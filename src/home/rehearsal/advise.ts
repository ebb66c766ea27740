import type { ClusterDefinition } from '../../cluster/definition.ts';
import { driftOf } from '../../cluster/drift.ts';
import type { CopySource } from '../../lab/copySource.ts';
import { rehearsedPackage } from '../../lab/packageInLab.ts';
import { withEarlyRestarts, worldFromSnapshot } from '../../lab/worldFromSnapshot.ts';
import { isSafe, type Rehearsed, ranked } from '../../tasks/advisor/rehearsed.ts';
import { type Advice, verdict } from '../../tasks/advisor/verdict.ts';
import type { OwnScript } from '../../tasks/ownScript.ts';
import type { Procedure } from '../../tasks/procedure.ts';
import { atMost } from './atMost.ts';
import { labDefinition, labDefinitionWithServers } from './copyHome.ts';
import { CopyHomes } from './copyHomes.ts';
import { type Rehearsal, type RehearsalOptions, rehearseIn } from './rehearse.ts';

/** What the advisor is doing, for the screen. */
export interface AdviseProgress {
  /** Rehearsals that have ended. */
  readonly done: number;
  /** Rehearsals that are known to be needed by now. */
  readonly total: number;
  readonly procedure: string;
  /** What it is at. */
  readonly text: string;
}

export interface AdviseOptions extends Omit<RehearsalOptions, 'onStep'> {
  readonly onProgress?: ((progress: AdviseProgress) => void) | undefined;
}

export interface Candidate {
  readonly procedure: Procedure;
  /** It comes with the product, so every home has it. */
  readonly builtIn: boolean;
  readonly scripts: readonly OwnScript[];
}

/** How many rehearsals go on at once: each has a PowerShell process for itself and one for each node. */
const sideBySide = 2;

/** A rehearsal of a procedure on a fresh copy of the cluster. */
export function rehearsalOf(source: CopySource, { procedure, builtIn, scripts }: Candidate): Rehearsal {
  const inLab = source.beside === undefined ? labDefinition : labDefinitionWithServers;
  const definition: ClusterDefinition = inLab(source.definition);
  return {
    definition,
    update: rehearsedPackage(definition, source.update),
    world: worldFromSnapshot(source),
    procedure: procedure.id,
    ownProcedure: builtIn ? undefined : procedure,
    scripts,
    steps: procedure.steps,
    faults: [],
    unread: source.unread,
  };
}

/**
 * Rehearses every candidate on a copy of its own and recommends one. The best is rehearsed once more with the cluster
 * restarting a service before its files are replaced, which a real cluster may do at any time: only a procedure that
 * stands that too is recommended.
 */
export async function advise(
  source: CopySource,
  candidates: readonly Candidate[],
  { onProgress, open, ...options }: AdviseOptions,
): Promise<Advice> {
  const homes = new CopyHomes(open);
  try {
    return await adviseIn(homes, source, candidates, { onProgress, ...options });
  } finally {
    await homes.close();
  }
}

async function adviseIn(
  homes: CopyHomes,
  source: CopySource,
  candidates: readonly Candidate[],
  { onProgress, ...options }: Omit<AdviseOptions, 'open'>,
): Promise<Advice> {
  const { update, definition, snapshot } = source;
  let done = 0;
  let total = candidates.length;
  const watched = async (rehearsal: Rehearsal): Promise<Rehearsed> => {
    const { procedure } = rehearsal;
    const tell = (text: string) => onProgress?.({ done, total, procedure, text });
    const rehearsed = await homes.use(
      (home) => rehearseIn(home, rehearsal, { ...options, onStep: tell }),
      ({ row }) => row.outcome === 'completed',
    );
    done += 1;
    tell(rehearsed.stopped === undefined ? rehearsed.row.outcome : `stopped at: ${rehearsed.stopped.step}`);
    return rehearsed;
  };
  const rehearsals = await atMost(sideBySide, candidates, (one) => watched(rehearsalOf(source, one)));
  const fragile: Rehearsed[] = [];
  let best: Rehearsed | undefined;
  for (const rehearsed of ranked(rehearsals, update)) {
    const candidate = candidates.find(({ procedure }) => procedure.id === rehearsed.row.procedure);
    if (candidate === undefined) continue;
    const plain = rehearsalOf(source, candidate);
    total += 1;
    const again = await watched({ ...plain, world: withEarlyRestarts(plain.world) });
    if (isSafe(again, update)) {
      best = rehearsed;
      break;
    }
    fragile.push(rehearsed);
  }
  return verdict({ update, rehearsals, best, fragile, drift: driftOf(definition, snapshot) });
}

import type { Run } from '../../../src/tasks/run.ts';
import { currentStep } from '../../../src/tasks/runState.ts';
import { requested } from './administrator.ts';
import type { Bench, Picture } from './bench.ts';
import { startingWorld } from './startingWorld.ts';
import { placeOf, Walked } from './walked.ts';

export interface Checkpoint {
  readonly picture: Picture;
  readonly runId: string;
}

/** A run without any fault, photographed before each of its steps. */
export interface CleanRun {
  /** The lab before it began. */
  readonly start: Picture;
  readonly before: ReadonlyMap<string, Checkpoint>;
  /** Where it came by, and where cases have come by since that ended well. */
  readonly walked: Walked;
}

/** Carries out a procedure on a lab at rest, and closes and opens the run before each step. Throws when it does not end well. */
export async function cleanRun(bench: Bench, procedure: string, update: string): Promise<CleanRun> {
  const fresh = bench.fresh();
  const whole = await bench.operator.procedure(procedure);
  const start = { ...fresh, world: startingWorld(fresh.world, whole, update) };
  bench.put(start);
  const signal = new AbortController().signal;
  const before = new Map<string, Checkpoint>();
  const walked = new Walked();
  let run: Run = await bench.start({ procedure, update });
  for (;;) {
    const step = currentStep(run.state);
    await run.close();
    if (step !== undefined) {
      const picture = bench.picture();
      before.set(step.id, { picture, runId: run.state.runId });
      walked.add(placeOf(run.state, picture.world));
    }
    run = await bench.reopen(run.state.runId);
    const result = await run.runCurrent({ signal, choose: requested });
    if (result.kind === 'ticked') continue;
    await run.close();
    if (result.kind === 'completed' && bench.world.hazards.length === 0) return { start, before, walked };
    const hazards = bench.world.hazards.map(({ kind, detail }) => `${kind}: ${detail}`);
    throw new Error(
      `${procedure} with ${update} does not end well without any fault: ${'reason' in result ? result.reason : result.kind}; ${hazards.join('; ')}`,
    );
  }
}

import type { Run } from '../../../src/tasks/run.ts';
import { currentStep, type RunState } from '../../../src/tasks/runState.ts';
import { requested } from './administrator.ts';
import type { Bench, Picture } from './bench.ts';
import { essence, progressOf } from './essence.ts';
import { startingWorld } from './startingWorld.ts';

export interface Checkpoint {
  readonly picture: Picture;
  readonly runId: string;
  readonly essence: string;
  readonly progress: string;
}

/** A run without any fault, photographed before each of its steps. */
export interface CleanRun {
  /** The lab before it began. */
  readonly start: Picture;
  readonly before: ReadonlyMap<string, Checkpoint>;
  /** The ids of its steps, in order. */
  readonly steps: readonly string[];
}

const photograph = (bench: Bench, state: RunState): Checkpoint => {
  const picture = bench.picture();
  return {
    picture,
    runId: state.runId,
    essence: essence(picture.world),
    progress: progressOf(state),
  };
};

/** Carries out a procedure on a lab at rest, and closes and opens the run before each step. Throws when it does not end well. */
export async function cleanRun(bench: Bench, procedure: string, update: string): Promise<CleanRun> {
  const fresh = bench.fresh();
  const whole = await bench.operator.procedure(procedure);
  const start = { ...fresh, world: startingWorld(fresh.world, whole, update) };
  bench.put(start);
  const signal = new AbortController().signal;
  const before = new Map<string, Checkpoint>();
  let run: Run = await bench.start({ procedure, update });
  for (;;) {
    const step = currentStep(run.state);
    await run.close();
    if (step !== undefined) before.set(step.id, photograph(bench, run.state));
    run = await bench.reopen(run.state.runId);
    const result = await run.runCurrent({ signal, choose: requested });
    if (result.kind === 'ticked') continue;
    const steps = run.state.steps.map(({ id }) => id);
    await run.close();
    if (result.kind === 'completed' && bench.world.hazards.length === 0) return { start, before, steps };
    const hazards = bench.world.hazards.map(({ kind, detail }) => `${kind}: ${detail}`);
    throw new Error(
      `${procedure} with ${update} does not end well without any fault: ${'reason' in result ? result.reason : result.kind}; ${hazards.join('; ')}`,
    );
  }
}

/** Whether a run stands where the clean one stood, in the same world: what follows has been walked already. */
export function joined(clean: CleanRun, state: RunState, bench: Bench): boolean {
  const step = currentStep(state);
  const point = step === undefined ? undefined : clean.before.get(step.id);
  return (
    point !== undefined && point.progress === progressOf(state) && point.essence === essence(bench.world)
  );
}

import type { Condition } from '../../../src/cluster/conditions/condition.ts';
import type { Evidence } from '../../../src/cluster/evidence.ts';
import type { World } from '../../../src/lab/world.ts';
import { contextOf, guardsOf, verificationOf } from '../../../src/tasks/binding.ts';
import type { Run } from '../../../src/tasks/run.ts';
import type { RunState, StepState } from '../../../src/tasks/runState.ts';
import { worldReadings } from './worldReadings.ts';

/** Something that the program did while the world was otherwise than it must be for that. */
export interface Untruth {
  readonly kind: 'ticked' | 'sent';
  readonly step: string;
  /** What did not hold in the world at that moment. */
  readonly failures: readonly string[];
}

function judgeInWorld(
  conditions: readonly Condition[],
  state: RunState,
  step: StepState,
  world: World,
): readonly string[] {
  const context = contextOf(state, step);
  const readings = worldReadings(
    world,
    conditions.flatMap((condition) => condition.needs(context)),
  );
  return conditions
    .flatMap((condition) => condition.judge(readings, context))
    .filter((line: Evidence) => !line.passed)
    .map((line) => `${line.node ?? ''} expected ${line.expected}, is ${line.observed}`.trim());
}

/** Looks over a run's shoulder: at each tick and at each change that is sent, the world itself is asked. */
export class Witness {
  readonly untruths: Untruth[] = [];
  /** What the lab had seen by the first record after the fault had struck. */
  hazardsAtOnce: World['hazards'] = [];
  readonly #world: () => World;
  #seen: RunState | undefined;
  #struck = false;
  #end: () => void = () => undefined;

  constructor(world: () => World) {
    this.#world = world;
  }

  watch(run: Run): void {
    this.#end();
    this.#seen = run.state;
    this.#end = run.onChange(() => this.#look(run.state));
  }

  #look(state: RunState): void {
    const before = this.#seen;
    this.#seen = state;
    if (before === undefined || before === state) return;
    this.#lookForFault();
    for (const [index, step] of state.steps.entries()) {
      const was = before.steps[index];
      if (was === undefined || was === step) continue;
      if (step.progress === 'ticked' && was.progress !== 'ticked')
        this.#judge('ticked', verificationOf(step.step), state, step);
      if (step.operations.length > was.operations.length)
        this.#judge('sent', guardsOf(step.step), state, step);
    }
  }

  #lookForFault(): void {
    if (this.#struck) return;
    const { faults, hazards } = this.#world();
    if (faults.length === 0 || faults.some(({ fired }) => !fired)) return;
    this.#struck = true;
    this.hazardsAtOnce = hazards;
  }

  #judge(kind: Untruth['kind'], conditions: readonly Condition[], state: RunState, step: StepState): void {
    const failures = judgeInWorld(conditions, state, step, this.#world());
    if (failures.length > 0) this.untruths.push({ kind, step: step.id, failures });
  }
}

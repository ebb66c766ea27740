import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { driftText } from '../../src/cluster/drift.ts';
import { ProblemError } from '../../src/cluster/problem.ts';
import { parseFault } from '../../src/lab/faultSpec.ts';
import { operations } from '../../src/remoting/catalogue.ts';
import { readJournal } from '../../src/tasks/journal.ts';
import type { Run } from '../../src/tasks/run.ts';
import { currentStep } from '../../src/tasks/runState.ts';
import { restore, type Story, trueDrift } from './matrix/administrator.ts';
import { Bench } from './matrix/bench.ts';
import { endIsKnown, guardsFirst, journalWhole, nothingUntrue } from './matrix/checks.ts';
import { Seeded } from './matrix/seeded.ts';
import { Witness } from './matrix/witness.ts';

/*
 * A walk without a plan: what others do to the cluster, faults, and commands of the user, in random order. Replay one
 * with CLUSTER_PATCH_WALK_SEED=<seed>; the seed is printed. Seeds that once failed are walked again each time.
 */

const steps = 40;
const failedOnce: readonly number[] = [];
const asked = process.env.CLUSTER_PATCH_WALK_SEED;
const seeds = asked === undefined ? [20090224, ...failedOnce] : [Number(asked)];
const signal = new AbortController().signal;

const drifts = [
  'Set-Service -Name OMSDK -StartupType Automatic',
  'Set-Service -Name HealthService -StartupType Disabled',
  'Set-Service -Name OMCFG -StartupType Manual',
  'Start-Service -Name OMCFG',
  "Move-ClusterGroup -Name 'OpsMgr RMS' -Wait 300",
  'Suspend-ClusterNode -Name NODE2',
  'Resume-ClusterNode -Name NODE2',
  "Stop-ClusterResource -Name 'RMS SDK' -Wait 60",
  "Start-ClusterGroup -Name 'OpsMgr RMS' -Wait 300",
  'Restart-Computer -Force',
  'Start-Sleep -Seconds 300',
];

// A walk is in this process, and on a disk that does not fill up; nor does it wait for what never returns.
const kinds = [
  'connection-lost-before',
  'connection-lost-during',
  'connection-lost-after',
  'node-restart',
  'exit=1603',
  'exit=3010',
  'exit=1618',
  'old-files',
  'service-stuck',
  'move-refused',
  'restart-mid-install',
  'unplanned-failover',
  'failback',
  'second-admin',
];

/** One walk: what it has of the program in hand, and what it has seen. */
class Walk {
  readonly story: Story = { lines: [] };
  readonly #bench: Bench;
  readonly #seeded: Seeded;
  readonly #witness: Witness;
  #run: Run | undefined;

  constructor(bench: Bench, seed: number) {
    this.#bench = bench;
    this.#seeded = new Seeded(seed);
    this.#witness = new Witness(() => bench.world);
  }

  /** Does one thing; what the program refuses is told, and no failure. */
  async step(): Promise<void> {
    const move = this.#seeded.pick([
      ...[this.#goOn, this.#goOn, this.#goOn, this.#goOn, this.#goOn],
      ...[this.#verify, this.#reopen, this.#skip, this.#abort, this.#restore, this.#drift, this.#fault],
    ]);
    try {
      await move.call(this);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.story.lines.push(`  ${error.problem.kind}: ${error.message}`);
    }
    assert.deepEqual(
      [...(await this.#wrong()), ...nothingUntrue(this.#witness.untruths)],
      [],
      this.story.lines.join('\n'),
    );
  }

  /** At the end everything is put in order, as the program says. */
  async end(): Promise<void> {
    await this.#leave();
    this.#bench.change((present) => ({ ...present, faults: [] }));
    await this.#bench.wait(200);
    const left = await restore(this.#bench, this.#witness, this.story);
    const said = { drift: left.drift.map(driftText), byHand: left.byHand };
    assert.deepEqual(
      [...endIsKnown(trueDrift(this.#bench), said), ...nothingUntrue(this.#witness.untruths)],
      [],
      this.story.lines.join('\n'),
    );
  }

  async #wrong(): Promise<readonly string[]> {
    if (this.#run === undefined) return [];
    const journal = await readJournal(this.#run.folder);
    return [...journalWhole(journal, this.#run.state), ...guardsFirst(journal.records)];
  }

  /** The run in hand; a new one where there is none or it has ended. */
  async #current(): Promise<Run> {
    if (this.#run?.state.status === 'active') return this.#run;
    await this.#leave();
    const names = (await this.#bench.operator.home.procedures()).map(({ id }) => id);
    const procedure = this.#seeded.pick(names);
    this.story.lines.push(`start ${procedure}`);
    this.#run = await this.#bench.start({ procedure, update: 'lab-files' });
    this.#witness.watch(this.#run);
    return this.#run;
  }

  /** Another run, a restore too, is refused until this one is over. */
  async #leave(): Promise<void> {
    if (this.#run?.state.status === 'active') await this.#run.abort('the walk goes another way', { signal });
    await this.#run?.close();
    this.#run = undefined;
  }

  async #goOn(): Promise<void> {
    const run = await this.#current();
    const step = currentStep(run.state)?.id ?? 'end';
    const result = await run.runCurrent({ signal });
    this.story.lines.push(`run ${step}: ${result.kind}${'reason' in result ? `: ${result.reason}` : ''}`);
  }

  async #verify(): Promise<void> {
    const run = await this.#current();
    const step = currentStep(run.state)?.id ?? 'end';
    const result = await run.verifyCurrent({ signal });
    this.story.lines.push(`verify ${step}: ${result.kind}`);
  }

  async #reopen(): Promise<void> {
    const run = await this.#current();
    await run.close();
    this.story.lines.push('resume');
    this.#run = await this.#bench.reopen(run.state.runId);
    this.#witness.watch(this.#run);
  }

  async #skip(): Promise<void> {
    const run = await this.#current();
    const step = currentStep(run.state)?.id;
    this.story.lines.push(`skip ${step}`);
    if (step !== undefined) await run.skip('the walk says so', { signal });
  }

  async #abort(): Promise<void> {
    const run = await this.#current();
    this.story.lines.push('abort');
    await run.abort('the walk says so', { signal });
  }

  async #restore(): Promise<void> {
    await this.#leave();
    await restore(this.#bench, this.#witness, this.story);
  }

  async #drift(): Promise<void> {
    const node = this.#seeded.pick(['NODE1', 'NODE2']);
    const line = this.#seeded.pick(drifts);
    this.story.lines.push(`somebody on ${node}: ${line}`);
    // On a node that is down nobody can type anything.
    await this.#bench.other
      .type(node, line)
      .catch((error: unknown) => this.story.lines.push(`  ${String(error)}`));
  }

  async #fault(): Promise<void> {
    const spec = `${this.#seeded.pick(kinds)}@${this.#seeded.pick(operations).name}`;
    this.story.lines.push(`fault ${spec}`);
    const parsed = parseFault(spec, {
      operations: operations.map(({ name }) => name),
      nodes: ['NODE1', 'NODE2'],
      controller: process.pid,
    });
    if (parsed.kind === 'fault')
      this.#bench.change((present) => ({ ...present, faults: [...present.faults, parsed.fault] }));
  }
}

const bench = await Bench.open();
after(() => bench.close());

for (const seed of seeds)
  test(`a walk of ${steps} steps, seed ${seed}`, async (context) => {
    context.diagnostic(`seed ${seed}: CLUSTER_PATCH_WALK_SEED=${seed} walks it again`);
    bench.put(bench.fresh({ realTime: true }));
    const walk = new Walk(bench, seed);
    for (let step = 1; step <= steps; step += 1) await walk.step();
    await walk.end();
  });

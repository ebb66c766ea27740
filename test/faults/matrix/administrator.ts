import { type Drift, driftOf, driftText } from '../../../src/cluster/drift.ts';
import { ProblemError } from '../../../src/cluster/problem.ts';
import { JournalError } from '../../../src/tasks/journal.ts';
import type { Restore } from '../../../src/tasks/restore.ts';
import type { Run, StepResult } from '../../../src/tasks/run.ts';
import { currentStep } from '../../../src/tasks/runState.ts';
import type { Bench, Opening } from './bench.ts';
import { type Reaction, reactionTo } from './reaction.ts';
import type { Witness } from './witness.ts';
import { worldSnapshot } from './worldSnapshot.ts';

/** Lab seconds between two tries: a node boots and joins in less. */
const patience = 30;
const signal = new AbortController().signal;

/** What is done on request only is requested, or no fault could strike at it. */
export const requested = async (): Promise<boolean> => true;

/** What somebody who does what the program says went through. */
export interface Story {
  /** One line for each thing that happened, for a person who looks into a failure. */
  readonly lines: string[];
}

const passive = (bench: Bench, node: string): boolean =>
  bench.world.groups.every((group) => group.core || group.owner !== node);

const isOn = (bench: Bench, name: string): boolean =>
  [...bench.world.nodes, ...bench.world.servers].some(
    (node) => node.name === name && node.power && node.membership === 'Up',
  );

async function obey(bench: Bench, reaction: Reaction): Promise<void> {
  switch (reaction.kind) {
    case 'restart':
      // Only a passive node may be restarted; on an active one nothing more can be done than to try again.
      if (passive(bench, reaction.node)) await bench.other.type(reaction.node, 'Restart-Computer -Force');
      return bench.wait(patience);
    case 'set-manual':
      if (!isOn(bench, reaction.node)) return bench.wait(patience);
      await bench.other.type(reaction.node, `Set-Service -Name ${reaction.service} -StartupType Manual`);
      return;
    case 'move-back':
      if (!isOn(bench, reaction.node)) return bench.wait(patience);
      await bench.other.type(
        reaction.node,
        `Move-ClusterGroup -Name '${reaction.group}' -Node ${reaction.node} -Wait 300 | Out-Null`,
      );
      return;
    case 'again':
    case 'restore-first':
      return bench.wait(patience);
    default:
      return;
  }
}

/** One call of the program; a problem that it reports is a step that did not end well. */
async function attempt(action: () => Promise<StepResult>): Promise<StepResult> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof JournalError) return { kind: 'interrupted', reason: error.message };
    if (error instanceof ProblemError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

/** Begins a run, as often as the program says that it may be tried again. */
export async function begin(
  bench: Bench,
  what: { readonly procedure: string; readonly update: string },
  opening: Opening,
  story: Story,
): Promise<Run> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await bench.start(what, opening);
    } catch (error) {
      if (!(error instanceof ProblemError || error instanceof JournalError) || tries > 3) throw error;
      story.lines.push(`start: ${error.message}`);
      await bench.wait(patience);
    }
  }
}

export interface Carried {
  readonly run: Run;
  readonly end: 'completed' | 'joined' | 'aborted';
}

/** Carries a run on as the program says, until it has ended, stands where a run without faults stood, or is given up. */
export async function carryOn(
  bench: Bench,
  opened: Run,
  witness: Witness,
  story: Story,
  joins: (run: Run) => boolean,
): Promise<Carried> {
  let run = opened;
  const heard = new Map<string, readonly StepResult[]>();
  witness.watch(run);
  for (;;) {
    const step = currentStep(run.state)?.id ?? 'end';
    const result = await attempt(() => run.runCurrent({ signal, choose: requested }));
    if (result.kind !== 'ticked')
      story.lines.push(`${step}: ${result.kind}${'reason' in result ? `: ${result.reason}` : ''}`);
    const before = heard.get(step) ?? [];
    const reaction = reactionTo(result, before);
    heard.set(step, [...before, result]);
    if (reaction.kind !== 'go-on') story.lines.push(`  administrator: ${JSON.stringify(reaction)}`);
    if (reaction.kind === 'done') return { run, end: 'completed' };
    if (reaction.kind === 'go-on' && joins(run)) return { run, end: 'joined' };
    if (reaction.kind === 'give-up') {
      await run.abort('the program could not go on', { signal });
      return { run, end: 'aborted' };
    }
    // A restore that is told to restore first can only look again.
    const restoring = reaction.kind === 'restore-first' && run.state.procedure.id !== 'restore';
    if (restoring || reaction.kind === 'reopen') {
      await run.close();
      if (restoring) await restore(bench, witness, story);
      run = await bench.reopen(run.state.runId);
      witness.watch(run);
    } else await obey(bench, reaction);
  }
}

/** What the program says is not at rest, and what it leaves to a person. */
export interface Left {
  readonly drift: readonly Drift[];
  readonly byHand: readonly string[];
}

const holds = /(\S+) on (\S+) is \S+Pending\. End its process/;

/** A service that holds its process: it is ended where it runs, as the program says. */
async function byHandOf(bench: Bench, line: string): Promise<void> {
  const [, service, node] = holds.exec(line) ?? [];
  if (service === undefined || node === undefined) return bench.wait(patience);
  const id = `(Get-CimInstance -ClassName Win32_Service | Where-Object { $_.Name -eq '${service}' }).ProcessId`;
  await bench.other.type(node, `Stop-Process -Id ${id} -Force`);
}

type Planned =
  | { readonly kind: 'plan'; readonly restore: Restore }
  /** It says why none can be made now, and what to do. */
  | { readonly kind: 'refused'; readonly message: string };

async function planned(bench: Bench, story: Story): Promise<Planned> {
  try {
    return { kind: 'plan', restore: await bench.operator.planRestore('lab', { signal }) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    story.lines.push(`restore: ${error.problem.kind}: ${error.message}`);
    return { kind: 'refused', message: error.message };
  }
}

/** Carries a planned restore out; whether it came to its end. One that is refused has mended nothing, and said nothing of the cluster. */
async function mended(bench: Bench, plan: Restore, witness: Witness, story: Story): Promise<boolean> {
  try {
    const opened = await bench.operator.startRestore('lab', plan, { signal });
    const { run, end } = await carryOn(bench, opened, witness, story, () => false);
    await run.close();
    return end === 'completed';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    story.lines.push(`restore: ${error.problem.kind}: ${error.message}`);
    return false;
  }
}

/** Restores until nothing is left that the program can do; returns what it says is left then. */
export async function restore(bench: Bench, witness: Witness, story: Story): Promise<Left> {
  let said: Left = { drift: [], byHand: [] };
  for (let round = 1; round <= 5; round += 1) {
    const plan = await planned(bench, story);
    if (plan.kind === 'refused') said = { drift: said.drift, byHand: [plan.message] };
    else {
      const { procedure, changes, drift, byHand } = plan.restore;
      said = { drift, byHand };
      story.lines.push(
        `restore: ${changes.map(({ id }) => id).join(', ') || 'nothing to do'}${byHand.map((line) => `; by hand: ${line}`).join('')}`,
      );
      if (procedure === undefined && byHand.length === 0) return said;
      // What was to be done by hand before the changes may be done by them.
      if (procedure !== undefined && (await mended(bench, plan.restore, witness, story))) continue;
      for (const line of byHand) await byHandOf(bench, line);
    }
    await bench.wait(patience);
  }
  return said;
}

/** What is truly not at rest, as sentences. */
export const trueDrift = (bench: Bench): readonly string[] =>
  driftOf(bench.definition, worldSnapshot(bench.world)).map(driftText);

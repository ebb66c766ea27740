import { Bench } from './bench.ts';
import { type CleanRun, cleanRun } from './checkpoints.ts';
import { caseText, type FaultCase, kindOf } from './faultCase.ts';
import { type CaseResult, runCase } from './runCase.ts';
import { type Order, order } from './workOrder.ts';

/* One process of the matrix, with a home and a lab of its own. It plays what it is sent and tells how it went. */

const bench = await Bench.open();
const cleanRuns = new Map<string, Promise<CleanRun>>();

function cleanRunOf(procedure: string, update: string): Promise<CleanRun> {
  const key = `${procedure}/${update}`;
  const known = cleanRuns.get(key) ?? cleanRun(bench, procedure, update);
  cleanRuns.set(key, known);
  return known;
}

/** A case that could not even be begun: the run without faults does not end well, or the lab is not what it should be. */
const broken = (one: FaultCase, error: unknown): CaseResult => ({
  text: caseText(one),
  procedure: one.procedure,
  kind: kindOf(one),
  end: 'broken',
  problems: [error instanceof Error ? error.message : String(error)],
  story: [],
});

async function play({ cases }: Order): Promise<void> {
  for (const one of cases) {
    const result = await cleanRunOf(one.procedure, one.update)
      .then((clean) => runCase(bench, clean, one))
      .catch((error: unknown) => broken(one, error));
    process.send?.({ kind: 'result', result });
  }
  process.send?.({ kind: 'idle' });
}

let turn: Promise<void> = Promise.resolve();
process.on('message', (message) => {
  turn = turn.then(() => play(order.parse(message)));
});
// When all is played, or whoever sent it is gone: then nobody hears of what is still under way.
process.once('disconnect', () => {
  void bench.close().finally(() => process.exit());
});
process.send?.({ kind: 'idle' });

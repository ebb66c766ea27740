import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { forLongWork, WarmSessions } from '../../../tools/lab-host/warmSessions.ts';
import { sessionsOfBench } from './bench.ts';
import { caseText, type FaultCase, kindOf } from './faultCase.ts';
import type { CaseResult } from './runCase.ts';
import { report } from './workOrder.ts';

/** Cases that a worker is sent at a time: enough to keep it busy, few enough to share the last ones. */
const batch = 4;

const machinesOf = (cases: readonly FaultCase[]): number => new Set(cases.map(({ node }) => node)).size;

/** Cases of one procedure and package belong together: the run without faults is made once for them. */
class Heap {
  readonly #groups: ReadonlyMap<string, FaultCase[]>;
  readonly #owners = new Map<string, ChildProcess>();

  constructor(cases: readonly FaultCase[]) {
    const groups = Map.groupBy(cases, ({ procedure, update }) => `${procedure}/${update}`);
    // Those with servers first, the largest of the others next: what is left to share at the end needs no more sessions
    // than any other.
    this.#groups = new Map(
      [...groups].toSorted(
        ([, one], [, two]) => machinesOf(two) - machinesOf(one) || two.length - one.length,
      ),
    );
  }

  /** The next cases for a worker: of its own group, else of one that nobody has begun, else of the largest. */
  take(worker: ChildProcess): readonly FaultCase[] {
    const open = [...this.#groups].filter(([, cases]) => cases.length > 0);
    const chosen =
      open.find(([key]) => this.#owners.get(key) === worker) ??
      open.find(([key]) => !this.#owners.has(key)) ??
      open.toSorted(([, one], [, two]) => two.length - one.length)[0];
    if (chosen === undefined) return [];
    const [key, cases] = chosen;
    if (!this.#owners.has(key)) this.#owners.set(key, worker);
    return cases.splice(0, batch);
  }
}

/**
 * Plays cases in several processes; `onResult` hears of each as it ends. Resolves when all have ended; a process that
 * dies fails what it was at, and the rest goes on.
 */
export async function playAll(
  cases: readonly FaultCase[],
  workers: number,
  onResult: (result: CaseResult) => void,
): Promise<void> {
  const heap = new Heap(cases);
  const warm = WarmSessions.start(workers * sessionsOfBench);
  const one = (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let left: readonly FaultCase[] = [];
    const worker = fork(join(import.meta.dirname, 'worker.ts'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...forLongWork },
    });
    worker.on('message', (message) => {
      const heard = report.parse(message);
      if (heard.kind === 'result') {
        left = left.filter((waiting) => caseText(waiting) !== heard.result.text);
        onResult(heard.result);
        return;
      }
      left = heap.take(worker);
      if (left.length === 0) worker.disconnect();
      else worker.send({ cases: left });
    });
    worker.once('exit', (code, signal) => {
      for (const lost of left)
        onResult({
          text: caseText(lost),
          procedure: lost.procedure,
          kind: kindOf(lost),
          end: 'broken',
          problems: [`the process that played it ended (${signal ?? code})`],
          story: [],
        });
      resolve(left.length > 0 ? one() : undefined);
    });
    return promise;
  };
  try {
    await Promise.all(Array.from({ length: workers }, one));
  } finally {
    warm?.end();
  }
}

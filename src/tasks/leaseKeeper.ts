import type { Read } from '../cluster/readings.ts';
import type { ClusterDoor, OperationFailure } from './door.ts';
import { type Claimant, judgeLease, type Lease, leaseText, leaseTime, parseLease } from './lease.ts';

export type Hold =
  | { readonly kind: 'held' }
  /** It is ours from now on; `from` had it before. */
  | { readonly kind: 'taken'; readonly from: Lease | undefined }
  | { readonly kind: 'refused'; readonly reason: string };

export interface LeaseKeeperParts {
  readonly door: Pick<ClusterDoor, 'readLease' | 'write'>;
  /** The group that carries the lease. */
  readonly group: string;
  /** The nodes to ask, the first one that answers tells. */
  readonly nodes: readonly string[];
  readonly claimant: Claimant;
}

/** Takes, renews and gives back the lease of one opening of a run. */
export class LeaseKeeper {
  readonly #parts: LeaseKeeperParts;
  #text = '';
  #since = '';
  #renewed = 0;

  constructor(parts: LeaseKeeperParts) {
    this.#parts = parts;
  }

  /** Makes sure that the lease is ours; renews it when a third of its time is gone. */
  async hold(signal: AbortSignal): Promise<Hold> {
    const { group, nodes, claimant, door } = this.#parts;
    const now = new Date();
    if (this.#text !== '' && now.getTime() - this.#renewed < leaseTime / 3) return { kind: 'held' };
    let unread = 'no node was asked';
    for (const node of nodes) {
      const read = await door.readLease(node, group, { signal });
      if (read.kind === 'unread') {
        unread = `${node}: ${read.error.message}`;
        continue;
      }
      const verdict = judgeLease(parseLease(read.value), claimant, now, isAlive);
      if (verdict.kind === 'held') return { kind: 'refused', reason: verdict.reason };
      if (this.#since === '') this.#since = now.toISOString();
      const text = leaseText(claimant, this.#since, now);
      const written = await door.write(
        { operation: 'write-lease', node, arguments: { group, lease: text, previous: read.value } },
        { signal },
      );
      const unknown = written.kind === 'failed' && mayHaveHappened(written.failure);
      if (written.kind === 'failed' && !unknown)
        return { kind: 'refused', reason: `the lease could not be written: ${written.failure.message}` };
      // An answer that was lost may hide a claim of ours, which would then keep us out: it is looked for, and kept in
      // mind so that it can be given back.
      this.#text = text;
      const after = await this.#readBack(node, signal);
      if (after.kind === 'unread')
        return {
          kind: 'refused',
          reason: `whether the lease was written cannot be told: ${after.error.message}`,
        };
      if (after.value !== text) {
        this.#text = '';
        const reason = unknown
          ? 'the lease was not written: try again'
          : 'somebody else took the cluster at the same moment: try again';
        return { kind: 'refused', reason };
      }
      this.#renewed = now.getTime();
      return verdict.kind === 'ours' ? { kind: 'held' } : { kind: 'taken', from: verdict.from };
    }
    return { kind: 'refused', reason: `whether somebody else is at work cannot be told: ${unread}` };
  }

  /** What the cluster holds now, by the node that was written to, or by another one when that does not answer. */
  async #readBack(written: string, signal: AbortSignal): Promise<Read<string>> {
    const { group, nodes, door } = this.#parts;
    const first = await door.readLease(written, group, { signal });
    if (first.kind === 'read') return first;
    for (const node of nodes.filter((name) => name !== written)) {
      const other = await door.readLease(node, group, { signal });
      if (other.kind === 'read') return other;
    }
    return first;
  }

  /** Renews while something long is under way. Returns what ends it. */
  keepRenewing(signal: AbortSignal): () => void {
    const timer = setInterval(
      () => {
        // A renewal that fails is no harm yet: the next step asks again before it changes anything.
        this.hold(signal).catch(() => undefined);
      },
      leaseTime / 3 + 1000,
    );
    timer.unref();
    return () => clearInterval(timer);
  }

  /** Gives it back, so that nobody has to wait for its end. A failure is no harm: it ends by itself. */
  async release(): Promise<void> {
    const { group, nodes, door } = this.#parts;
    if (this.#text === '') return;
    const previous = this.#text;
    this.#text = '';
    const signal = AbortSignal.timeout(30_000);
    for (const node of nodes) {
      const call = { operation: 'write-lease', node, arguments: { group, lease: '', previous } };
      const written = await door.write(call, { signal }).catch(() => undefined);
      if (written?.kind === 'returned') return;
    }
  }
}

/** Whether nobody knows if it was done. */
const mayHaveHappened = ({ kind }: OperationFailure): boolean => kind === 'lost' || kind === 'timed-out';

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

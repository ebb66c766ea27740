import os from 'node:os';
import type { Read } from '../cluster/readings.ts';
import type { ClusterDoor, OperationFailure } from './door.ts';
import {
  type Claimant,
  givenBack,
  judgeLease,
  type Lease,
  leaseText,
  leaseTime,
  parseLease,
  type Verdict,
} from './lease.ts';

export type Hold =
  | { readonly kind: 'held' }
  /** It is ours from now on; `from` had it before. */
  | { readonly kind: 'taken'; readonly from: Lease | undefined }
  | {
      readonly kind: 'refused';
      /** Somebody has it; or it could not be written, or asked for. */
      readonly why: 'held' | 'unwritten' | 'unreached';
      /** The run that has it, where that can be told. */
      readonly runId: string | undefined;
      readonly reason: string;
    };

const heldBy = (reason: string, runId: string | undefined): Hold => ({
  kind: 'refused',
  why: 'held',
  runId,
  reason,
});
const refused = (why: 'unwritten' | 'unreached', reason: string): Hold => ({
  kind: 'refused',
  why,
  runId: undefined,
  reason,
});

export interface LeaseKeeperParts {
  readonly door: Pick<ClusterDoor, 'readLease' | 'write'>;
  /** The group that carries the lease. */
  readonly group: string;
  /** The nodes to ask, the first one that answers tells. */
  readonly nodes: readonly string[];
  readonly claimant: Claimant;
  /** It may begin where another run was left by everybody: a restore. */
  readonly follows: boolean;
  /** Whose claim was lent to this run, when an earlier opening of it has taken it. */
  readonly lender: Lease | undefined;
  /** Whether a run is known to have ended. Its claim is what it could not give back then, and keeps nobody out. */
  readonly hasEnded: (runId: string) => Promise<boolean>;
}

/** The sessions of this process that may hold a cluster. One that could not give its claim back is not at work for that. */
const open = new Set<string>();

/** Milliseconds that a renewal waits for one node: a long operation there may have its only session. */
const renewalPatience = 20_000;

/** Takes, renews and gives back the lease of one opening of a run. */
export class LeaseKeeper {
  readonly #parts: LeaseKeeperParts;
  #text = '';
  #since = '';
  #renewed = 0;
  /** Whose claim was lent to this run. */
  #lender: Lease | undefined;
  /** A renewal and a step's own question come one after the other: else each would take the other's claim for a stranger's. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: LeaseKeeperParts) {
    this.#parts = parts;
    this.#lender = parts.lender;
  }

  /** Makes sure that the lease is ours, by asking the cluster; renews it when a third of its time is gone. */
  hold(signal: AbortSignal): Promise<Hold> {
    return this.#inTurn(() => this.#hold((node) => this.#read(node, signal), signal));
  }

  async #hold(
    read: (node: string) => Promise<Read<string>>,
    signal: AbortSignal,
    isRenewal = false,
  ): Promise<Hold> {
    const { group, nodes, claimant, follows, door, hasEnded } = this.#parts;
    open.add(claimant.session);
    const isFresh = (now: Date): boolean =>
      this.#text !== '' && now.getTime() - this.#renewed < leaseTime / 3;
    let unread = 'no node was asked';
    for (const node of nodes) {
      const found = await read(node);
      if (found.kind === 'unread') {
        unread = `${node}: ${found.error.message}`;
        continue;
      }
      const now = new Date();
      if (isFresh(now) && found.value === this.#text) return { kind: 'held' };
      const judged = judgeLease(parseLease(found.value), claimant, now, isAtWork, follows);
      const over = judged.kind === 'held' && judged.by !== undefined && (await hasEnded(judged.by.runId));
      const verdict: Verdict = over ? { kind: 'takeable', from: judged.by } : judged;
      if (verdict.kind === 'held') return heldBy(verdict.reason, verdict.runId);
      // Another session of this run has had it since: only a new opening may take it back, with the journal as it is now.
      if (verdict.kind === 'takeable' && found.value !== '' && this.#since !== '')
        return heldBy(
          verdict.from === undefined || verdict.from.runId === claimant.runId
            ? `the run was taken over by ${takerOf(verdict)}`
            : `run ${verdict.from.runId} has had the cluster meanwhile`,
          verdict.from?.runId,
        );
      // Taken anew it is where that can be told and recorded.
      if (verdict.kind === 'takeable' && isRenewal) return heldBy('the claim is gone', verdict.from?.runId);
      if (verdict.kind === 'takeable') this.#lender = this.#lenderOf(verdict.from);
      if (this.#since === '') this.#since = sinceOf(verdict, claimant) ?? now.toISOString();
      const text = leaseText(claimant, this.#since, now);
      const before = this.#text;
      // An answer that is lost, or not waited for, may hide a claim of ours, which would then keep us out: it is looked
      // for, and kept in mind so that it can be given back.
      this.#text = text;
      const written = await door.write(
        { operation: 'write-lease', node, arguments: { group, lease: text, previous: found.value } },
        { signal },
      );
      const unknown = written.kind === 'failed' && mayHaveHappened(written.failure);
      if (written.kind === 'failed' && !unknown) {
        this.#text = before;
        return refused('unwritten', `the lease could not be written: ${written.failure.message}`);
      }
      const after = await this.#readBack(node, signal);
      if (after.kind === 'unread')
        return refused('unreached', `whether the lease was written cannot be told: ${after.error.message}`);
      if (after.value !== text) {
        this.#text = '';
        return unknown
          ? refused('unwritten', 'the lease was not written: try again')
          : refused('unwritten', 'somebody else took the cluster at the same moment: try again');
      }
      this.#renewed = now.getTime();
      return verdict.kind === 'ours' ? { kind: 'held' } : { kind: 'taken', from: verdict.from };
    }
    // Nobody can tell, and what we have holds: the guards of the step will find the nodes as they are.
    return isFresh(new Date())
      ? { kind: 'held' }
      : refused('unreached', `whether somebody else is at work cannot be told: ${unread}`);
  }

  /** Whose claim is given back in the end: a lender's only for as long as nobody else has had the cluster in between. */
  #lenderOf(from: Lease | undefined): Lease | undefined {
    const { runId, within } = this.#parts.claimant;
    if (from?.runId === runId) return this.#lender;
    return from !== undefined && from.runId === within ? from : undefined;
  }

  #read(node: string, signal: AbortSignal): Promise<Read<string>> {
    return this.#parts.door.readLease(node, this.#parts.group, { signal });
  }

  /** A node that is not free for so long is left, and the next one asked. */
  async #readSoon(node: string, signal: AbortSignal): Promise<Read<string>> {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), renewalPatience);
    try {
      return await this.#read(node, AbortSignal.any([signal, patience.signal]));
    } catch (error) {
      if (signal.aborted || !patience.signal.aborted) throw error;
      return { kind: 'unread', error: { kind: 'timed-out', message: `${node} is busy`, remedy: '' } };
    } finally {
      clearTimeout(timer);
    }
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(action);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** What the cluster holds now, by the node that was written to, or by another one when that does not answer. */
  async #readBack(written: string, signal: AbortSignal): Promise<Read<string>> {
    const first = await this.#read(written, signal);
    if (first.kind === 'read') return first;
    for (const node of this.#parts.nodes.filter((name) => name !== written)) {
      const other = await this.#read(node, signal);
      if (other.kind === 'read') return other;
    }
    return first;
  }

  /** Renews while something long is under way. Returns what ends it. */
  keepRenewing(signal: AbortSignal): () => void {
    const timer = setInterval(
      () => {
        // A renewal that fails is no harm yet: the next step asks again before it changes anything.
        this.#inTurn(() => this.#hold((node) => this.#readSoon(node, signal), signal, true)).catch(
          () => undefined,
        );
      },
      leaseTime / 3 + 1000,
    );
    timer.unref();
    return () => clearInterval(timer);
  }

  /**
   * Gives it back, to the run that lent it if one did: this one is over. Resolves to whether nothing of ours is left in
   * the cluster; what is left ends by itself.
   */
  release(): Promise<boolean> {
    return this.#leave(this.#lender === undefined ? '' : givenBack(this.#lender, new Date()));
  }

  /**
   * Gives back what an earlier opening of this run, which is over, could not. Resolves to whether there was a claim, and
   * whether it is gone.
   */
  async giveBackLeft(signal: AbortSignal): Promise<'nothing' | 'given-back' | 'still-there'> {
    for (const node of this.#parts.nodes) {
      const found = await this.#read(node, signal);
      if (found.kind === 'unread') continue;
      const held = parseLease(found.value);
      const runId =
        held.kind === 'lease' ? held.lease.runId : held.kind === 'foreign' ? held.claim.runId : undefined;
      if (runId !== this.#parts.claimant.runId) return 'nothing';
      const hold = await this.hold(signal);
      return hold.kind !== 'refused' && (await this.release()) ? 'given-back' : 'still-there';
    }
    return 'still-there';
  }

  /** Leaves it to the run, on which nobody is at work until it is opened again. */
  async rest(): Promise<void> {
    await this.#leave(leaseText(this.#parts.claimant, this.#since, new Date(), 'between-steps'));
  }

  #leave(lease: string): Promise<boolean> {
    return this.#inTurn(async () => {
      try {
        return await this.#write(lease);
      } finally {
        open.delete(this.#parts.claimant.session);
      }
    });
  }

  async #write(lease: string): Promise<boolean> {
    const { group, nodes, claimant, door } = this.#parts;
    if (this.#text === '') return true;
    this.#text = '';
    const signal = AbortSignal.timeout(30_000);
    for (const node of nodes) {
      // After a write that was stopped nobody knows which of our two claims is there: whatever is this session's goes.
      const found = await this.#read(node, signal).catch(() => undefined);
      if (found?.kind !== 'read') continue;
      const held = parseLease(found.value);
      if (held.kind !== 'lease' || held.lease.session !== claimant.session) return true;
      const call = {
        operation: 'write-lease',
        node,
        arguments: { group, lease, previous: found.value },
      };
      const written = await door.write(call, { signal }).catch(() => undefined);
      if (written?.kind === 'returned') return true;
    }
    return false;
  }
}

const takerOf = ({ from }: Extract<Verdict, { kind: 'takeable' }>): string =>
  from === undefined
    ? 'another version of Cluster Patch Checklist, whose claim has ended'
    : `${from.user} on ${from.machine}`;

/** A run that goes on has had the cluster since its first claim. */
const sinceOf = (verdict: Verdict, { runId }: Claimant): string | undefined =>
  verdict.kind === 'takeable' && verdict.from?.runId === runId ? verdict.from.since : undefined;

/** Whether nobody knows if it was done. */
const mayHaveHappened = ({ kind }: OperationFailure): boolean => kind === 'lost' || kind === 'timed-out';

const isAtWork = ({ processId, session, until }: Lease): boolean =>
  processId === process.pid ? open.has(session) : !hasBootedSince(writtenAt(until)) && isAlive(processId);

/** When a lease that ends then was written. Milliseconds. */
const writtenAt = (until: string): number => Date.parse(until) - leaseTime;

/** Whether this machine has started since: a process of before is gone, whatever has its number now. */
const hasBootedSince = (then: number): boolean => Date.now() - os.uptime() * 1000 > then;

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

import type { Read } from '../cluster/readings.ts';
import type { ClusterDoor, OperationFailure } from './door.ts';
import { type Hold, heldBy, notClaimed } from './hold.ts';
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
import { isAtWork, sessionClosed, sessionOpened } from './sessions.ts';

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
    sessionOpened(this.#parts.claimant.session);
    const isFresh = (now: Date): boolean =>
      this.#text !== '' && now.getTime() - this.#renewed < leaseTime / 3;
    let unread = 'no node was asked';
    for (const node of this.#parts.nodes) {
      const found = await read(node);
      if (found.kind === 'unread') {
        unread = `${node}: ${found.error.message}`;
        continue;
      }
      const now = new Date();
      if (isFresh(now) && found.value === this.#text) return { kind: 'held' };
      const verdict = await this.#judged(found.value, now);
      if (verdict.kind === 'held') return heldBy(verdict.reason, verdict.runId);
      const lost = verdict.kind === 'takeable' ? this.#lost(verdict.from, found.value, isRenewal) : undefined;
      return lost ?? this.#claim(node, found.value, verdict, now, signal);
    }
    // Nobody can tell, and what we have holds: the guards of the step will find the nodes as they are.
    return isFresh(new Date())
      ? { kind: 'held' }
      : notClaimed('unreached', `whether somebody else is at work cannot be told: ${unread}`);
  }

  async #judged(text: string, now: Date): Promise<Verdict> {
    const { claimant, follows, hasEnded } = this.#parts;
    const judged = judgeLease(parseLease(text), claimant, now, isAtWork, follows);
    const over = judged.kind === 'held' && judged.by !== undefined && (await hasEnded(judged.by.runId));
    return over ? { kind: 'takeable', from: judged.by } : judged;
  }

  /** The refusal where what may be taken is not to be taken by this opening of the run, or not now. */
  #lost(from: Lease | undefined, text: string, isRenewal: boolean): Hold | undefined {
    // Another session of this run has had it since: only a new opening may take it back, with the journal as it is now.
    if (text !== '' && this.#since !== '')
      return heldBy(
        from === undefined || from.runId === this.#parts.claimant.runId
          ? `the run was taken over by ${takerOf(from)}`
          : `run ${from.runId} has had the cluster meanwhile`,
        from?.runId,
      );
    // Taken anew it is where that can be told and recorded.
    return isRenewal ? heldBy('the claim is gone', from?.runId) : undefined;
  }

  /** Writes the claim through this node, and looks whether it is there. */
  async #claim(
    node: string,
    previous: string,
    verdict: Exclude<Verdict, { kind: 'held' }>,
    now: Date,
    signal: AbortSignal,
  ): Promise<Hold> {
    const { group, claimant, door } = this.#parts;
    if (verdict.kind === 'takeable') this.#lender = this.#lenderOf(verdict.from);
    if (this.#since === '') this.#since = sinceOf(verdict, claimant) ?? now.toISOString();
    const text = leaseText(claimant, this.#since, now);
    const before = this.#text;
    // An answer that is lost, or not waited for, may hide a claim of ours, which would then keep us out: it is looked
    // for, and kept in mind so that it can be given back.
    this.#text = text;
    const call = { operation: 'write-lease', node, arguments: { group, lease: text, previous } };
    const written = await door.write(call, { signal });
    const unknown = written.kind === 'failed' && mayHaveHappened(written.failure);
    if (written.kind === 'failed' && !unknown) {
      this.#text = before;
      return notClaimed('unwritten', `the lease could not be written: ${written.failure.message}`);
    }
    const after = await this.#readBack(node, signal);
    if (after.kind === 'unread')
      return notClaimed('unreached', `whether the lease was written cannot be told: ${after.error.message}`);
    if (after.value !== text) {
      this.#text = '';
      return unknown
        ? notClaimed('unwritten', 'the lease was not written: try again')
        : notClaimed('unwritten', 'somebody else took the cluster at the same moment: try again');
    }
    this.#renewed = now.getTime();
    return verdict.kind === 'ours' ? { kind: 'held' } : { kind: 'taken', from: verdict.from };
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
        sessionClosed(this.#parts.claimant.session);
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

const takerOf = (from: Lease | undefined): string =>
  from === undefined
    ? 'another version of Cluster Patch Checklist, whose claim has ended'
    : `${from.user} on ${from.machine}`;

/** A run that goes on has had the cluster since its first claim. */
const sinceOf = (verdict: Verdict, { runId }: Claimant): string | undefined =>
  verdict.kind === 'takeable' && verdict.from?.runId === runId ? verdict.from.since : undefined;

/** Whether nobody knows if it was done. */
const mayHaveHappened = ({ kind }: OperationFailure): boolean => kind === 'lost' || kind === 'timed-out';

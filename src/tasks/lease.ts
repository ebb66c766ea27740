import * as z from 'zod';
import type { Author } from './runState.ts';

/**
 * A run's claim on a cluster, kept in the cluster's own database, where everybody who works on it can see it. It is the
 * run's while a program works on it, and from its first change to its end also between two steps, when none does.
 */
export const lease = z
  .object({
    runId: z.string(),
    /** `between-steps`: the run is not over, and nobody is at work on it; whoever has its journal may go on. */
    state: z.enum(['at-work', 'between-steps']).default('at-work'),
    /** One opening of the run; a second one of the same run is another session. */
    session: z.string(),
    user: z.string(),
    machine: z.string(),
    version: z.string(),
    processId: z.int(),
    /** UTC. */
    since: z.string(),
    /** UTC; past it anybody may take over. */
    until: z.string(),
  })
  .readonly();
export type Lease = z.infer<typeof lease>;

/** How long a lease holds without being renewed. Milliseconds. */
export const leaseTime = 15 * 60_000;

/** What a lease property says. Something that is not a lease counts as somebody's, since it is not ours. */
export type LeaseReading =
  | { readonly kind: 'free' }
  | { readonly kind: 'lease'; readonly lease: Lease }
  /** A lease of another version, of which only so much can be read. */
  | { readonly kind: 'foreign'; readonly claim: Pick<Lease, 'runId' | 'until'> }
  | { readonly kind: 'strange' };

/** What a lease of any version has. */
const claim = z.object({ runId: z.string(), until: z.iso.datetime({ offset: true }) }).readonly();

export function parseLease(text: string): LeaseReading {
  if (text === '') return { kind: 'free' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'strange' };
  }
  const parsed = lease.safeParse(value);
  if (parsed.success) return { kind: 'lease', lease: parsed.data };
  const foreign = claim.safeParse(value);
  return foreign.success ? { kind: 'foreign', claim: foreign.data } : { kind: 'strange' };
}

/** Who asks: this opening of a run. */
export interface Claimant extends Author {
  readonly runId: string;
  readonly session: string;
  readonly processId: number;
  /** Another run that may lend its claim while nobody is at work on it. */
  readonly within?: string;
}

export type Verdict =
  | { readonly kind: 'ours' }
  /** It may be taken; `from` is whose it was. */
  | { readonly kind: 'takeable'; readonly from: Lease | undefined }
  /** `runId` has it, where that can be told; `by` says more, where this version can read it. */
  | {
      readonly kind: 'held';
      readonly by: Lease | undefined;
      readonly runId: string | undefined;
      readonly reason: string;
    };

/**
 * Whether a claimant may work on the cluster. Another run's claim holds until it has expired, also when its program is
 * gone: what it has begun is not over. A run itself goes on from anywhere as soon as nobody is at work on it, on another
 * machine at once, since whoever resumes it has its journal, and means it. A restore (`follows`) may begin where any run
 * was left by everybody: to mend what it left is what a restore is for. `isAtWork` tells whether who made a claim on this
 * machine is still there.
 */
export function judgeLease(
  reading: LeaseReading,
  claimant: Claimant,
  now: Date,
  isAtWork: (held: Lease) => boolean,
  follows = false,
): Verdict {
  if (reading.kind === 'free') return { kind: 'takeable', from: undefined };
  if (reading.kind === 'strange')
    return {
      kind: 'held',
      by: undefined,
      runId: undefined,
      reason:
        'the property ClusterPatchLease of the group holds something that is not a lease: look at it, and clear it if nobody needs it',
    };
  if (reading.kind === 'foreign')
    return Date.parse(reading.claim.until) <= now.getTime()
      ? { kind: 'takeable', from: undefined }
      : { kind: 'held', by: undefined, runId: reading.claim.runId, reason: foreign(reading.claim) };
  const { lease: held } = reading;
  if (held.session === claimant.session) return { kind: 'ours' };
  if (Date.parse(held.until) <= now.getTime()) return { kind: 'takeable', from: held };
  const ours = held.runId === claimant.runId;
  if (held.runId === claimant.within && held.state === 'between-steps')
    return { kind: 'takeable', from: held };
  const atWork = held.state === 'at-work' && (held.machine !== claimant.machine || isAtWork(held));
  const handedOver = ours && held.machine !== claimant.machine;
  if (handedOver || (!atWork && (ours || follows))) return { kind: 'takeable', from: held };
  return { kind: 'held', by: held, runId: held.runId, reason: atWork ? atWorkOn(held) : unfinished(held) };
}

const atWorkOn = (held: Lease): string =>
  `${held.user} on ${held.machine} has been at work on this cluster since ${held.since} (run ${held.runId}); the claim ends at ${held.until} unless it is renewed`;

const foreign = ({ runId, until }: Pick<Lease, 'runId' | 'until'>): string =>
  `run ${runId} of another version of Cluster Patch Checklist has this cluster, and this version cannot tell who is at work on it; its claim ends at ${until} unless it is renewed`;

const unfinished = (held: Lease): string =>
  `run ${held.runId}, which ${held.user} on ${held.machine} has had on this cluster since ${held.since}, is not over: resume it or abort it; its claim ends at ${held.until}`;

/** The text that a claimant leaves in the cluster. */
export const leaseText = (
  { within: _within, ...claimant }: Claimant,
  since: string,
  now: Date,
  state: Lease['state'] = 'at-work',
): string =>
  JSON.stringify({
    ...claimant,
    state,
    since,
    until: new Date(now.getTime() + leaseTime).toISOString(),
  } satisfies Lease);

/** The claim of the run that lent the cluster, as that run has it again. */
export const givenBack = (lender: Lease, now: Date): string =>
  JSON.stringify({ ...lender, until: new Date(now.getTime() + leaseTime).toISOString() } satisfies Lease);

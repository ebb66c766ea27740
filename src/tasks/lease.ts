import * as z from 'zod';
import type { Author } from './runState.ts';

/** A run's claim on a cluster, kept in the cluster's own database, where everybody who works on it can see it. */
export const lease = z
  .object({
    runId: z.string(),
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
  | { readonly kind: 'strange' };

export function parseLease(text: string): LeaseReading {
  if (text === '') return { kind: 'free' };
  try {
    const parsed = lease.safeParse(JSON.parse(text));
    return parsed.success ? { kind: 'lease', lease: parsed.data } : { kind: 'strange' };
  } catch {
    return { kind: 'strange' };
  }
}

/** Who asks: this opening of a run. */
export interface Claimant extends Author {
  readonly runId: string;
  readonly session: string;
  readonly processId: number;
}

export type Verdict =
  | { readonly kind: 'ours' }
  /** It may be taken; `from` is whose it was. */
  | { readonly kind: 'takeable'; readonly from: Lease | undefined }
  | { readonly kind: 'held'; readonly reason: string };

/**
 * Whether a claimant may work on the cluster. Its own run may be taken over by a colleague on another machine, and on
 * the same machine once the process that held it is gone: whoever opens it has its journal.
 */
export function judgeLease(
  reading: LeaseReading,
  claimant: Claimant,
  now: Date,
  isAlive: (processId: number) => boolean,
): Verdict {
  if (reading.kind === 'free') return { kind: 'takeable', from: undefined };
  if (reading.kind === 'strange')
    return {
      kind: 'held',
      reason:
        'the property ClusterPatchLease of the group holds something that is not a lease: look at it, and clear it if nobody needs it',
    };
  const { lease: held } = reading;
  if (held.session === claimant.session) return { kind: 'ours' };
  const sameMachine = held.machine === claimant.machine;
  const expired = Date.parse(held.until) <= now.getTime();
  const ended = sameMachine && !isAlive(held.processId);
  const handedOver = held.runId === claimant.runId && !sameMachine;
  if (expired || ended || handedOver) return { kind: 'takeable', from: held };
  return {
    kind: 'held',
    reason: `${held.user} on ${held.machine} has been at work on this cluster since ${held.since} (run ${held.runId}); the claim ends at ${held.until} unless it is renewed`,
  };
}

/** The text that a claimant leaves in the cluster. */
export const leaseText = (claimant: Claimant, since: string, now: Date): string =>
  JSON.stringify({
    ...claimant,
    since,
    until: new Date(now.getTime() + leaseTime).toISOString(),
  } satisfies Lease);

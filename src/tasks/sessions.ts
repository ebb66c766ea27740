import os from 'node:os';
import { type Lease, leaseTime } from './lease.ts';

/** The sessions of this process that may hold a cluster. One that could not give its claim back is not at work for that. */
const open = new Set<string>();

/** An opening of a run begins to hold its cluster. */
export const sessionOpened = (session: string): void => void open.add(session);

/** It has left its cluster, whether or not it could give the claim back. */
export const sessionClosed = (session: string): void => void open.delete(session);

/** Whether who made a claim on this machine is still there. */
export const isAtWork = ({ processId, session, until }: Lease): boolean =>
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

import * as z from 'zod';
import { drift } from '../cluster/drift.ts';
import { evidence } from '../cluster/evidence.ts';
import { clusterReading } from '../cluster/snapshot.ts';
import { jsonValue as json, operationFailure } from './door.ts';
import { lease } from './lease.ts';
import { ownScript } from './ownScript.ts';

/**
 * The records of a journal. A run's state is what replaying them gives, so every fact that the screen shows is in one
 * of them. Unknown fields are kept out and unknown types refused: a newer format says so in its `format`.
 */
export const journalFormat = 1;

const roles = z.object({ first: z.string(), second: z.string(), active: z.string(), passive: z.string() });

export const runEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run-started'),
    format: z.literal(journalFormat),
    runId: z.string(),
    cluster: z.string(),
    /** The definition, package and procedure as their files said, so that a later edit changes nothing here. */
    definition: json,
    update: json.optional(),
    procedure: json,
    /** The scripts of one's own that it runs, as their files said. */
    scripts: z.array(ownScript).readonly().exactOptional(),
    roles,
    /** UTC by the nodes' clock: what counts as new in an event log. */
    nodeTime: z.string(),
    /** The cluster as it was: what is changed on the way is put back to this. */
    baseline: clusterReading.optional(),
    drift: z.array(drift).readonly(),
    /** The agents of the management group, where the procedure is about them: none may be lost sight of. */
    agents: z.array(z.string()).readonly().optional(),
    /** The unfinished run in whose course it happens, which lends it the cluster. */
    within: z.string().optional(),
  }),
  /** The run has the cluster to itself from now on; `from` had it before and is gone, or handed it over. */
  z.object({ type: z.literal('lease-taken'), from: lease.optional() }),
  z.object({ type: z.literal('run-resumed'), reason: z.string() }),
  z.object({
    type: z.literal('step-started'),
    step: z.string(),
    guards: z.array(evidence).readonly(),
    /** When each node had last started, UTC by its own clock, in the instant before the change. */
    boots: z.record(z.string(), z.string()).readonly().optional(),
  }),
  z.object({
    type: z.literal('step-refused'),
    step: z.string(),
    guards: z.array(evidence).readonly(),
    /** What is left of the marks, where it was refused for what somebody else had changed: a person has seen that now. */
    marks: z.record(z.string(), z.string()).readonly().optional(),
  }),
  z.object({
    type: z.literal('operation-sent'),
    step: z.string(),
    index: z.int(),
    operation: z.string(),
    node: z.string(),
    parameters: z.record(z.string(), json).readonly(),
    /** SHA-256 of the exact script. */
    script: z.string(),
  }),
  z.object({
    type: z.literal('operation-returned'),
    step: z.string(),
    index: z.int(),
    milliseconds: z.number(),
    result: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('returned'), value: json }),
      z.object({ kind: z.literal('failed'), failure: operationFailure }),
    ]),
  }),
  z.object({
    type: z.literal('step-verified'),
    step: z.string(),
    evidence: z.array(evidence).readonly(),
    /** The cluster as the step left it. */
    marks: z.record(z.string(), z.string()).readonly().optional(),
    /** The answer to an optional question. */
    answer: z.boolean().optional(),
  }),
  z.object({
    type: z.literal('step-failed'),
    step: z.string(),
    reason: z.string(),
    evidence: z.array(evidence).readonly(),
  }),
  z.object({
    type: z.literal('step-skipped'),
    step: z.string(),
    reason: z.string(),
    /** The optional question that left it out, when it was not a person who skipped it. */
    question: z.string().optional(),
  }),
  z.object({ type: z.literal('run-interrupted'), step: z.string().optional(), reason: z.string() }),
  z.object({ type: z.literal('run-aborted'), reason: z.string(), drift: z.array(drift).readonly() }),
  z.object({ type: z.literal('run-completed'), drift: z.array(drift).readonly() }),
]);
export type RunEvent = z.infer<typeof runEvent>;

/** A record as it stands in the journal: the event, with its place, its time, who wrote it, and the chain. */
export const journalRecord = z.object({
  seq: z.int().min(0),
  /** UTC. */
  at: z.string(),
  by: z.object({ user: z.string(), machine: z.string(), version: z.string() }),
  /** SHA-256 of the line before, as it stands in the file; of the empty string for the first. */
  previous: z.string(),
  event: runEvent,
});
export type JournalRecord = z.infer<typeof journalRecord>;

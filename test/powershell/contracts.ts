import * as z from 'zod';

/*
 * The documents of the terminal, as its contract has them. Written down again here, apart from the code that prints
 * them: whoever builds on them relies on these fields.
 */
const evidence = z.object({
  expected: z.string(),
  observed: z.string(),
  passed: z.boolean(),
  node: z.string().optional(),
  note: z.string().optional(),
});

export const labSummary = z.object({
  hazards: z.array(z.object({ kind: z.string(), at: z.iso.datetime(), detail: z.string() })),
  downtimeSeconds: z.number(),
  failovers: z.int(),
  moves: z.int(),
});

export const statusDocument = z.object({
  cluster: z.string(),
  takenAt: z.iso.datetime(),
  nodes: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['Up', 'Down', 'Paused', 'Joining', 'Unknown']),
      role: z.enum(['active', 'passive', 'unknown']),
      reachable: z.boolean(),
      services: z.array(
        z.object({
          name: z.string(),
          displayName: z.string(),
          status: z.string(),
          startType: z.string(),
          expected: z.object({ status: z.string(), startType: z.string() }),
          drift: z.boolean(),
        }),
      ),
    }),
  ),
  groups: z.array(z.object({ name: z.string(), owner: z.string(), state: z.string() })),
  resources: z.array(
    z.object({
      name: z.string(),
      group: z.string(),
      type: z.string(),
      state: z.string(),
      restartAction: z.int(),
    }),
  ),
  drift: z.array(
    z.object({
      kind: z.string(),
      node: z.string().optional(),
      subject: z.string(),
      expected: z.string(),
      observed: z.string(),
    }),
  ),
});

export const planDocument = z.object({
  procedure: z.string(),
  cluster: z.string(),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      node: z.string().nullable(),
      guards: z.array(z.object({ text: z.string(), holds: z.boolean(), observed: z.array(z.string()) })),
      operations: z.array(
        z.object({
          name: z.string(),
          node: z.string(),
          script: z.string(),
          arguments: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
});

export const runDocument = z.object({
  runId: z.string(),
  procedure: z.string(),
  cluster: z.string(),
  outcome: z.enum(['completed', 'failed', 'refused', 'interrupted']),
  reason: z.string().optional(),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      node: z.string().nullable(),
      state: z.enum(['ticked', 'failed', 'skipped', 'pending']),
      evidence: z.array(evidence),
      reason: z.string().optional(),
      startedAt: z.iso.datetime().nullable(),
      endedAt: z.iso.datetime().nullable(),
    }),
  ),
  lab: labSummary,
});

export const restoreDocument = runDocument.extend({ byHand: z.array(z.string()) });

export const runsDocument = z.object({
  runs: z.array(
    z.object({
      runId: z.string(),
      procedure: z.string(),
      cluster: z.string(),
      outcome: z.string(),
      startedAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
    }),
  ),
});

export const errorDocument = z.object({
  error: z.object({
    kind: z.string(),
    message: z.string(),
    file: z.string().optional(),
    line: z.int().optional(),
    column: z.int().optional(),
    remedy: z.string(),
  }),
});

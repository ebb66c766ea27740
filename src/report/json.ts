import * as z from 'zod';
import { drift } from '../cluster/drift.ts';
import { evidence } from '../cluster/evidence.ts';
import { type JsonValue, operationFailure } from '../tasks/door.ts';

/** The report as a document: what every format shows, and what the JSON format is, word for word. */
export const reportFormat = 1;

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

const json: z.ZodType<JsonValue> = z.json();

const utc = z.string().describe('UTC, ISO 8601.');
const milliseconds = z.number().min(0);

const author = z.strictObject({ user: z.string(), machine: z.string(), version: z.string() }).readonly();
export type ReportAuthor = z.infer<typeof author>;

const operation = z.strictObject({
  operation: z.string(),
  node: z.string(),
  parameters: z.record(z.string(), json).readonly(),
  script: z.string().describe('SHA-256 of the exact script; its text is under "scripts".'),
  sentAt: utc,
  outcome: z.enum(['returned', 'failed', 'in-flight']),
  milliseconds: milliseconds.optional(),
  value: json.optional().describe('What it returned.'),
  failure: operationFailure.optional(),
});
export type ReportOperation = z.infer<typeof operation>;

const stepState = z.enum(['pending', 'started', 'ticked', 'failed', 'skipped']);
export type ReportStepState = z.infer<typeof stepState>;

const attempt = z.strictObject({
  number: z.int().min(0),
  state: stepState,
  reason: z.string().optional().describe('Why it failed, was refused, or was skipped.'),
  startedAt: utc.optional(),
  endedAt: utc.optional(),
  guards: list(evidence),
  operations: list(operation),
  verification: list(evidence),
});
export type ReportAttempt = z.infer<typeof attempt>;

export const spanEnding = z.enum(['ticked', 'failed', 'skipped', 'refused', 'interrupted', 'in-flight']);
export type SpanEnding = z.infer<typeof spanEnding>;

const span = z.strictObject({ from: utc, to: utc, ending: spanEnding });
export type ReportSpan = z.infer<typeof span>;

const step = z.strictObject({
  id: z.string(),
  number: z.int().min(1),
  title: z.string(),
  kind: z.enum(['gate', 'action', 'question', 'attended']),
  node: z.string().optional(),
  stateText: z.string().describe('The state in words.'),
  refused: z.boolean().describe('A guard did not hold at the last attempt.'),
  decidedBy: author.optional().describe('Who skipped it, or answered its question.'),
  prevents: z.string().optional(),
  reconstructed: z.string().optional(),
  instructions: list(z.string()),
  expectations: list(z.string()).describe('What must be true before it is ticked.'),
  milliseconds: milliseconds.optional().describe('Time spent on it, all attempts together.'),
  last: attempt,
  earlier: list(attempt),
  spans: list(span),
});
export type ReportStep = z.infer<typeof step>;

const attention = z.strictObject({
  level: z.enum(['problem', 'note']),
  about: z.enum(['journal', 'people', 'run', 'step', 'cluster', 'lab', 'script']),
  step: z.int().optional().describe('Number of the step.'),
  text: z.string(),
});
export type Attention = z.infer<typeof attention>;

const script = z.strictObject({
  sha256: z.string(),
  operations: list(z.string()),
  uses: z.int(),
  text: z.string().optional().describe('Missing when the script is not at hand any more.'),
  genuine: z.boolean().optional().describe('Whether the text has this hash.'),
});
export type ReportScript = z.infer<typeof script>;

const record = z.strictObject({
  seq: z.int(),
  at: utc,
  by: author,
  type: z.string(),
  step: z.int().optional().describe('Number of the step.'),
  text: z.string(),
});

const absence = z.strictObject({
  kind: z.enum(['moving', 'offline']),
  step: z.int(),
  from: utc,
  to: utc,
  over: z
    .boolean()
    .describe('A record shows that it was over; where none does, "to" is the time of the last record.'),
});
export type ReportAbsence = z.infer<typeof absence>;

export const reportDocument = z.strictObject({
  format: z.literal(reportFormat),
  run: z.strictObject({
    id: z.string(),
    outcome: z.enum(['completed', 'failed', 'refused', 'interrupted']),
    status: z.enum(['active', 'completed', 'aborted']),
    headline: z.string(),
    explanation: z.string(),
    startedBy: author,
    authors: list(author).describe('Everyone who wrote a record, in the order of the first one.'),
    startedAt: utc,
    endedAt: utc.optional(),
    lastRecordAt: utc,
    milliseconds: milliseconds
      .optional()
      .describe('From the first record to the end, or to the last record.'),
  }),
  cluster: z.strictObject({
    name: z.string(),
    nodes: list(z.strictObject({ name: z.string(), address: z.string(), transport: z.string() })),
    roles: z.strictObject({ first: z.string(), second: z.string(), active: z.string(), passive: z.string() }),
    services: list(z.string()),
  }),
  package: z
    .strictObject({
      id: z.string(),
      kb: z.string(),
      title: z.string(),
      installer: z.string(),
      changesDatabase: z.boolean(),
      files: list(z.strictObject({ path: z.string(), version: z.string() })),
    })
    .optional(),
  procedure: z.strictObject({
    id: z.string(),
    title: z.string(),
    downtime: z.string(),
    sources: list(z.strictObject({ title: z.string(), url: z.string() })),
  }),
  counts: z.strictObject({
    total: z.int(),
    ticked: z.int(),
    skipped: z.int(),
    failed: z.int(),
    started: z.int(),
    pending: z.int(),
  }),
  attention: list(attention).describe(
    'What a reader must know before signing; empty when nothing is out of the ordinary.',
  ),
  steps: list(step),
  absences: list(absence).describe(
    'When groups were moving or offline by order: until they were seen Online again.',
  ),
  absentMilliseconds: milliseconds,
  records: list(record),
  drift: z.strictObject({ before: list(drift), after: list(drift).optional() }),
  lab: z
    .strictObject({
      hazards: list(z.strictObject({ kind: z.string(), at: z.string(), detail: z.string() })),
      downtimeSeconds: z.number(),
      failovers: z.int().describe('Unplanned ones.'),
      moves: z.int().describe('Planned ones.'),
    })
    .optional(),
  scripts: list(script),
  integrity: z.strictObject({
    whole: z.boolean(),
    records: z.int(),
    lastHash: z.string().describe('SHA-256 of the last line of the journal.'),
    message: z.string().optional(),
    newer: z
      .boolean()
      .optional()
      .describe('Nothing is wrong with the records that are not here: a newer version wrote them.'),
  }),
});
export type ReportDocument = z.infer<typeof reportDocument>;

/** The document as JSON text, for programs. */
export const renderJson = (document: ReportDocument): string => `${JSON.stringify(document, undefined, 2)}\n`;

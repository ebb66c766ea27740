import type * as z from 'zod';
import { clusterDefinition } from '../cluster/definition.ts';
import { type Evidence, evidenceText } from '../cluster/evidence.ts';
import { updatePackage } from '../cluster/package.ts';
import { ProblemError } from '../cluster/problem.ts';
import { filledIn, rolesIn } from './binding.ts';
import type { JournalRecord, RunEvent } from './events.ts';
import { updateFirst } from './journalText.ts';
import { changesSomething, procedure } from './procedure.ts';
import type { OperationState, RunState, StepState } from './runState.ts';

type Started = Extract<RunEvent, { type: 'run-started' }>;
type StepEvent = Extract<RunEvent, { type: `step-${string}` | `operation-${string}` }>;

/** The state after one more record. The first record of a run is `run-started`, and only the first. */
export const apply = (state: RunState | undefined, record: JournalRecord): RunState => ({
  ...next(state, record),
  lastBy: record.by,
  lastAt: record.at,
});

function next(state: RunState | undefined, record: JournalRecord): RunState {
  const { event } = record;
  if (event.type === 'run-started') {
    if (state !== undefined) throw new Error(`record ${record.seq} starts the run a second time`);
    return begin(record, event);
  }
  if (state === undefined) throw new Error(`record ${record.seq} comes before the start of the run`);
  switch (event.type) {
    case 'run-resumed':
      return { ...state, interrupted: undefined };
    case 'lease-taken':
      return event.from === undefined || event.from.runId !== state.within
        ? state
        : { ...state, lender: event.from };
    case 'run-interrupted':
      return { ...state, interrupted: event.reason };
    case 'run-aborted':
      return {
        ...state,
        status: 'aborted',
        endedAt: record.at,
        driftAfter: event.drift,
        interrupted: event.reason,
      };
    case 'run-completed':
      return {
        ...state,
        status: 'completed',
        endedAt: record.at,
        driftAfter: event.drift,
        interrupted: undefined,
      };
    default:
      return {
        ...state,
        interrupted: undefined,
        marks: marksAfter(state, event),
        steps: state.steps.map((step) => (step.id === event.step ? advance(step, record, event) : step)),
      };
  }
}

/** A newer version has begun the run, with something that this version does not know. */
export class NewerRunError extends ProblemError {}

/** The state that a journal gives; undefined for an empty one. Throws NewerRunError. */
export const replay = (records: readonly JournalRecord[]): RunState | undefined =>
  records.reduce<RunState | undefined>(apply, undefined);

/** What others change stays to be seen until a step has changed something itself, or until a person was shown it. */
function marksAfter({ marks, steps }: RunState, event: StepEvent): RunState['marks'] {
  switch (event.type) {
    case 'step-verified':
    case 'step-refused':
      return event.marks ?? marks;
    default: {
      const step = steps.find(({ id }) => id === event.step)?.step;
      const leftOut = event.type === 'step-skipped' && event.question !== undefined;
      return leftOut || (step !== undefined && !changesSomething(step)) ? marks : undefined;
    }
  }
}

/** The record is as it was written, so a document in it that cannot be read is of a version that knows more. */
function known<T>(what: string, schema: z.ZodType<T>, value: unknown, version: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new NewerRunError({
    kind: 'io',
    message: `the run was begun by a newer version (${version}), and this version does not know what its ${what} says (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`,
    remedy: updateFirst,
  });
}

function begin(record: JournalRecord, event: Started): RunState {
  const { version } = record.by;
  const parsed = known('procedure', procedure, event.procedure, version);
  const definition = known('cluster', clusterDefinition, event.definition, version);
  const update =
    event.update === undefined ? undefined : known('package', updatePackage, event.update, version);
  const named = { roles: event.roles, definition, update };
  return {
    runId: event.runId,
    definition,
    update,
    procedure: parsed,
    scripts: event.scripts ?? [],
    roles: event.roles,
    nodeTime: event.nodeTime,
    startedBy: record.by,
    startedAt: record.at,
    lastBy: record.by,
    lastAt: record.at,
    endedAt: undefined,
    status: 'active',
    baseline: event.baseline,
    marks: undefined,
    driftBefore: event.drift,
    agents: event.agents ?? [],
    within: event.within,
    lender: undefined,
    driftAfter: undefined,
    interrupted: undefined,
    steps: parsed.steps.map((step) => ({
      step:
        step.kind === 'question' ? { ...step, question: filledIn(step.question, named, step.bound) } : step,
      id: step.id,
      title: filledIn(step.title, named, step.bound),
      node: step.node === undefined ? undefined : rolesIn(named, step)[step.node],
      progress: 'pending',
      attempt: 0,
      guards: [],
      boots: {},
      refused: false,
      operations: [],
      evidence: [],
      answer: undefined,
      leftOut: false,
      reason: undefined,
      startedAt: undefined,
      endedAt: undefined,
    })),
  };
}

function advance(step: StepState, { at }: JournalRecord, event: StepEvent): StepState {
  switch (event.type) {
    case 'step-started':
      return {
        ...step,
        progress: 'started',
        attempt: step.attempt + 1,
        guards: event.guards,
        boots: event.boots ?? {},
        refused: false,
        operations: [],
        evidence: [],
        reason: undefined,
        startedAt: at,
        endedAt: undefined,
      };
    case 'step-refused':
      // Its progress stays: what a step that was under way or failed has sent is looked at before it is sent again.
      return {
        ...step,
        guards: event.guards,
        refused: true,
        reason: refusal(event.guards),
      };
    case 'operation-sent': {
      const { operation, node, parameters, script } = event;
      const sent: OperationState = {
        operation,
        node,
        parameters,
        script,
        sentAt: at,
        outcome: { kind: 'in-flight' },
      };
      return { ...step, operations: [...step.operations.slice(0, event.index), sent] };
    }
    case 'operation-returned':
      return {
        ...step,
        operations: step.operations.map((operation, index) =>
          index === event.index ? { ...operation, outcome: outcome(event) } : operation,
        ),
      };
    case 'step-verified':
      return {
        ...step,
        progress: 'ticked',
        refused: false,
        evidence: event.evidence,
        answer: event.answer,
        reason: undefined,
        endedAt: at,
      };
    case 'step-failed':
      return {
        ...step,
        progress: 'failed',
        refused: false,
        evidence: event.evidence,
        reason: event.reason,
        endedAt: at,
      };
    case 'step-skipped':
      return {
        ...step,
        progress: 'skipped',
        refused: false,
        reason: event.reason,
        leftOut: event.question !== undefined,
        endedAt: at,
      };
  }
}

const outcome = ({
  milliseconds,
  result,
}: Extract<RunEvent, { type: 'operation-returned' }>): OperationState['outcome'] => ({
  ...result,
  milliseconds,
});

const refusal = (guards: readonly Evidence[]): string =>
  guards
    .filter((guard) => !guard.passed)
    .map(evidenceText)
    .join('; ');

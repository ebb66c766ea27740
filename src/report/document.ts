import { contextOf, instructionsOf, verificationOf } from '../tasks/binding.ts';
import { outcomeOf, type RunState, type StepState } from '../tasks/runState.ts';
import { absencesOf } from './absences.ts';
import { attemptOf, earlierAttempts } from './attempts.ts';
import { attentionOf } from './attention.ts';
import { countsOf, headlineOf } from './headline.ts';
import type { ReportInput } from './input.ts';
import {
  type ReportAuthor,
  type ReportDocument,
  type ReportSpan,
  type ReportStep,
  reportFormat,
} from './json.ts';
import { narrativeOf } from './narrative.ts';
import { scriptsOf } from './scriptList.ts';
import { spansOf } from './spans.ts';
import { between } from './time.ts';
import { authorText, stateText } from './words.ts';

/** Gathers what all the formats show, so that none of them can say something that another does not. */
export function documentOf(input: ReportInput): ReportDocument {
  const { state, records, integrity, lab } = input;
  const { definition, update, procedure } = state;
  const lastRecordAt = records.at(-1)?.at ?? state.startedAt;
  const scripts = scriptsOf(records, input.scripts);
  const absences = absencesOf(input).map((absence) => ({ ...absence, step: numberOf(state, absence.step) }));
  return {
    format: reportFormat,
    run: {
      id: state.runId,
      outcome: outcomeOf(state),
      status: state.status,
      ...headlineOf(state),
      startedBy: state.startedBy,
      authors: authorsOf(input),
      startedAt: state.startedAt,
      endedAt: state.endedAt,
      lastRecordAt,
      milliseconds: between(state.startedAt, state.endedAt ?? lastRecordAt),
    },
    cluster: {
      name: definition.name,
      nodes: definition.nodes.map(({ name, address, transport }) => ({
        name,
        address,
        transport: transport.kind,
      })),
      roles: state.roles,
      services: definition.services.map(({ name }) => name),
    },
    ...(update === undefined
      ? {}
      : {
          package: {
            id: update.id,
            kb: update.kb,
            title: update.title,
            installer: update.installer.kind,
            changesDatabase: update.changesDatabase,
            files: update.files,
          },
        }),
    procedure: {
      id: procedure.id,
      title: procedure.title,
      downtime: procedure.downtime,
      sources: procedure.sources,
    },
    counts: countsOf(state),
    attention: attentionOf(input, scripts, absences),
    steps: stepsOf(input),
    absences,
    absentMilliseconds: absences.reduce((sum, { from, to }) => sum + (between(from, to) ?? 0), 0),
    records: narrativeOf(state, records),
    drift: { before: state.driftBefore, after: state.driftAfter },
    ...(lab === undefined
      ? {}
      : { lab: { ...lab, hazards: lab.hazards.map(({ kind, at, detail }) => ({ kind, at, detail })) } }),
    scripts,
    integrity: { ...integrity, records: records.length },
  };
}

const numberOf = (state: RunState, id: string): number => state.steps.findIndex((step) => step.id === id) + 1;

function stepsOf({ state, records }: ReportInput): readonly ReportStep[] {
  const earlier = earlierAttempts(records);
  const spans = spansOf(records);
  return state.steps.map((step, index): ReportStep => {
    const own = spans.get(step.id) ?? [];
    return {
      id: step.id,
      number: index + 1,
      title: step.title,
      kind: step.step.kind,
      node: step.node,
      stateText: stateText(step),
      refused: step.refused,
      decidedBy: deciderOf(step, records),
      prevents: step.step.prevents,
      reconstructed: step.step.reconstructed,
      instructions: [...instructionsOf(step.step, state)],
      expectations: verificationOf(step.step).map((condition) => condition.text(contextOf(state, step))),
      milliseconds: own.length === 0 ? undefined : workedOn(own),
      last: attemptOf(step),
      earlier: earlier.get(step.id) ?? [],
      spans: own,
    };
  });
}

/** Who answers for a step that no reading of the cluster vouches for. */
function deciderOf(
  { id, progress, step }: StepState,
  records: ReportInput['records'],
): ReportAuthor | undefined {
  const type =
    progress === 'skipped' ? 'step-skipped' : step.kind === 'question' ? 'step-verified' : undefined;
  return records.findLast(({ event }) => event.type === type && 'step' in event && event.step === id)?.by;
}

const workedOn = (spans: readonly ReportSpan[]): number =>
  spans.reduce((sum, { from, to }) => sum + (between(from, to) ?? 0), 0);

function authorsOf({ records, state }: ReportInput): readonly ReportAuthor[] {
  const authors = new Map([[authorText(state.startedBy), state.startedBy]]);
  for (const { by } of records) if (!authors.has(authorText(by))) authors.set(authorText(by), by);
  return [...authors.values()];
}

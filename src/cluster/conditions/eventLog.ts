import * as z from 'zod';
import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { needKey, type ReadingNeed } from '../readings.ts';
import {
  type ConditionContext,
  conditionKind,
  machineNeeds,
  nodeOrEvery,
  nodesOf,
  readingOf,
} from './condition.ts';

const value = {
  node: nodeOrEvery,
  hours: z
    .number()
    .positive()
    .max(720)
    .optional()
    .describe('How far to look back; left out: to the start of the run.'),
  sinceRestart: z.boolean().optional().describe('Only what came after the last start of the node.'),
  logs: z
    .array(z.string().min(1).max(128))
    .min(1)
    .optional()
    .describe("Event logs, such as System; left out: the cluster definition's."),
  sources: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Only events of these sources; left out: of all.'),
  except: z.array(z.int()).default([]).describe('Event ids that are expected here.'),
  failing: z
    .boolean()
    .default(true)
    .describe(
      'false: errors do not fail the step, but stand in its evidence for a person to look at. A healthy product logs errors too, and services that an installer starts on the passive node can do little else.',
    ),
};
type Value = z.infer<z.ZodObject<typeof value>>;

/** The time from which events count: so many hours before the run began, or its beginning. */
export const since = (hours: number | undefined, { runStartedAt }: ConditionContext): string =>
  hours === undefined ? runStartedAt : new Date(Date.parse(runStartedAt) - hours * 3_600_000).toISOString();

const logsOf = ({ logs }: Value, { definition }: ConditionContext): readonly string[] =>
  logs ?? definition.eventLogs;

const needOf = (node: string, condition: Value, context: ConditionContext): ReadingNeed => ({
  kind: 'events',
  node,
  logs: logsOf(condition, context),
  after: since(condition.hours, context),
});

const period = ({ hours, sinceRestart }: Value): string => {
  if (sinceRestart) return 'since the restart';
  return hours === undefined ? 'since the run began' : `in the last ${hours} hours`;
};

/** What is expected here is named, so that nobody takes its absence from the evidence for its absence from the log. */
const butExpected = ({ except }: Value): string => (except.length === 0 ? '' : ` but ${except.join(', ')}`);

/** Event logs hold no error, in the last hours, since the run began, or since the node's restart. */
export const noErrorsInEventLog = conditionKind('no-errors-in-event-log', value, {
  about: 'No error and no critical event in the event logs of the node.',
  text: (condition, context) => {
    const of = condition.sources === undefined ? '' : ` of ${condition.sources.join(', ')}`;
    const logs = logsOf(condition, context).join(', ') || 'the event log';
    const nodes = nodesOf(condition, context).join(', ');
    const what = `${of}${butExpected(condition)} in ${logs} ${period(condition)}`;
    return condition.failing
      ? `${nodes}: no error${what}`
      : `${nodes}: each error${what} is shown, to be looked at`;
  },
  needs: (condition, context) =>
    logsOf(condition, context).length === 0
      ? []
      : [
          ...nodesOf(condition, context).map((node) => needOf(node, condition, context)),
          ...(condition.sinceRestart ? machineNeeds(nodesOf(condition, context), context) : []),
        ],
  judge: (condition, readings, context) => {
    const { events } = readings;
    if (logsOf(condition, context).length === 0)
      return [{ expected: 'no errors', observed: 'the definition names no event log', passed: true }];
    return nodesOf(condition, context).map((node): Evidence => {
      const { failing } = condition;
      const expected = `${failing ? 'no errors' : 'errors to be looked at'}${butExpected(condition)}`;
      const read = events.get(needKey(needOf(node, condition, context)));
      const seen = readingOf(readings, node);
      const lastBoot = seen?.kind === 'reached' ? seen.lastBoot : undefined;
      if (
        read === undefined ||
        read.kind === 'unread' ||
        (condition.sinceRestart && lastBoot === undefined)
      ) {
        const error = read?.kind === 'unread' ? read.error : { message: 'not read', remedy: 'Verify again.' };
        return unknownEvidence(expected, error, node);
      }
      const errors = read.value.filter(
        ({ id, source, at }) =>
          !condition.except.includes(id) &&
          (condition.sources?.some((one) => sameName(one, source)) ?? true) &&
          (!condition.sinceRestart || Date.parse(at) >= Date.parse(lastBoot ?? at)),
      );
      const [first] = errors;
      if (first === undefined) return { node, expected, observed: failing ? expected : 'none', passed: true };
      return {
        node,
        expected,
        observed: `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}, such as ${first.source} ${first.id} at ${first.at}`,
        passed: !failing,
        note: first.message,
        ...(failing ? {} : { attention: true, noted: true }),
      };
    });
  },
});

import * as z from 'zod';
import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { needKey, type ReadingNeed } from '../readings.ts';
import { type ConditionContext, conditionKind, nodesOf, role } from './condition.ts';

const value = {
  node: role.optional(),
  hours: z
    .number()
    .positive()
    .max(720)
    .optional()
    .describe('How far to look back; left out: to the start of the run.'),
  except: z.array(z.int()).default([]).describe('Event ids that are expected here.'),
};

const after = (hours: number | undefined, { runStartedAt }: ConditionContext): string =>
  hours === undefined ? runStartedAt : new Date(Date.parse(runStartedAt) - hours * 3_600_000).toISOString();

const needOf = (node: string, hours: number | undefined, context: ConditionContext): ReadingNeed => ({
  kind: 'events',
  node,
  logs: context.definition.eventLogs,
  after: after(hours, context),
});

/** The definition's event logs hold no error, in the last hours or since the run began. */
export const noErrorsInEventLog = conditionKind('no-errors-in-event-log', value, {
  text: (condition, context) =>
    `${nodesOf(condition, context).join(', ')}: no error in ${context.definition.eventLogs.join(', ') || 'the event log'} ${
      condition.hours === undefined ? 'since the run began' : `in the last ${condition.hours} hours`
    }`,
  needs: (condition, context) =>
    context.definition.eventLogs.length === 0
      ? []
      : nodesOf(condition, context).map((node) => needOf(node, condition.hours, context)),
  judge: (condition, { events }, context) => {
    if (context.definition.eventLogs.length === 0)
      return [{ expected: 'no errors', observed: 'the definition names no event log', passed: true }];
    return nodesOf(condition, context).map((node): Evidence => {
      const expected = 'no errors';
      const read = events.get(needKey(needOf(node, condition.hours, context)));
      if (read === undefined || read.kind === 'unread') {
        const error = read?.error ?? { message: 'not read', remedy: 'Verify again.' };
        return unknownEvidence(expected, error, node);
      }
      const errors = read.value.filter((event) => !condition.except.includes(event.id));
      const [first] = errors;
      if (first === undefined) return { node, expected, observed: 'no errors', passed: true };
      return {
        node,
        expected,
        observed: `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}, such as ${first.source} ${first.id} at ${first.at}`,
        passed: false,
        note: first.message,
      };
    });
  },
});

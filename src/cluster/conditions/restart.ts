import { sameName } from '../names.ts';
import { conditionKind, machineNeeds, readingOf, role } from './condition.ts';

/** Windows works the time of its start out from its clock, so it moves a little when the clock is set. */
const jitter = 30_000;

/** The node has started again since the step began; that it answers alone would not tell. */
export const nodeRestarted = conditionKind(
  'node-restarted',
  { node: role },
  {
    about: 'The node has restarted since this step began.',
    text: ({ node }, { roles }) => `${roles[node]} has restarted since this step began`,
    needs: ({ node }, context) => machineNeeds([context.roles[node]], context),
    judge: ({ node }, readings, { roles, boots }) => {
      const name = roles[node];
      const expected = 'restarted';
      const known = Object.entries(boots).find(([booted]) => sameName(booted, name));
      if (known === undefined)
        return [{ node: name, expected, observed: 'not asked to restart yet', passed: false, settled: true }];
      const reading = readingOf(readings, name);
      if (reading?.kind !== 'reached')
        return [{ node: name, expected, observed: 'down, or on its way up', passed: false }];
      const passed = Date.parse(reading.lastBoot) > Date.parse(known[1]) + jitter;
      return [
        {
          node: name,
          expected,
          observed: passed
            ? `restarted at ${reading.lastBoot}`
            : `not down yet, running since ${reading.lastBoot}`,
          passed,
        },
      ];
    },
  },
);

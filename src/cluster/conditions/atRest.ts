import { type Drift, driftOf, remedyOf } from '../drift.ts';
import { conditionKind } from './condition.ts';

/** What nothing but a person or an installer changes; a state may still be on its way. */
const lasting: ReadonlySet<Drift['kind']> = new Set([
  'start-type',
  'resource-policy',
  'resource-missing',
  'service-missing',
  'group-missing',
]);

/** The cluster is in its resting state: no drift at all. */
export const atRest = conditionKind(
  'at-rest',
  {},
  {
    about:
      'The whole cluster is in its resting state: groups Online on one node, services and failover policies as the definition says.',
    text: (_value, { definition }) => `${definition.name} is in its resting state`,
    judge: (_value, { snapshot }, { definition }) => {
      const drift = driftOf(definition, snapshot);
      if (drift.length === 0) return [{ expected: 'resting state', observed: 'at rest', passed: true }];
      const installing = snapshot.nodes.some((node) => node.kind === 'reached' && node.installRunning);
      return drift.map((line) => ({
        expected: `${line.subject}: ${line.expected}`,
        observed: line.observed,
        passed: false,
        note: remedyOf(line, definition.name),
        ...(line.node === undefined ? {} : { node: line.node }),
        ...(lasting.has(line.kind) && !installing ? { settled: true } : {}),
      }));
    },
  },
);

import * as z from 'zod';
import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { activeNode } from '../ownership.ts';
import type { ServiceReading, StartType } from '../service.ts';
import { type ConditionContext, conditionKind, machineNeeds, readingOf, role } from './condition.ts';

const namesOf = (
  { services: named }: { readonly services?: readonly string[] | undefined },
  { definition }: ConditionContext,
): readonly string[] => named ?? definition.services.map((service) => service.name);

/** A delayed start is an automatic one; the word for both in most of Windows is Automatic. */
const startsAs = ({ startType }: ServiceReading, wanted: StartType): boolean =>
  startType === wanted || (wanted === 'Automatic' && startType === 'AutomaticDelayed');

/** The protected services on a node have this status, this start type, or both. */
export const services = conditionKind(
  'services',
  {
    node: role,
    services: z.array(z.string().min(1)).min(1).optional().describe('Left out: the protected services.'),
    status: z.enum(['Running', 'Stopped']).optional().describe('Left out: any status.'),
    startType: z.enum(['Manual', 'Automatic', 'Disabled']).optional().describe('Left out: any start type.'),
    mayBeMissing: z
      .boolean()
      .default(false)
      .describe('A service that is not installed there is as good, such as the SDK service on a gateway.'),
  },
  {
    about: 'Services on the node have this status, this start type, or both.',
    sound: {
      holds: ({ status, startType }) => status !== undefined || startType !== undefined,
      message: 'expects nothing of the services: add "status", "startType" or both',
    },
    text: (value, context) => {
      const { roles } = context;
      const names = namesOf(value, context);
      const wanted = [value.status, value.startType].filter((part) => part !== undefined).join(' · ');
      const orMissing = value.mayBeMissing ? ', or not installed' : '';
      return `${names.join(', ')} on ${roles[value.node]}: ${wanted}${orMissing}`;
    },
    needs: (value, context) => machineNeeds([context.roles[value.node]], context, namesOf(value, context)),
    judge: (value, readings, context) => {
      const { definition, roles } = context;
      const name = roles[value.node];
      const names = namesOf(value, context);
      const node = readingOf(readings, name, names);
      const active = activeNode(definition, readings.snapshot.state);
      return names.map((service): Evidence => {
        const expected = `${service}: ${[value.status, value.startType].filter((part) => part !== undefined).join(' · ')}${value.mayBeMissing ? ', or not installed' : ''}`;
        if (node === undefined || node.kind === 'unreached')
          return unknownEvidence(expected, node?.error ?? { message: 'not a node', remedy: '' }, name);
        const seen = node.services.find((reading) => sameName(reading.name, service));
        if (seen === undefined)
          return { node: name, expected, observed: 'not read', passed: false, settled: true };
        if (value.mayBeMissing && seen.status === 'Missing')
          return { node: name, expected, observed: 'not installed', passed: true };
        const observed = [value.status && seen.status, value.startType && seen.startType]
          .filter(Boolean)
          .join(' · ');
        const startRight = value.startType === undefined || startsAs(seen, value.startType);
        const passed = startRight && (value.status === undefined || seen.status === value.status);
        // An installer sets start types as long as it runs; after it only a person or a step does.
        const settled = !startRight && !node.installRunning;
        const sharedDisk =
          definition.services.find((known) => sameName(known.name, service))?.needsSharedDisk ?? false;
        const elsewhere = active !== undefined && !sameName(active, name);
        // An installer's attempt to start such a service here ends in an error that people take for a failed update.
        const note =
          value.services !== undefined && sharedDisk && elsewhere && seen.status === 'Stopped'
            ? `It cannot start on ${name}: its disk is on ${active}. An error about its start is expected and means nothing.`
            : undefined;
        return {
          node: name,
          expected,
          observed,
          passed,
          ...(settled ? { settled } : {}),
          ...(note === undefined ? {} : { note }),
        };
      });
    },
  },
);

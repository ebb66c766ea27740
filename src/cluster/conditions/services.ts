import * as z from 'zod';
import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { activeNode } from '../ownership.ts';
import { conditionKind, role } from './condition.ts';

/** The protected services on a node have this status, this start type, or both. */
export const services = conditionKind(
  'services',
  {
    node: role,
    services: z.array(z.string().min(1)).min(1).optional().describe('Left out: the protected services.'),
    status: z.enum(['Running', 'Stopped']).optional(),
    startType: z.enum(['Manual', 'Automatic', 'Disabled']).optional(),
  },
  {
    sound: {
      holds: ({ status, startType }) => status !== undefined || startType !== undefined,
      message: 'expects nothing of the services: add "status", "startType" or both',
    },
    text: (value, { roles, definition }) => {
      const names = value.services ?? definition.services.map((service) => service.name);
      const wanted = [value.status, value.startType].filter((part) => part !== undefined).join(' · ');
      return `${names.join(', ')} on ${roles[value.node]}: ${wanted}`;
    },
    judge: (value, { snapshot }, { definition, roles }) => {
      const name = roles[value.node];
      const node = snapshot.nodes.find((reading) => sameName(reading.name, name));
      const names = value.services ?? definition.services.map((service) => service.name);
      const active = activeNode(definition, snapshot.state);
      return names.map((service): Evidence => {
        const expected = `${service}: ${[value.status, value.startType].filter((part) => part !== undefined).join(' · ')}`;
        if (node === undefined || node.kind === 'unreached')
          return unknownEvidence(expected, node?.error ?? { message: 'not a node', remedy: '' }, name);
        const seen = node.services.find((reading) => sameName(reading.name, service));
        if (seen === undefined)
          return { node: name, expected, observed: 'not read', passed: false, settled: true };
        const observed = [value.status && seen.status, value.startType && seen.startType]
          .filter(Boolean)
          .join(' · ');
        const passed =
          (value.status === undefined || seen.status === value.status) &&
          (value.startType === undefined || seen.startType === value.startType);
        const sharedDisk =
          definition.services.find((known) => sameName(known.name, service))?.needsSharedDisk ?? false;
        const elsewhere = active !== undefined && !sameName(active, name);
        // An installer's attempt to start such a service here ends in an error that people take for a failed update.
        const note =
          value.services !== undefined && sharedDisk && elsewhere && seen.status === 'Stopped'
            ? `It cannot start on ${name}: its disk is on ${active}. An error about its start is expected and means nothing.`
            : undefined;
        return { node: name, expected, observed, passed, ...(note === undefined ? {} : { note }) };
      });
    },
  },
);

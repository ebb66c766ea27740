import * as z from 'zod';
import { serviceStatus } from '../../cluster/service.ts';
import { exactServiceNames, objectNames } from '../nodeValues.ts';
import { defineOperation, seconds } from '../operation.ts';

/** Stops services on a node that owns none of the groups; the node itself refuses otherwise. */
export const stopServices = defineOperation({
  name: 'stop-services',
  kind: 'write',
  about: 'Stops services on a node that owns none of the groups; the node itself refuses otherwise.',
  recognisedBy: ['services'],
  function: 'Stop-PatchService',
  arguments: z.strictObject({
    names: exactServiceNames.describe('The services, by their names without wildcards.'),
    groups: objectNames.describe('The node must own none of these groups.'),
  }),
  parameters: ({ names, groups }) => ({ Name: names, Group: groups }),
  result: z.array(
    z.object({
      name: z.string(),
      was: serviceStatus.catch('Unknown'),
      status: serviceStatus.catch('Unknown'),
    }),
  ),
  timeLimit: seconds(300),
  showsWithin: 1,
});

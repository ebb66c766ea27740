import * as z from 'zod';
import { startType } from '../../cluster/service.ts';
import { exactServiceNames } from '../nodeValues.ts';
import { defineOperation, seconds } from '../operation.ts';

/** Sets the start type of services. Set-Service of Windows PowerShell cannot set a delayed start. */
export const setStartType = defineOperation({
  name: 'set-start-type',
  kind: 'write',
  about: 'Sets the start type of services.',
  recognisedBy: ['services'],
  function: 'Set-PatchStartType',
  arguments: z.strictObject({
    names: exactServiceNames.describe('The services, by their names without wildcards.'),
    startType: z.enum(['Automatic', 'Manual', 'Disabled']).describe('The start type that they shall have.'),
  }),
  parameters: (values) => ({ Name: values.names, StartType: values.startType }),
  result: z.array(
    z.object({ name: z.string(), was: startType.catch('Unknown'), startType: startType.catch('Unknown') }),
  ),
  timeLimit: seconds(120),
  showsWithin: 1,
});

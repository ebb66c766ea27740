import * as z from 'zod';
import { startType } from '../../cluster/service.ts';
import { exactServiceNames } from '../nodeValues.ts';
import { defineOperation, seconds } from '../operation.ts';

/** Sets the start type of services. Set-Service of Windows PowerShell cannot set a delayed start. */
export const setStartType = defineOperation({
  name: 'set-start-type',
  kind: 'write',
  recognisedBy: ['services'],
  function: 'Set-PatchStartType',
  arguments: z.strictObject({
    names: exactServiceNames,
    startType: z.enum(['Automatic', 'Manual', 'Disabled']),
  }),
  parameters: (values) => ({ Name: values.names, StartType: values.startType }),
  result: z.array(
    z.object({ name: z.string(), was: startType.catch('Unknown'), startType: startType.catch('Unknown') }),
  ),
  timeLimit: seconds(120),
});

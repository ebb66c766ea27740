import * as z from 'zod';
import { architectureOf } from '../../cluster/architecture.ts';
import { serviceName } from '../../cluster/names.ts';
import { serviceStatus, startType } from '../../cluster/service.ts';
import { names, time } from '../nodeValues.ts';
import { defineOperation, seconds, single } from '../operation.ts';

const service = z
  .object({
    name: z.string(),
    displayName: z.string(),
    // A state that Windows adds one day is unknown, not a reason to lose the whole reading.
    status: serviceStatus.catch('Unknown'),
    startType: startType.catch('Unknown'),
    startName: z.string(),
    exitCode: z.number().catch(0),
  })
  .transform(({ startName, ...rest }) => ({ ...rest, account: startName }));

/** How a node is: clock, Windows, the session's rights, pending restart, the named services. */
export const readNode = defineOperation({
  name: 'read-node',
  kind: 'read',
  function: 'Get-PatchNode',
  arguments: z.strictObject({ services: z.array(serviceName) }),
  parameters: ({ services }) => ({ Services: services }),
  result: single(
    z.object({
      time,
      lastBoot: time,
      osVersion: z.string(),
      osCaption: z.string(),
      architecture: z.string().transform(architectureOf),
      powerShellVersion: z.string(),
      languageMode: z.string(),
      elevated: z.boolean(),
      restartPending: names,
      installRunning: z.boolean(),
      clusterTools: z.enum(['FailoverClusters', 'MSCluster', 'cluster.exe', 'none']),
      services: z.array(service),
    }),
  ).transform(({ powerShellVersion, ...rest }) => ({ ...rest, powershellVersion: powerShellVersion })),
  timeLimit: seconds(60),
});

import * as z from 'zod';
import { identifier } from '../../cluster/names.ts';
import type { InstallReading } from '../../cluster/readings.ts';
import { timeOrEmpty } from '../nodeValues.ts';
import { defineOperation, seconds, single } from '../operation.ts';

const fields = {
  startedAt: timeOrEmpty,
  log: z.array(z.string()),
  errorLine: z.string().max(2000).catch(''),
};

/** How the detached installation of one step of one run is getting on. */
export const readInstall = defineOperation({
  name: 'read-install',
  kind: 'read',
  function: 'Get-PatchInstall',
  arguments: z.strictObject({ runId: identifier, stepId: identifier }),
  parameters: ({ runId, stepId }) => ({ RunId: runId, StepId: stepId }),
  result: single(
    z
      .discriminatedUnion('state', [
        z.object({ state: z.literal('none') }),
        z.object({ state: z.literal('running'), ...fields }),
        z.object({ state: z.literal('lost'), ...fields }),
        z.object({ state: z.literal('finished'), exitCode: z.int(), endedAt: timeOrEmpty, ...fields }),
      ])
      .transform((reading): InstallReading => reading),
  ),
  timeLimit: seconds(60),
});

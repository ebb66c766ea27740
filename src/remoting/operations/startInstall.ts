import * as z from 'zod';
import { identifier } from '../../cluster/names.ts';
import { runAs } from '../../cluster/package.ts';
import { defineOperation, seconds, single } from '../operation.ts';

const text = z
  .string()
  .min(1)
  .max(1000)
  .refine((value) => !/["\p{Cc}]/u.test(value), 'contains a quotation mark or a control character');

/** Starts an installer that outlives the session; at most once for one step of one run. */
export const startInstall = defineOperation({
  name: 'start-install',
  kind: 'write',
  about: 'Starts the installer so that it outlives the session; at most once for one attempt of a step.',
  recognisedBy: ['install-finished', 'files-at-version'],
  function: 'Start-PatchInstall',
  arguments: z
    .strictObject({
      runId: identifier.describe(
        "The run, which names the folder of the installer's log and exit code on the node.",
      ),
      stepId: identifier.describe('The attempt at the step, which names the same.'),
      filePath: text.describe('The program to start.'),
      argumentList: z.array(text).describe('Its arguments.'),
      runAs: runAs
        .default('user')
        .describe(
          'As whom: the account of the session, or the system where the installer refuses remote sessions.',
        ),
    })
    // The Windows Update Agent refuses remote sessions. Source: Microsoft, "Using WUA From a Remote Computer".
    .refine(
      ({ filePath, runAs: account }) => account === 'system' || !/(^|\\)wusa(\.exe)?$/i.test(filePath),
      {
        path: ['runAs'],
        message: 'must be system for wusa.exe: add "runAs": { "from": "installer-run-as" } to the step',
      },
    ),
  parameters: ({ runId, stepId, filePath, argumentList, runAs: account }, texts) => ({
    RunId: runId,
    StepId: stepId,
    FilePath: filePath,
    ArgumentList: argumentList,
    Wrapper: texts.installWrapper,
    RunAs: account,
  }),
  result: single(z.object({ already: z.boolean(), processId: z.int(), folder: z.string() })),
  timeLimit: seconds(120),
});

import * as z from 'zod';
import { hostName } from '../../cluster/names.ts';
import { defineOperation, seconds, single } from '../operation.ts';

/** Resumes a paused node of the cluster, without failback where that can be said. */
export const resumeNode = defineOperation({
  name: 'resume-node',
  kind: 'write',
  about: 'Resumes a paused node, without failback where the cluster can be told so.',
  recognisedBy: ['node-state'],
  function: 'Resume-PatchNode',
  arguments: z.strictObject({ node: hostName.describe('The node to resume.') }),
  parameters: ({ node }) => ({ Node: node }),
  result: single(z.object({ name: z.string(), was: z.string(), state: z.string() })),
  timeLimit: seconds(300),
  showsWithin: 1,
});

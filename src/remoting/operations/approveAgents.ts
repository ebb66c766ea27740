import * as z from 'zod';
import { agentsAtATime } from '../../cluster/managementGroup.ts';
import { hostName } from '../../cluster/names.ts';
import { time } from '../nodeValues.ts';
import { defineOperation, seconds } from '../operation.ts';

/** Approves the pending updates of agents, on the root management server. */
export const approveAgents = defineOperation({
  name: 'approve-agents',
  kind: 'write',
  about: 'Approves the pending updates of these agents, on the root management server.',
  recognisedBy: ['batch-done', 'agents-accounted-for'],
  function: 'Approve-PatchAgent',
  arguments: z.strictObject({
    agents: z
      .array(hostName)
      .min(1)
      .max(agentsAtATime)
      .describe('The agents whose pending updates are approved.'),
  }),
  parameters: ({ agents }) => ({ Agent: agents }),
  result: z.array(z.object({ agent: z.string(), approvedAt: time })),
  timeLimit: seconds(1800),
  // An agent that is reinstalled takes minutes, one that cannot be reached some more; then it is pending no longer.
  showsWithin: 30,
});

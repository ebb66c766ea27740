import type { ClusterDoor } from '../tasks/door.ts';
import { hashOf, ownScript } from '../tasks/ownScript.ts';
import { scriptOperation } from '../tasks/procedure.ts';
import type { ScriptApprovals } from './scriptApprovals.ts';

/**
 * The same way to the nodes, by which no script goes that nobody has approved: whatever a journal says, and whoever
 * forgot to ask.
 */
export const approvedScriptsOnly = (door: ClusterDoor, approvals: ScriptApprovals): ClusterDoor => ({
  ...door,
  async write(call, options) {
    if (call.operation !== scriptOperation) return door.write(call, options);
    const script = ownScript.parse(call.arguments);
    if (await approvals.holds(script)) return door.write(call, options);
    const failure = {
      kind: 'denied',
      message: `The script ${script.name} has not been approved (SHA-256 ${hashOf(script)}).`,
      remedy: 'Read it and approve it, then run the step again.',
    } as const;
    return { kind: 'failed', failure, milliseconds: 0 };
  },
});

import {
  type AgentReading,
  type ManagementGroupReading,
  type PendingActionReading,
  sameMachine,
} from './managementGroup.ts';
import { sameName } from './names.ts';
import type { UpdatePackage } from './package.ts';

/**
 * Where an agent stands with an update. Only a Patch List that shows the update makes it patched: an agent may report
 * success with old files, or vanish from Pending Management without an update (Kevin Holman's readers, 2009).
 */
export type Standing =
  | { readonly kind: 'patched' }
  /** Its update waits for an approval. */
  | { readonly kind: 'pending' }
  /** This run approved it, nothing is pending any more, and its Patch List may not have been read again since. */
  | { readonly kind: 'awaiting'; readonly until: number }
  | { readonly kind: 'manual' }
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'missed'; readonly why: string };

/**
 * The Patch List is read when an agent's service starts and every six hours, so one that does not show the update yet
 * says nothing before that. Source: "Cumulative Update 1 – Process flow" (2010), DiscoverAgentPatches.vbs. A quarter of
 * an hour more for the answer to arrive.
 */
export const patchListAge = (6 * 60 + 15) * 60_000;

export interface StandingContext {
  readonly update: UpdatePackage;
  readonly group: ManagementGroupReading;
  /** When this run approved the agent's update, milliseconds; undefined when it did not. */
  readonly approvedAt: number | undefined;
}

/** Whether a Patch List shows the update: by the text that the package names, else by the number of its KB. */
export const listsUpdate = (patchList: string, { kb, agents }: UpdatePackage): boolean =>
  patchList.toLowerCase().includes((agents?.patchList ?? kb.slice(2)).toLowerCase());

/** Where one agent stands now; undefined is an agent that the management group does not know any more. */
export function standingOf(agent: AgentReading | undefined, context: StandingContext): Standing {
  if (agent === undefined) return { kind: 'missed', why: 'it is no agent of the management group any more' };
  const { update, group, approvedAt } = context;
  if (listsUpdate(agent.patchList, update)) return { kind: 'patched' };
  const pending = group.pending.filter((action) => sameName(action.agent, agent.name));
  const failed = isPending(pending, 'UpdateFailed');
  if (!agent.available)
    return { kind: 'unreachable', why: failed ? 'no heartbeat, and its update failed' : 'no heartbeat' };
  if (agent.manuallyInstalled) return { kind: 'manual' };
  if (isPending(pending, 'UpdateAgent')) return { kind: 'pending' };
  if (failed) return { kind: 'missed', why: 'its update failed' };
  const until = approvedAt === undefined ? undefined : approvedAt + patchListAge;
  return until !== undefined && Date.parse(group.time) < until
    ? { kind: 'awaiting', until }
    : { kind: 'missed', why: 'nothing is pending, and its Patch List does not show the update' };
}

const isPending = (actions: readonly PendingActionReading[], type: string): boolean =>
  actions.some((action) => sameName(action.type, type));

/** One way to patch an agent by hand, for one architecture. */
export interface ManualCommand {
  readonly architecture: string;
  readonly command: string;
}

/**
 * The commands that patch an agent by hand, with the patch that lies on its own server. The product does not tell an
 * agent's architecture, so there is one for each.
 */
export const manualCommands = (server: string, { agents }: UpdatePackage): readonly ManualCommand[] =>
  (agents?.patches ?? []).map(({ architecture, file }) => {
    const folder = (agents?.folder ?? '').replace(/^([A-Za-z]):/, '$1$$');
    const log = file.replace(/\.msp$/i, '.log');
    return {
      architecture,
      command: `msiexec.exe /p "\\\\${server}\\${folder}\\${architecture}\\${file}" /qn /norestart /l*v "%TEMP%\\${log}"`,
    };
  });

/** The machine whose disk holds an agent's patches: its server, or the active node where that is the cluster. */
export const patchSource = (
  managementServer: string,
  servers: readonly string[],
  activeNode: string,
): string => servers.find((name) => sameMachine(name, managementServer)) ?? activeNode;

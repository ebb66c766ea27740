import { sameName } from './names.ts';

/** The service that makes a cluster a root management server: it is the door to the management group. */
export const sdkService = 'OMSDK';

/** A management server of the group, as the group itself knows it. */
export interface ManagementServerReading {
  readonly name: string;
  readonly root: boolean;
  readonly gateway: boolean;
}

/** An agent as the root management server knows it. */
export interface AgentReading {
  readonly name: string;
  /** Its primary management server. */
  readonly managementServer: string;
  /** It was not pushed, so nothing can be pushed to it: it is not remotely manageable. */
  readonly manuallyInstalled: boolean;
  /** It sends its heartbeat. */
  readonly available: boolean;
  /** The updates that Windows Installer lists on it, as the agent last told. */
  readonly patchList: string;
}

/** Something that waits for an administrator's word in Pending Management. */
export interface PendingActionReading {
  readonly agent: string;
  readonly managementServer: string;
  /** Such as UpdateAgent or UpdateFailed. Source: Microsoft, AgentPendingActionType. */
  readonly type: string;
}

/** What the root management server says of its management group. */
export interface ManagementGroupReading {
  /** The node's own clock, UTC. */
  readonly time: string;
  readonly servers: readonly ManagementServerReading[];
  readonly agents: readonly AgentReading[];
  readonly pending: readonly PendingActionReading[];
}

/** The same machine, though one name may be short and the other one qualified. */
export function sameMachine(a: string, b: string): boolean {
  if (sameName(a, b)) return true;
  if (a.includes('.') && b.includes('.')) return false;
  return sameName(hostPart(a), hostPart(b));
}

const hostPart = (name: string): string => name.split('.')[0] ?? name;

/**
 * How many agents are approved at a time, at most. Source: Kevin Holman, "A little tidbit on hotfixes for OpsMgr"
 * (2008).
 */
export const agentsAtATime = 200;

import { winrmCheck, winrmErrors } from './winrmErrors.ts';
import { wmiErrors } from './wmiErrors.ts';

/** What a Windows error number means for a person who patches a cluster. */
export interface WindowsError {
  readonly meaning: string;
  readonly remedy: string;
  /** What a failure with this number is, where it is not just a failed operation. */
  readonly kind?: 'unreachable' | 'denied';
  /** A session that is not opened for this reason may well be opened seconds later. */
  readonly passes?: true;
}

export type WindowsErrors = { readonly [number: number]: WindowsError };

const noAccess = 'Use an account that is an administrator of the node, and an elevated session.';
/** Source: Microsoft, "System Error Codes (0-499)", "(1000-1299)" and "(1300-1699)". */
const general: WindowsErrors = {
  2: { meaning: 'The file was not found.', remedy: 'Check the path on the node.' },
  3: { meaning: 'The path was not found.', remedy: 'Check the path on the node.' },
  5: { meaning: 'Access was denied.', remedy: noAccess, kind: 'denied' },
  14: {
    meaning: 'The node is out of memory.',
    remedy: 'Free memory on the node and try again.',
    kind: 'unreachable',
  },
  53: { meaning: 'The network path was not found.', remedy: winrmCheck, kind: 'unreachable' },
  87: { meaning: 'A parameter is not valid.', remedy: 'Look into the log for what was sent.' },
  1051: {
    meaning: 'Other running services depend on this one.',
    remedy: 'Stop those first, or leave this one.',
  },
  1052: {
    meaning: 'The service does not take this request now.',
    remedy: 'Wait for it to settle and try again.',
  },
  1053: {
    meaning: 'The service did not answer in time.',
    remedy: 'Look into the System event log of the node.',
  },
  1055: {
    meaning: 'The service database is locked.',
    remedy: 'Another program holds it: try again in a minute.',
  },
  1056: { meaning: 'The service runs already.', remedy: 'Read its state again.' },
  1058: { meaning: 'The service is disabled.', remedy: 'Set its start type to Manual first.' },
  1060: {
    meaning: 'There is no such service on the node.',
    remedy: 'Check the service name in the definition.',
  },
  1061: { meaning: 'The service takes no requests now.', remedy: 'Wait for it to settle and try again.' },
  1062: { meaning: 'The service is not running.', remedy: 'Read its state again.' },
  1066: {
    meaning: 'The service ended with an error of its own.',
    remedy: 'Look into its event log on the node.',
  },
  1067: {
    meaning: 'The process of the service ended unexpectedly.',
    remedy: 'Look into its event log on the node.',
  },
  1068: { meaning: 'A service that this one depends on did not start.', remedy: 'Start that one first.' },
  1069: {
    meaning: 'The service could not log on.',
    remedy:
      'The password of its account was changed or expired: correct it in the service and on every node.',
  },
  1070: {
    meaning: 'The service hung while starting.',
    remedy: 'Look into the System event log of the node.',
  },
  1072: {
    meaning: 'The service is marked for deletion.',
    remedy: 'Close every window that shows it, or restart the node.',
  },
  1077: { meaning: 'The service was never started since the node started.', remedy: 'Read its state again.' },
  1115: { meaning: 'The node is shutting down.', remedy: 'Wait until it is back.', kind: 'unreachable' },
  1311: {
    meaning: 'No domain controller could be reached to log on.',
    remedy: 'Check the network and the domain.',
    kind: 'denied',
  },
  1314: {
    meaning: 'The account lacks a right that this needs.',
    remedy: noAccess,
    kind: 'denied',
  },
  1312: { meaning: 'The logon session does not exist any more.', remedy: 'Log on again.', kind: 'denied' },
  1326: {
    meaning: 'The user name or the password is wrong.',
    remedy: 'Set the credential again.',
    kind: 'denied',
  },
  1327: {
    meaning: 'The account is restricted: an empty password, its log-on hours, or a policy keeps it out.',
    remedy: 'Check the account, or use another one.',
    kind: 'denied',
  },
  1330: {
    meaning: 'The password has expired.',
    remedy: 'Change it, then set the credential again.',
    kind: 'denied',
  },
  1331: { meaning: 'The account is disabled.', remedy: 'Enable it, or use another one.', kind: 'denied' },
  1385: {
    meaning: 'The account may not log on to the node over the network.',
    remedy: 'Grant it "Access this computer from the network" on the node, or use another one.',
    kind: 'denied',
  },
  1907: {
    meaning: 'The password must be changed before the account can be used.',
    remedy: 'Change it by signing in once, then set the credential again.',
    kind: 'denied',
  },
  1909: {
    meaning: 'The account is locked out.',
    remedy: 'Have it unlocked before you try again: each further try may lock it out for longer.',
    kind: 'denied',
  },
  1168: {
    meaning: 'It is not there any more.',
    remedy: 'Read the cluster again: it may have been renamed or removed.',
  },
  1722: { meaning: 'The node does not answer (RPC).', remedy: winrmCheck, kind: 'unreachable' },
  1753: {
    meaning: 'The Cluster Service of the node does not answer.',
    remedy: 'Check that the Cluster Service (ClusSvc) runs there.',
  },
};

/** Source: Microsoft, "System Error Codes (4000-5999)". */
const cluster: WindowsErrors = {
  5001: { meaning: 'Other resources depend on this one.', remedy: 'Take those offline first.' },
  5004: { meaning: 'The resource is not online.', remedy: 'Bring it online first.' },
  5005: { meaning: 'The node is not available to the cluster.', remedy: 'Check its state in the cluster.' },
  5007: { meaning: 'There is no such resource.', remedy: 'Check the name; it may have been renamed.' },
  5012: {
    meaning: 'The group is not available for this now.',
    remedy: 'Wait until it is steady and try again.',
  },
  5013: { meaning: 'There is no such group.', remedy: 'Check protectedGroups in the definition.' },
  5015: {
    meaning: 'The node does not own the resource.',
    remedy: 'Read the cluster again: the group may have moved.',
  },
  5016: {
    meaning: 'The node is not a possible owner.',
    remedy: 'Add it to the possible owners of every resource of the group.',
  },
  5019: { meaning: 'The resource is online.', remedy: 'Take it offline first.' },
  5024: {
    meaning: 'The property is stored and counts from the next time online.',
    remedy: 'Nothing, unless it must count now.',
  },
  5036: {
    meaning: 'No node of the cluster was available.',
    remedy: 'Check that the cluster service runs.',
    kind: 'unreachable',
  },
  5038: {
    meaning: 'The resource failed.',
    remedy: 'Look into the System event log and the log of its service.',
  },
  5042: { meaning: 'There is no such node in the cluster.', remedy: 'Check the nodes in the definition.' },
  5050: { meaning: 'The node is down.', remedy: 'Start its cluster service.' },
  5058: { meaning: 'The node is not paused.', remedy: 'Read the cluster again.' },
  5061: { meaning: 'The node is up already.', remedy: 'Read the cluster again.' },
  5062: { meaning: 'The node is down already.', remedy: 'Read the cluster again.' },
  5070: {
    meaning: 'The node is paused, so it takes no group and brings none online.',
    remedy: 'Resume the node first.',
  },
  5071: {
    meaning: 'The owner may not run this resource.',
    remedy: 'Check that the node is up and not paused, and that the list of possible owners is not empty.',
  },
  5082: {
    meaning: 'The owner is not in the list of preferred owners.',
    remedy: 'Check the preferred owners of the group.',
  },
  5908: {
    meaning: 'The group is being moved.',
    remedy: 'Wait until the move is over and read the cluster again.',
  },
  5910: {
    meaning: 'The resource did not answer in time.',
    remedy: 'Look into the cluster log; the move may still go on.',
  },
  5925: {
    meaning: 'The cluster has no quorum.',
    remedy: 'Bring more than half of the nodes (with the witness) up.',
  },
  5932: {
    meaning: 'Failover clustering is not installed on the node.',
    remedy: 'Check that this is a node of the cluster.',
  },
  5942: {
    meaning: 'A resource ended with an error of its own.',
    remedy: 'Look into the log of its service.',
  },
  5943: {
    meaning: 'The group can come online on no node.',
    remedy: 'Check paused nodes and possible owners.',
  },
  5944: { meaning: 'The group is busy.', remedy: 'Wait until it is steady and try again.' },
  5959: {
    meaning: 'The group waits in a queue.',
    remedy: 'Wait until it is online and read the cluster again.',
  },
  5960: {
    meaning: 'The group is locked.',
    remedy: 'Another operation, such as a backup, holds it: wait for its end.',
  },
  5962: { meaning: 'The node is being drained already.', remedy: 'Wait until that is over.' },
};

const all: WindowsErrors = { ...general, ...cluster, ...winrmErrors, ...wmiErrors };

/** What is known of a number: a Windows error number or the unsigned form of an HRESULT. */
export const windowsError = (number: number): WindowsError | undefined => all[number];

const win32Facility = 0x8007_0000;
// The runtime's own HRESULTs (0x8013....) and E_FAIL say no more than that something failed.
const clrFacility = 0x8013_0000;
const unspecified = 0x8000_4005;

/** The number by which a person can look an error up; undefined when it says nothing. */
export function plainNumber(number: number): number | undefined {
  const unsigned = number >>> 0;
  const facility = (unsigned & 0xffff_0000) >>> 0;
  if (facility === win32Facility) return unsigned & 0xffff;
  if (unsigned === 0 || unsigned === unspecified || facility === clrFacility) return undefined;
  return unsigned;
}

import * as z from 'zod';
import { agentPatchesPresent } from './agentPatches.ts';
import { agentsAccountedFor, agentsListed, batchDone, serversInDefinition } from './agents.ts';
import { atRest } from './atRest.ts';
import type { Condition, ConditionKind } from './condition.ts';
import { noErrorsInEventLog } from './eventLog.ts';
import { filesAtVersion } from './files.ts';
import { installFinished } from './installation.ts';
import { noInstallationRunning, noRestartPending, reachableAndElevated } from './nodeHealth.ts';
import {
  clusterGroupOnline,
  groupsOnline,
  nodeDrained,
  nodeIsActive,
  nodeIsPassive,
  nodeState,
} from './ownership.ts';
import { packageFitsNode, packagePresent } from './package.ts';
import { failbackPrevented, failoverPolicy, possibleOwnersComplete, resourceState } from './resources.ts';
import { nodeRestarted } from './restart.ts';
import { serviceAccounts } from './serviceAccounts.ts';
import { services } from './services.ts';
import { databaseAtVersion } from './update.ts';

/** Every kind of condition that a procedure may use as a guard or as a verification. */
export const conditionKinds: readonly ConditionKind[] = [
  atRest,
  reachableAndElevated,
  noRestartPending,
  noInstallationRunning,
  packagePresent,
  packageFitsNode,
  serviceAccounts,
  noErrorsInEventLog,
  nodeIsPassive,
  nodeIsActive,
  groupsOnline,
  clusterGroupOnline,
  nodeState,
  nodeDrained,
  nodeRestarted,
  resourceState,
  failoverPolicy,
  failbackPrevented,
  possibleOwnersComplete,
  services,
  filesAtVersion,
  databaseAtVersion,
  installFinished,
  serversInDefinition,
  agentPatchesPresent,
  agentsListed,
  batchDone,
  agentsAccountedFor,
];

const [firstKind, ...otherKinds] = conditionKinds.map((kind) => kind.schema);
if (firstKind === undefined) throw new Error('there is no kind of condition');

/** The schema of any condition; the field `check` says which. */
export const condition = z.discriminatedUnion('check', [firstKind, ...otherKinds]);
export type ConditionData = z.infer<typeof condition>;

/** Makes the condition that the data describes. The data has passed the schema. */
export function bindCondition(data: ConditionData): Condition {
  const kind = conditionKinds.find((candidate) => candidate.kind === data.check);
  if (kind === undefined) throw new Error(`unknown condition ${String(data.check)}`);
  return kind.bind(data);
}

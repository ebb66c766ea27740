import type { JsonValue } from '../tasks/door.ts';
import type { Operation } from './operation.ts';
import { approveAgents } from './operations/approveAgents.ts';
import { copyPackage } from './operations/copyPackage.ts';
import { moveGroups } from './operations/moveGroups.ts';
import { readCluster } from './operations/readCluster.ts';
import { readDatabase } from './operations/readDatabase.ts';
import { readEvents } from './operations/readEvents.ts';
import { readFiles } from './operations/readFiles.ts';
import { readInstall } from './operations/readInstall.ts';
import { readLease } from './operations/readLease.ts';
import { readManagementGroup } from './operations/readManagementGroup.ts';
import { readNode } from './operations/readNode.ts';
import { readPackage } from './operations/readPackage.ts';
import { restartNode } from './operations/restartNode.ts';
import { resumeNode } from './operations/resumeNode.ts';
import { runScript } from './operations/runScript.ts';
import { setResourcePolicy } from './operations/setResourcePolicy.ts';
import { setStartType } from './operations/setStartType.ts';
import { startInstall } from './operations/startInstall.ts';
import { startResources } from './operations/startResources.ts';
import { stopResources } from './operations/stopResources.ts';
import { stopServices } from './operations/stopServices.ts';
import { suspendNode } from './operations/suspendNode.ts';
import { waitNode } from './operations/waitNode.ts';
import { writeLease } from './operations/writeLease.ts';

/** An operation of which only the name is known: its arguments come from a procedure, and `prepare` checks them. */
export type AnyOperation = Operation<unknown, JsonValue>;

/** Everything that can be done on a node. */
export const operations: readonly AnyOperation[] = [
  readNode,
  readCluster,
  readFiles,
  readEvents,
  readPackage,
  readDatabase,
  readInstall,
  readLease,
  readManagementGroup,
  waitNode,
  copyPackage,
  startInstall,
  stopServices,
  setStartType,
  moveGroups,
  startResources,
  stopResources,
  setResourcePolicy,
  suspendNode,
  resumeNode,
  restartNode,
  approveAgents,
  runScript,
  writeLease,
];

const byName = new Map(operations.map((operation) => [operation.name, operation]));

/** The operation of that name, if there is one. */
export const findOperation = (name: string): AnyOperation | undefined => byName.get(name);

/** Which operation each node function does; the lab's faults are named by operation. */
export const operationOfFunction: { readonly [functionName: string]: string } = Object.fromEntries(
  operations.map((operation) => [operation.function, operation.name]),
);

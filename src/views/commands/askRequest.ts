import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import type { Procedure } from '../../tasks/procedure.ts';
import { commandIds } from '../contributions.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { pickCluster, pickPackage, pickProcedure } from './picks.ts';

/** The cluster that a command was called on, else the one that a person picks. */
export async function askCluster(
  { clusters }: Services,
  { cluster }: Target,
): Promise<ClusterDefinition | undefined> {
  await clusters.reload();
  const named = clusters.definition(cluster);
  // A button of an old page may name a cluster that must no longer be contacted.
  if (named !== undefined && clusters.isAllowed(named)) return named;
  return pickCluster(clusters);
}

/** The package that a command was called with, else the one that a person picks. Throws ProblemError. */
export async function askPackage(
  { operator }: Services,
  { update }: Target,
): Promise<UpdatePackage | undefined> {
  return update === undefined ? pickPackage(operator) : operator.update(update);
}

/** What a procedure is to be carried out on. */
export interface Request {
  readonly definition: ClusterDefinition;
  readonly procedure: Procedure;
  /** Undefined when the procedure needs none. */
  readonly update: UpdatePackage | undefined;
}

/**
 * Which procedure with which package: named by the target, else picked. A person who does not know may have the
 * advisor find out instead. Undefined when they did not choose. Throws ProblemError.
 */
export async function askRequest(
  services: Services,
  definition: ClusterDefinition,
  target: Target,
): Promise<Request | undefined> {
  const { operator } = services;
  const procedure =
    target.procedure === undefined
      ? await pickProcedure(operator, definition)
      : await operator.procedure(target.procedure);
  if (procedure === undefined) return undefined;
  if (procedure === 'advise') {
    await vscode.commands.executeCommand(commandIds.chooseProcedure, { cluster: definition.name });
    return undefined;
  }
  if (!procedure.needsPackage) return { definition, procedure, update: undefined };
  const update = await askPackage(services, target);
  return update === undefined ? undefined : { definition, procedure, update };
}

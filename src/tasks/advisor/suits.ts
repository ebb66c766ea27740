import type { ClusterDefinition } from '../../cluster/definition.ts';
import { sameName } from '../../cluster/names.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import { type Procedure, reachesBeyondNodes } from '../procedure.ts';

/** Whether a procedure is made to install such a package on the nodes of a cluster like this one, and on nothing beside it. */
export const suits = (
  procedure: Procedure,
  definition: ClusterDefinition,
  { updates }: Pick<UpdatePackage, 'updates'>,
): boolean =>
  procedure.needsPackage &&
  procedure.updates === updates &&
  !reachesBeyondNodes(procedure) &&
  procedure.nodes === definition.nodes.length &&
  (procedure.forServices ?? []).every((wanted) =>
    definition.services.some((service) => sameName(service.name, wanted)),
  );

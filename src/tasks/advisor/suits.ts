import type { ClusterDefinition } from '../../cluster/definition.ts';
import { sameName } from '../../cluster/names.ts';
import type { Procedure } from '../procedure.ts';

/** Whether a procedure is made for a cluster like this one and for the installation of a package. */
export const suits = (procedure: Procedure, definition: ClusterDefinition): boolean =>
  procedure.needsPackage &&
  procedure.nodes === definition.nodes.length &&
  (procedure.forServices ?? []).every((wanted) =>
    definition.services.some((service) => sameName(service.name, wanted)),
  );

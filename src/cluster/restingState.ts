import type { ClusterDefinition, ClusteredService } from './definition.ts';
import type { Role } from './ownership.ts';
import type { ServiceStatus, StartType } from './service.ts';

export interface ExpectedService {
  readonly status: ServiceStatus;
  readonly startType: StartType;
}

/**
 * What a clustered service looks like when nobody works on the cluster: the cluster owns it, so Windows must not start
 * it by itself (Manual), and it runs on the node that owns its group alone.
 * Source: Kevin Holman, "Applying an OpsMgr hotfix to a RMS cluster node" (2009).
 */
export function expectedService(_service: ClusteredService, role: Role): ExpectedService | undefined {
  if (role === 'unknown') return undefined;
  return { status: role === 'active' ? 'Running' : 'Stopped', startType: 'Manual' };
}

/** The failover policy that every protected Generic Service has at rest. */
export const expectedRestartAction = (definition: ClusterDefinition): number => definition.restartAction;

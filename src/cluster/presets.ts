import type { ClusteredService } from './definition.ts';

interface Preset {
  readonly services: readonly ClusteredService[];
  readonly eventLogs: readonly string[];
  /** The service that must run on a node for an update to change the database from there. */
  readonly databaseService: string;
}

/**
 * What is known of a product, so that a definition need not repeat it. Services are known by name, never by
 * display name: Operations Manager 2007 R2 renamed all three on screen.
 * Source: Kevin Holman, "Applying an OpsMgr hotfix to a RMS cluster node" (2009).
 */
export const presets: { readonly [name in 'rms-2007']: Preset } = {
  'rms-2007': {
    services: [
      // It keeps its state and keys on the shared disk, which only the active node owns.
      { name: 'HealthService', displayName: 'OpsMgr Health Service', needsSharedDisk: true },
      { name: 'OMCFG', displayName: 'OpsMgr Config Service', needsSharedDisk: false },
      { name: 'OMSDK', displayName: 'OpsMgr SDK Service', needsSharedDisk: false },
    ],
    eventLogs: ['Operations Manager'],
    databaseService: 'OMSDK',
  },
};

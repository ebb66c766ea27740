import clusterOsUpdate from './cluster-os-update.procedure.json' with { type: 'json' };
import rmsActiveFirst from './rms-active-first.procedure.json' with { type: 'json' };
import rmsFollowup from './rms-followup.procedure.json' with { type: 'json' };
import rmsOffline from './rms-offline.procedure.json' with { type: 'json' };
import rmsPassiveFirst from './rms-passive-first.procedure.json' with { type: 'json' };
import rmsPausePassive from './rms-pause-passive.procedure.json' with { type: 'json' };
import serviceActiveFirst from './service-active-first.procedure.json' with { type: 'json' };
import servicePassiveFirst from './service-passive-first.procedure.json' with { type: 'json' };

/** The procedures that ship with the product, as their files say; they pass the same schema as anyone's. */
export const builtInProcedures: readonly unknown[] = [
  rmsPassiveFirst,
  rmsActiveFirst,
  rmsOffline,
  rmsPausePassive,
  rmsFollowup,
  servicePassiveFirst,
  serviceActiveFirst,
  clusterOsUpdate,
];

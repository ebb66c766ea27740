import * as z from 'zod';

const seconds = z.number().min(0).max(86_400);

/** How long things take on a cluster, in seconds; a rehearsal on a copy of the cluster counts with them. */
export const durations = z.strictObject({
  installStopAfter: seconds
    .default(5)
    .describe('From the start of an installer until it stops the services.'),
  filesReplacedAfter: seconds
    .default(3)
    .describe('From the services having stopped until the files are replaced.'),
  servicesStartedAfter: seconds
    .default(20)
    .describe('From stopping the services until they are started again.'),
  installTail: seconds.default(10).describe('From starting the services until the installer ends.'),
  serviceStart: seconds.default(2).describe('How long one service takes to start.'),
  serviceStop: seconds.default(2).describe('How long one service takes to stop.'),
  resourceOnline: seconds.default(4).describe('How long one resource takes to come online.'),
  resourceOffline: seconds.default(2).describe('How long one resource takes to go offline.'),
  restartDelay: seconds
    .default(0.5)
    .describe('From the failure of a resource until the cluster restarts it.'),
  nodeShutdown: seconds.default(5).describe('How long a node takes to shut down.'),
  nodeBoot: seconds.default(120).describe('How long a node takes to start.'),
  nodeJoin: seconds.default(10).describe('From the boot of a node until it is back in the cluster.'),
  delayedStart: seconds
    .default(120)
    .describe('From the boot of a node until its delayed automatic services start.'),
  serviceTimeout: seconds.default(60).describe('How long Stop-Service waits.'),
  pendingTimeout: seconds.default(180).describe('How long a resource may take before its service is ended.'),
});
export type Durations = z.infer<typeof durations>;

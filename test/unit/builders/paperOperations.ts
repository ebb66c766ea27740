import * as z from 'zod';
import type { OperationCall } from '../../../src/tasks/door.ts';
import { noon } from './clusters.ts';
import type { PaperCluster } from './paperCluster.ts';
import { installKey } from './paperNode.ts';

const names = z.object({ names: z.array(z.string()) });
const startTypes = names.extend({ startType: z.enum(['Manual', 'Automatic']) });
const target = z.object({ node: z.string() });
const install = z.object({ runId: z.string(), stepId: z.string() });
const policy = z.object({ policy: z.array(z.object({ name: z.string(), restartAction: z.int() })) });

type Effect = (cluster: PaperCluster, call: OperationCall) => void;

/** What each operation does on paper; as on Windows, the installer leaves the services as it likes them. */
export const effects: { readonly [operation: string]: Effect } = {
  'stop-services': (cluster, call) => {
    for (const name of names.parse(call.arguments).names)
      cluster.node(call.node).service(name).status = 'Stopped';
  },
  'set-start-type': (cluster, call) => {
    const { names: services, startType } = startTypes.parse(call.arguments);
    for (const name of services) cluster.node(call.node).service(name).startType = startType;
  },
  'start-install': (cluster, call) => {
    const { runId, stepId } = install.parse(call.arguments);
    const node = cluster.node(call.node);
    node.installRunning = true;
    node.installs.set(installKey(runId, stepId), {
      state: 'running',
      startedAt: noon,
      log: ['begun'],
      errorLine: '',
    });
    cluster.after(cluster.installSeconds, () => {
      node.installRunning = false;
      node.patch();
      for (const [name, service] of node.services) {
        service.startType = 'Automatic';
        if (name !== 'HealthService' || cluster.owner === node.name) service.status = 'Running';
      }
      const exitCode = cluster.installExitCode;
      const log = ['begun', 'ended'];
      node.installs.set(installKey(runId, stepId), {
        state: 'finished',
        exitCode,
        startedAt: noon,
        endedAt: noon,
        log,
        errorLine: '',
      });
    });
  },
  'move-groups': (cluster, call) => cluster.moveTo(target.parse(call.arguments).node),
  'suspend-node': (cluster, call) => {
    cluster.node(target.parse(call.arguments).node).state = 'Paused';
  },
  'resume-node': (cluster, call) => {
    cluster.node(target.parse(call.arguments).node).state = 'Up';
  },
  'restart-node': (cluster, call) => {
    const node = cluster.node(call.node);
    cluster.after(5, () => {
      node.reachable = false;
    });
    cluster.after(120, () => {
      node.reachable = true;
      node.lastBoot = noon;
      node.restartPending = [];
    });
  },
  'set-resource-policy': (cluster, call) => {
    for (const { name, restartAction } of policy.parse(call.arguments).policy)
      cluster.policies.set(name, restartAction);
  },
  'stop-resources': (cluster) => {
    cluster.online = false;
  },
  'start-resources': (cluster) => {
    cluster.online = true;
    cluster.moveTo(cluster.owner);
  },
};

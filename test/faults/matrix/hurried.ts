import type { World } from '../../../src/lab/world.ts';
import type { CallOptions, ClusterDoor } from '../../../src/tasks/door.ts';

/** Milliseconds; long enough for an operation that does not hang. */
const limit = 400;

/** The door's methods that are one operation each; every other operation is a part of the snapshot or a write. */
const ofSnapshot = ['read-node', 'read-cluster'];

/** A door that does not wait long for an operation that is going to hang, until it has hung. */
export function hurried(door: ClusterDoor, operation: string, world: () => World): ClusterDoor {
  const due = (name: string): boolean => name === operation && world().faults.some(({ fired }) => !fired);
  const soon = (name: string, options: CallOptions): CallOptions =>
    due(name) ? { ...options, timeLimit: limit } : options;
  return {
    ...door,
    snapshot: (options) => door.snapshot(soon(ofSnapshot.find((name) => name === operation) ?? '', options)),
    readFiles: (node, paths, options) => door.readFiles(node, paths, soon('read-files', options)),
    readEvents: (node, logs, after, options) =>
      door.readEvents(node, logs, after, soon('read-events', options)),
    readPackage: (node, path, options) => door.readPackage(node, path, soon('read-package', options)),
    readMachine: (machine, services, options) =>
      door.readMachine(machine, services, soon('read-node', options)),
    readManagementGroup: (node, options) =>
      door.readManagementGroup(node, soon('read-management-group', options)),
    readLease: (node, group, options) => door.readLease(node, group, soon('read-lease', options)),
    readDatabase: (node, check, options) => door.readDatabase(node, check, soon('read-database', options)),
    readInstall: (node, runId, stepId, options) =>
      door.readInstall(node, runId, stepId, soon('read-install', options)),
    wait: (seconds, options) => door.wait(seconds, soon('wait', options)),
    write: (call, options) => door.write(call, soon(call.operation, options)),
  };
}

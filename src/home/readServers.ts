import type { ClusterDefinition } from '../cluster/definition.ts';
import type { NodeReading } from '../cluster/snapshot.ts';
import type { CallOptions, ClusterDoor } from '../tasks/door.ts';

/** The management servers and gateways beside a cluster, each as it is now, or why it cannot be read. */
export async function readServers(
  { services, managementServers, gateways }: ClusterDefinition,
  door: ClusterDoor,
  options: CallOptions,
): Promise<readonly NodeReading[]> {
  const names = services.map(({ name }) => name);
  return Promise.all(
    [...managementServers, ...gateways].map(async ({ name }): Promise<NodeReading> => {
      const read = await door.readMachine(name, names, options);
      return read.kind === 'read' ? read.value : { kind: 'unreached', name, error: read.error };
    }),
  );
}

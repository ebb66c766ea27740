import type { CopySource } from './copySource.ts';
import { machineFromReading } from './nodeFromReading.ts';
import type { LabNode } from './world.ts';

/** The servers beside the copy, each as it was read. One that did not answer is switched off. */
export const serversFromReading = (source: CopySource, now: number): LabNode[] =>
  (source.beside?.servers ?? []).map((server, index) => {
    const reading = server.kind === 'reached' ? server : undefined;
    const machine = machineFromReading(source, {
      name: server.name,
      index: source.definition.nodes.length + index,
      reading,
      power: reading !== undefined,
      // Built-in procedures copy a package to the nodes alone.
      copied: false,
      now,
    });
    // The shared disk is the cluster's: no service of a server beside it needs it.
    return {
      ...machine,
      services: machine.services.map((service) => ({ ...service, needsSharedDisk: false })),
    };
  });

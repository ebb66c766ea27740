import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { labDocuments } from '../../src/lab/labDocuments.ts';

/**
 * A simulated cluster of print servers with a package that changes a database: a cluster as a person would define it,
 * for which only the procedures for any service are made, so that advice takes few rehearsals.
 */
export async function writePrintCluster(workspace: string): Promise<void> {
  const write = async (folder: string, name: string, value: object): Promise<void> => {
    await mkdir(join(workspace, folder), { recursive: true });
    await writeFile(join(workspace, folder, name), JSON.stringify(value, undefined, 2));
  };
  await write('clusters', 'print.cluster.json', {
    name: 'print',
    nodes: ['PRINT1', 'PRINT2'],
    transport: { kind: 'lab' },
    services: [{ name: 'Spooler', displayName: 'Print Spooler' }],
    eventLogs: ['System'],
  });
  const shipped = labDocuments().find(({ name }) => name === 'lab-database.package.json');
  await write('packages', 'print-database.package.json', {
    ...JSON.parse(shipped?.text ?? '{}'),
    services: ['Spooler'],
  });
}

import { createHash } from 'node:crypto';
import type { ManagementGroupReading } from '../../../src/cluster/managementGroup.ts';
import {
  type InstallReading,
  needKey,
  type Read,
  type ReadingNeed,
  type Readings,
} from '../../../src/cluster/readings.ts';
import type { ReachedNode } from '../../../src/cluster/snapshot.ts';
import type { LabNode, World } from '../../../src/lab/world.ts';
import { nodeReading, worldSnapshot } from './worldSnapshot.ts';

const read = <T>(value: T): Read<T> => ({ kind: 'read', value });
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** How the installation of one step of one run truly stands; its log lies in the folder of that step. */
function installOf(world: World, node: string, runId: string, stepId: string): InstallReading {
  const found = world.installs.findLast(
    (one) => one.node === node && one.log.includes(`\\${runId}\\${stepId}\\`),
  );
  if (found === undefined) return { state: 'none' };
  const startedAt = instant(found.startedAt);
  if (found.stage === 'lost') return { state: 'lost', startedAt, log: [], errorLine: '' };
  if (found.stage !== 'ended') return { state: 'running', startedAt, log: [], errorLine: '' };
  return {
    state: 'finished',
    exitCode: found.exitCode,
    startedAt,
    endedAt: instant(found.endedAt),
    log: [],
    errorLine: '',
  };
}

/** The management group as it truly is; that it is asked of the cluster's root goes without saying. */
export const managementGroupOf = ({ clock, managementGroup }: World): ManagementGroupReading => ({
  time: instant(clock.now),
  servers: managementGroup.servers.map(({ name, gateway }) => ({ name, gateway, root: false })),
  agents: managementGroup.agents.map(({ name, server, manual, reachable, patchList }) => ({
    name,
    managementServer: server,
    manuallyInstalled: manual,
    available: reachable,
    patchList,
  })),
  pending: managementGroup.pendingActions.map(({ agent, type }) => ({ agent, managementServer: '', type })),
});

/** Of a service that is asked for and not installed a reading says so. */
const withMissing = (reading: ReachedNode, wanted: readonly string[]): ReachedNode => ({
  ...reading,
  services: wanted.map(
    (name) =>
      reading.services.find((service) => same(service.name, name)) ?? {
        name,
        displayName: '',
        status: 'Missing',
        startType: 'Unknown',
        account: '',
        exitCode: 0,
      },
  ),
});

/** Everything that the conditions ask for, straight from the world. */
export function worldReadings(world: World, needs: readonly ReadingNeed[]): Readings {
  const files: Map<
    string,
    Read<{ path: string; exists: boolean; version: string; pendingReplacement: boolean }[]>
  > = new Map();
  const events: Map<
    string,
    Read<{ log: string; id: number; source: string; level: string; at: string; message: string }[]>
  > = new Map();
  const packages: Map<
    string,
    Read<{ path: string; exists: boolean; length: number; sha256: string }>
  > = new Map();
  const installs: Map<string, Read<InstallReading>> = new Map();
  const databases: Map<string, Read<string>> = new Map();
  const machines: Map<string, Read<ReachedNode>> = new Map();
  const managementGroups: Map<string, Read<ManagementGroupReading>> = new Map();
  const nodeOf = (name: string): LabNode | undefined =>
    [...world.nodes, ...world.servers].find((node) => node.name === name);
  for (const need of needs) {
    const key = needKey(need);
    const node = nodeOf(need.node);
    if (node === undefined || !node.power) continue;
    const fileAt = (path: string) => node.files.find((file) => same(file.path, path));
    switch (need.kind) {
      case 'files':
        files.set(
          key,
          read(
            need.paths.map((path) => ({
              path,
              exists: fileAt(path) !== undefined,
              version: fileAt(path)?.version ?? '',
              pendingReplacement: node.replacements.some((one) => same(one.path, path)),
            })),
          ),
        );
        break;
      case 'events':
        events.set(
          key,
          read(
            node.entries
              .filter(
                (entry) =>
                  need.logs.includes(entry.log) &&
                  (entry.level === 'Critical' || entry.level === 'Error') &&
                  entry.at >= Date.parse(need.after),
              )
              .map(({ log, id, source, level, at, message }) => ({
                log,
                id,
                source,
                level,
                at: instant(at),
                message,
              })),
          ),
        );
        break;
      case 'package': {
        const content = fileAt(need.path)?.content;
        packages.set(
          key,
          read({
            path: need.path,
            exists: content !== undefined,
            length: Buffer.byteLength(content ?? ''),
            sha256: createHash('sha256')
              .update(content ?? '')
              .digest('hex'),
          }),
        );
        break;
      }
      case 'database':
        databases.set(key, read(world.database.version));
        break;
      case 'install':
        installs.set(key, read(installOf(world, need.node, need.runId, need.stepId)));
        break;
      case 'machine': {
        const reading = nodeReading(world, node);
        if (reading.kind === 'reached') machines.set(key, read(withMissing(reading, need.services)));
        break;
      }
      case 'management-group':
        managementGroups.set(key, read(managementGroupOf(world)));
    }
  }
  return {
    snapshot: worldSnapshot(world),
    files,
    events,
    packages,
    installs,
    databases,
    machines,
    managementGroups,
  };
}

import type { World } from '../../../src/lab/world.ts';
import type { Procedure } from '../../../src/tasks/procedure.ts';
import { copiedPackageId, withoutPackage } from './copiedPackage.ts';

type LabNode = World['nodes'][number];

/**
 * The lab as a procedure wants to find it. One whose first gate asks for the update's files is for what comes after the
 * patching of the cluster: there they are installed, its agents wait for their approval, and none of them makes trouble
 * of its own. A package that is copied lies on no node yet.
 */
export function startingWorld(world: World, { steps }: Procedure, update: string): World {
  if (update === copiedPackageId) return withoutPackage(world);
  if (!steps[0]?.verify.some(({ check }) => check === 'files-at-version')) return world;
  const installed = world.packages.find(({ id }) => id === update);
  if (installed === undefined) throw new Error(`the lab has no package ${update}`);
  const agents = world.managementGroup.agents.filter(
    ({ reachable, keepsOldFiles }) => reachable && !keepsOldFiles,
  );
  return {
    ...world,
    nodes: world.nodes.map((node) => patched(node, installed, world.clock.now)),
    managementGroup: {
      ...world.managementGroup,
      agents,
      pendingActions: agents
        .filter(({ server, manual }) => server === '' && !manual)
        .map(({ name }) => ({ agent: name, type: 'UpdateAgent', package: update })),
    },
  };
}

function patched(node: LabNode, { files, agentPatches }: World['packages'][number], now: number): LabNode {
  const versionOf = (path: string): string | undefined => files.find((file) => file.path === path)?.version;
  return {
    ...node,
    files: [
      ...node.files.map((file) => ({ ...file, version: versionOf(file.path) ?? file.version })),
      ...agentPatches.map((path) => ({
        path,
        directory: false,
        stored: '',
        content: 'patch',
        version: '',
        length: 5,
        modified: now,
      })),
    ],
  };
}

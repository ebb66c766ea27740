import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import type { World } from '../../lab/world.ts';
import { resetWorld, worldPath } from '../../lab/worldFile.ts';
import type { OwnScript } from '../../tasks/ownScript.ts';
import type { Procedure } from '../../tasks/procedure.ts';

export interface CopyContents {
  readonly definition: ClusterDefinition;
  readonly update: UpdatePackage;
  /** A procedure of the home; undefined for one that comes with the product, and so with every home. */
  readonly ownProcedure: Procedure | undefined;
  /** The scripts that it runs. */
  readonly scripts: readonly OwnScript[];
  readonly world: World;
}

/** The definition of a copy: the same cluster, with every node in the lab and nothing beside it. */
export const labDefinition = (definition: ClusterDefinition): ClusterDefinition => ({
  ...definition,
  nodes: definition.nodes.map((node) => ({ ...node, transport: { kind: 'lab' } })),
  managementServers: [],
  gateways: [],
});

/** Makes a home of its own for a rehearsal, does the work in it, and throws it away. */
export async function inCopyHome<T>(
  { definition, update, ownProcedure, scripts, world }: CopyContents,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-patch-rehearsal-'));
  const write = async (kind: 'cluster' | 'package' | 'procedure', name: string, value: object) => {
    await mkdir(join(folder, `${kind}s`), { recursive: true });
    await writeFile(join(folder, `${kind}s`, `${name}.${kind}.json`), JSON.stringify(value));
  };
  try {
    await write('cluster', definition.name, definition);
    await write('package', update.id, update);
    if (ownProcedure !== undefined) await write('procedure', ownProcedure.id, ownProcedure);
    for (const { name, text } of scripts) {
      await mkdir(join(folder, 'scripts'), { recursive: true });
      await writeFile(join(folder, 'scripts', `${name}.ps1`), text);
    }
    resetWorld(worldPath(folder, definition.name), world);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

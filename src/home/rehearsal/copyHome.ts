import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterDefinition, NodeDefinition } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import type { LabNode, World } from '../../lab/world.ts';
import { readWorld, resetWorld, worldExists, worldPath } from '../../lab/worldFile.ts';
import type { OwnScript } from '../../tasks/ownScript.ts';
import type { Procedure } from '../../tasks/procedure.ts';
import type { Operator } from '../operator.ts';

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
  ...labDefinitionWithServers(definition),
  managementServers: [],
  gateways: [],
});

/** The definition of a copy with the servers beside the cluster, which are in the lab too. */
export const labDefinitionWithServers = (definition: ClusterDefinition): ClusterDefinition => ({
  ...definition,
  nodes: definition.nodes.map(inLab),
  managementServers: definition.managementServers.map(inLab),
  gateways: definition.gateways.map(inLab),
});

const inLab = (machine: NodeDefinition): NodeDefinition => ({ ...machine, transport: { kind: 'lab' } });

/** A home of its own for rehearsals, one after the other. */
export class CopyHome {
  readonly folder: string;
  readonly operator: Operator;

  private constructor(folder: string, operator: Operator) {
    this.folder = folder;
    this.operator = operator;
  }

  static async open(open: (folder: string) => Operator): Promise<CopyHome> {
    const folder = await mkdtemp(join(tmpdir(), 'cluster-patch-rehearsal-'));
    return new CopyHome(folder, open(folder));
  }

  /** Puts a copy in the place of the one before. Sessions that are open on its nodes go on in the new one. */
  async put({ definition, update, ownProcedure, scripts, world }: CopyContents): Promise<void> {
    for (const kind of ['runs', 'procedures', 'scripts']) await this.#remove(kind);
    await this.#write('cluster', definition.name, definition);
    await this.#write('package', update.id, update);
    if (ownProcedure !== undefined) await this.#write('procedure', ownProcedure.id, ownProcedure);
    for (const { name, text } of scripts) {
      await mkdir(join(this.folder, 'scripts'), { recursive: true });
      await writeFile(join(this.folder, 'scripts', `${name}.ps1`), text);
    }
    const path = worldPath(this.folder, definition.name);
    resetWorld(path, worldExists(path) ? withBootsOf(readWorld(path), world) : world);
  }

  /** Ends its PowerShell and throws it away. */
  async close(): Promise<void> {
    await this.operator.dispose();
    await this.#remove('.');
  }

  #remove(name: string): Promise<void> {
    return rm(join(this.folder, name), { recursive: true, force: true, maxRetries: 5 });
  }

  async #write(kind: 'cluster' | 'package' | 'procedure', name: string, value: object): Promise<void> {
    await mkdir(join(this.folder, `${kind}s`), { recursive: true });
    await writeFile(join(this.folder, `${kind}s`, `${name}.${kind}.json`), JSON.stringify(value));
  }
}

/** A session ends when its machine has booted since it was opened; how often that was means nothing else. */
function withBootsOf(before: World, next: World): World {
  const known = [...before.nodes, ...before.servers];
  const withBoots = (machine: LabNode): LabNode => ({
    ...machine,
    boots: known.find(({ name }) => name === machine.name)?.boots ?? machine.boots,
  });
  return { ...next, nodes: next.nodes.map(withBoots), servers: next.servers.map(withBoots) };
}

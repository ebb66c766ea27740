import type { ClusterDefinition } from '../cluster/definition.ts';
import { sameName } from '../cluster/names.ts';
import { agentPatchPaths, type UpdatePackage } from '../cluster/package.ts';
import { presets } from '../cluster/presets.ts';
import { packageSha256, packageText } from './labPackages.ts';
import type { LabPackage } from './world.ts';

/**
 * The service that must run on a node for the package to change the database from there: the one that the preset of
 * these services knows. Where none is known, any of the package's services: the cautious guess, since on a passive
 * node none of them runs.
 */
function databaseServiceOf({ preset, services }: ClusterDefinition, update: UpdatePackage): string {
  if (!update.changesDatabase) return '';
  const known = Object.entries(presets).find(
    ([name, data]) =>
      name === preset ||
      data.services.every((wanted) => services.some((service) => sameName(service.name, wanted.name))),
  );
  return known?.[1].databaseService ?? update.services[0] ?? '';
}

/** A package as the lab's installer knows it. */
export const packageInLab = (definition: ClusterDefinition, update: UpdatePackage): LabPackage => ({
  id: update.id,
  kb: update.kb,
  title: update.title,
  kind: update.installer.kind,
  path: update.installer.path,
  changesDatabase: update.changesDatabase,
  databaseService: databaseServiceOf(definition, update),
  databaseVersion: update.database?.version ?? '',
  services: [...update.services],
  files: update.files.map(({ path, version }) => ({ path, version })),
  agentPatches: [...agentPatchPaths(update)],
  agentPatchList: update.agents?.patchList ?? '',
});

/**
 * The package as it is rehearsed: its bytes are the lab's own, so its hash is theirs. One that would be copied lies there
 * already: a copy takes time on the network, which a lab has not, and does nothing to the cluster.
 */
export function rehearsedPackage(definition: ClusterDefinition, update: UpdatePackage): UpdatePackage {
  const { source: _copied, ...installer } = update.installer;
  if (installer.sha256 === undefined) return update;
  return {
    ...update,
    installer: { ...installer, sha256: packageSha256(packageInLab(definition, update)) },
  };
}

/** What lies at the package's path in the copy: the package, or something else where the live file is something else. */
export const packageContent = (item: LabPackage, genuine: boolean): string =>
  genuine ? packageText(item) : `Not ${item.id}.\r\n`;

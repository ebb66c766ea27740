import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdatePackage } from '../../../src/cluster/package.ts';
import { packageText } from '../../../src/lab/labPackages.ts';
import type { World } from '../../../src/lab/world.ts';

type LabPackage = World['packages'][number];

/** The lab's own package for files, copied to the nodes by the run. */
export const copiedPackageId = 'lab-copied';
const copiedFrom = 'lab-files';

const fileName = `${copiedFrom}.msp`;

/** The document of that package, whose source lies in the folder. */
export function copiedPackage(update: UpdatePackage, folder: string): UpdatePackage {
  return {
    ...update,
    id: copiedPackageId,
    installer: { ...update.installer, source: join(folder, fileName) },
  };
}

/** Writes the document and the file that is copied into a home. */
export function writeCopiedPackage(
  folder: string,
  update: UpdatePackage,
  packages: readonly LabPackage[],
): void {
  const item = packages.find(({ id }) => id === copiedFrom);
  if (item === undefined) throw new Error(`the lab has no package ${copiedFrom}`);
  mkdirSync(join(folder, 'packages'), { recursive: true });
  writeFileSync(join(folder, fileName), packageText(item));
  const document = JSON.stringify(copiedPackage(update, folder));
  writeFileSync(join(folder, 'packages', `${copiedPackageId}.package.json`), document);
}

/** The world with the text of a copied file in it, as that of any other text file; the lab keeps it beside the world. */
export const withTextInPlace = (world: World, folder: string): World => ({
  ...world,
  nodes: world.nodes.map((node) => ({
    ...node,
    files: node.files.map((file) => {
      if (file.stored === '') return file;
      const bytes = readFileSync(join(folder, 'files', file.stored)).subarray(0, file.length);
      return { ...file, stored: '', content: bytes.toString('utf8') };
    }),
  })),
});

/** The lab without that package on its nodes. */
export const withoutPackage = (world: World): World => ({
  ...world,
  nodes: world.nodes.map((node) => ({
    ...node,
    files: node.files.filter(({ path }) => !path.endsWith(`\\${fileName}`)),
  })),
});

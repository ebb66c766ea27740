import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const vsixPath = (root: string): string => join(root, 'dist', 'cluster-patch-checklist.vsix');

/** Builds and packs the extension as `vsce` does for the Marketplace. Returns the path of the .vsix. */
export async function packExtension(root: string): Promise<string> {
  const file = vsixPath(root);
  const vsce = join(root, 'node_modules', '.bin', 'vsce');
  await promisify(execFile)(vsce, ['package', '--allow-missing-repository', '--out', file], { cwd: root });
  return file;
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Packs the built extension as `vsce` does for the Marketplace. Returns the path of the .vsix. */
export async function packExtension(root: string): Promise<string> {
  const file = join(root, 'dist', 'cluster-patch-checklist.vsix');
  const vsce = join(root, 'node_modules', '.bin', 'vsce');
  await promisify(execFile)(
    vsce,
    ['package', '--no-dependencies', '--allow-missing-repository', '--out', file],
    { cwd: root },
  );
  return file;
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vscodeFolder } from './install.ts';
import type { WorkbenchOptions } from './server.ts';

const execute = promisify(execFile);

/**
 * Installs a .vsix as a user would, with VS Code's own installer, into the extensions folder of a workbench
 * that is not running.
 * @throws an Error with the installer's words when it refuses the file.
 */
export async function installVsix(
  vsix: string,
  options: Pick<WorkbenchOptions, 'root' | 'dataDir' | 'extensionDir'>,
): Promise<void> {
  const args = [
    join(vscodeFolder(options.root), 'out', 'server-main.js'),
    '--accept-server-license-terms',
    `--install-extension=${vsix}`,
    '--force',
    `--server-data-dir=${options.dataDir}`,
    `--user-data-dir=${join(options.dataDir, 'user-data')}`,
    `--extensions-dir=${options.extensionDir}`,
  ];
  const words = await execute(process.execPath, args).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: unknown) => lastWords(error),
  );
  // The installer reports a bad file in words and may still end with 0.
  if (!/was successfully installed/.test(words)) {
    throw new Error(`VS Code did not install ${vsix}: ${words.trim().slice(-1000)}`);
  }
}

/** What a program that failed wrote, or why it could not be started. */
function lastWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const written = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  return (written || error.message).slice(-1000);
}

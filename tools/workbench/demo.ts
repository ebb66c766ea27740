import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findExecutable, withOnPath } from './executable.ts';
import { installWorkbench } from './install.ts';
import { pageUrl } from './page.ts';
import { startWorkbench, type Workbench } from './server.ts';
import { changeUserSettings, quietSettings } from './settings.ts';
import { installVsix } from './vsix.ts';

/** What a demonstration shows. All paths are absolute. */
export interface Demo {
  /** The project's folder, with the extension built. */
  readonly root: string;
  readonly workspace: string;
  /** VS Code's data for the demonstration: settings, state and extensions, apart from the user's own. */
  readonly dataDir: string;
}

/** The desktop VS Code of this machine, or `undefined` when there is none or no screen to show it on. */
export function findDesktopCode(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const needsDisplay = process.platform !== 'win32' && process.platform !== 'darwin';
  if (needsDisplay && !env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  return findExecutable(['code', 'code-insiders', 'codium'], [], env);
}

/**
 * Opens the extension, under development, in a window of the desktop VS Code.
 * @returns whether VS Code took it; it does not say why when it refuses.
 */
export async function openDesktop(code: string, { root, workspace, dataDir }: Demo): Promise<boolean> {
  await changeUserSettings(dataDir, quietSettings);
  const args = [
    '--new-window',
    `--user-data-dir=${join(dataDir, 'user-data')}`,
    `--extensionDevelopmentPath=${root}`,
    workspace,
  ];
  // VS Code does not run as root without being asked to twice.
  if (process.getuid?.() === 0) args.unshift('--no-sandbox');
  // On Windows `code` is a .cmd file: only a shell starts it, and a shell splits at spaces.
  const shell = process.platform === 'win32';
  const words = shell ? args.map((word) => `"${word}"`) : args;
  return new Promise((resolve) => {
    const child = spawn(shell ? `"${code}"` : code, words, { stdio: 'inherit', shell });
    child.on('error', () => resolve(false));
    child.on('close', (exitCode) => resolve(exitCode === 0));
  });
}

/** What the browser workbench needs besides: the packed extension, and a PowerShell for it to find. */
export interface BrowserDemo extends Demo {
  readonly vsix: string;
  readonly powershell: string;
  readonly port?: number;
}

/** Starts the browser workbench with the extension installed from its .vsix. Gives it with the address to open. */
export async function openInBrowser(
  { vsix, powershell, ...demo }: BrowserDemo,
  log: (line: string) => void,
): Promise<{ workbench: Workbench; address: string }> {
  await installWorkbench(demo.root, log);
  const options = { ...demo, extensionDir: join(demo.dataDir, 'extensions'), env: withOnPath(powershell) };
  await changeUserSettings(demo.dataDir, quietSettings);
  await installVsix(vsix, options);
  const workbench = await startWorkbench(options);
  return { workbench, address: pageUrl({ url: workbench.url, folder: demo.workspace }) };
}

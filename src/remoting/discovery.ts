import { posix, win32 } from 'node:path';

/** What is asked of the machine; a test gives its own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly path: string;
  isFile(path: string): boolean;
}

export interface DiscoveryWishes {
  /** The setting: a path or a command name; empty or undefined when it is not set. */
  readonly setting: string | undefined;
  /** The folder that holds `.tools/lab-host`, where the lab's own PowerShell is built. */
  readonly toolsRoot: string | undefined;
}

export type PowerShellSource = 'setting' | 'pwsh' | 'powershell.exe' | 'lab-host';

export type Discovery =
  | { readonly kind: 'found'; readonly executable: string; readonly source: PowerShellSource }
  | { readonly kind: 'missing'; readonly message: string; readonly remedy: string };

/**
 * Finds PowerShell on the administrator's machine: the setting, then `pwsh`, then `powershell.exe`, then the lab's own.
 * A setting that names nothing is an error and not a reason to take another: the person chose it. The answer is always
 * a full path, so that nothing in the current folder and no environment variable of node-powershell can take its place.
 */
export function findPowerShell(machine: Machine, wishes: DiscoveryWishes): Discovery {
  const setting = wishes.setting?.trim() ?? '';
  if (setting !== '') {
    const chosen = /[\\/]/.test(setting) ? existing(machine, setting) : onPath(machine, setting);
    if (chosen !== undefined) return { kind: 'found', executable: chosen, source: 'setting' };
    return {
      kind: 'missing',
      message: `The PowerShell that the setting names was not found: ${setting}`,
      remedy: 'Correct the setting, or clear it so that PowerShell is looked for on the PATH.',
    };
  }
  const pwsh = onPath(machine, 'pwsh');
  if (pwsh !== undefined) return { kind: 'found', executable: pwsh, source: 'pwsh' };
  const windows = machine.platform === 'win32' ? onPath(machine, 'powershell') : undefined;
  if (windows !== undefined) return { kind: 'found', executable: windows, source: 'powershell.exe' };
  const lab =
    wishes.toolsRoot === undefined ? undefined : existing(machine, labHost(machine, wishes.toolsRoot));
  if (lab !== undefined) return { kind: 'found', executable: lab, source: 'lab-host' };
  return {
    kind: 'missing',
    message: 'No PowerShell was found on this machine.',
    remedy:
      'Install PowerShell 7 (https://aka.ms/powershell) or name one in the setting; for the lab alone, the .NET 10 SDK is enough to build one.',
  };
}

function onPath(machine: Machine, command: string): string | undefined {
  const { delimiter, isAbsolute, join } = machine.platform === 'win32' ? win32 : posix;
  // A relative entry would let whatever lies in the current folder be started.
  const folders = machine.path.split(delimiter).filter((folder) => isAbsolute(folder));
  for (const folder of folders) {
    const found = existing(machine, join(folder, command));
    if (found !== undefined) return found;
  }
  return undefined;
}

function existing(machine: Machine, path: string): string | undefined {
  if (machine.platform !== 'win32') return machine.isFile(path) ? path : undefined;
  const candidates = /\.exe$/i.test(path) ? [path] : [`${path}.exe`];
  return candidates.find((candidate) => machine.isFile(candidate));
}

const labHost = (machine: Machine, root: string): string =>
  (machine.platform === 'win32' ? win32 : posix).join(root, '.tools', 'lab-host', 'pwsh');

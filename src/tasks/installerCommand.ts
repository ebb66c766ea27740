import type { Installer } from '../cluster/package.ts';

export interface InstallerCommand {
  readonly file: string;
  readonly arguments: readonly string[];
}

/**
 * The command line of a package; undefined for an attended one, which a person starts. `/qn` because a session has no
 * desktop, `/norestart` because a node restarts as a step of its own or not at all; the verbose log goes beside the
 * exit code (the node adds its own path). Source: Microsoft, "Command-Line Options" of Windows Installer.
 */
export function installerCommand(installer: Installer): InstallerCommand | undefined {
  switch (installer.kind) {
    case 'msi':
      return {
        file: 'msiexec.exe',
        arguments: ['/i', installer.path, ...installer.properties, '/qn', '/norestart'],
      };
    case 'msp':
      return {
        file: 'msiexec.exe',
        arguments: ['/p', installer.path, ...installer.properties, '/qn', '/norestart'],
      };
    case 'exe':
      return { file: installer.path, arguments: installer.arguments };
    case 'attended':
      return undefined;
  }
}

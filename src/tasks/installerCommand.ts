import type { Installer } from '../cluster/package.ts';

export interface InstallerCommand {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly runAs: 'user' | 'system';
}

/**
 * The command line of a package; undefined for an attended one, which a person starts. `/qn` because a session has no
 * desktop, `/norestart` because a node restarts as a step of its own or not at all; the verbose log goes beside the
 * exit code (the node adds its own path). Sources: Microsoft, "Command-Line Options" of Windows Installer; KB934307 (wusa.exe).
 */
export function installerCommand(installer: Installer): InstallerCommand | undefined {
  switch (installer.kind) {
    case 'msi':
      return {
        file: 'msiexec.exe',
        arguments: ['/i', installer.path, ...installer.properties, '/qn', '/norestart'],
        runAs: installer.runAs,
      };
    case 'msp':
      return {
        file: 'msiexec.exe',
        arguments: ['/p', installer.path, ...installer.properties, '/qn', '/norestart'],
        runAs: installer.runAs,
      };
    case 'exe':
      return { file: installer.path, arguments: installer.arguments, runAs: installer.runAs };
    case 'msu':
      return { file: 'wusa.exe', arguments: [installer.path, '/quiet', '/norestart'], runAs: 'system' };
    case 'attended':
      return undefined;
  }
}

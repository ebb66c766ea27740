import { access, constants } from 'node:fs/promises';

/**
 * The first of the files on this machine that an SSH connection needs and that cannot be read, with the file system's
 * code. PowerShell tells only that some file was not found, and not on which machine.
 */
export async function unreadableFile(
  files: readonly (string | null | undefined)[],
): Promise<{ readonly message: string; readonly remedy: string } | undefined> {
  for (const file of files) {
    if (file === undefined || file === null) continue;
    try {
      await access(file, constants.R_OK);
    } catch (error) {
      return {
        message: `${file} cannot be read (${systemCode(error)})`,
        remedy:
          'Correct keyFile and knownHostsFile in the cluster definition; they are files on this machine.',
      };
    }
  }
  return undefined;
}

/** What the system calls an error, such as ENOENT. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProblemError } from '../../cluster/problem.ts';
import { readScriptTexts } from '../scriptTexts.ts';
import { endpointFiles } from './endpointFiles.ts';

export interface WriteEndpointRequest {
  readonly folder: string;
  readonly scriptsFolder: string;
  readonly version: string;
  readonly group: string;
}

/** Writes the files of a JEA endpoint and returns their paths. Throws ProblemError when the folder cannot be written. */
export async function writeEndpoint(request: WriteEndpointRequest): Promise<readonly string[]> {
  const { folder, scriptsFolder, version, group } = request;
  const files = endpointFiles({ texts: readScriptTexts(scriptsFolder), version, group });
  const written: string[] = [];
  for (const { path, text } of files) {
    const file = join(folder, ...path.split('/'));
    try {
      await mkdir(dirname(file), { recursive: true });
      // Files of Windows, read by Windows.
      await writeFile(file, text.replaceAll('\n', '\r\n'));
    } catch (error) {
      throw new ProblemError({
        kind: 'io',
        file,
        message: `cannot be written: ${error instanceof Error ? error.message : String(error)}`,
        remedy: 'Name a folder that you may write to.',
      });
    }
    written.push(file);
  }
  return written;
}

import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Looks a program up on PATH (and in the given folders after it). Gives its full path, or `undefined`. */
export function findExecutable(
  names: readonly string[],
  alsoIn: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const path = env.PATH ?? env.Path ?? '';
  const folders = [...path.split(delimiter).filter((folder) => folder !== ''), ...alsoIn];
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const name of names) {
    for (const folder of folders) {
      for (const ending of endings) {
        const candidate = join(folder, name + ending);
        if (isExecutable(candidate)) return candidate;
      }
    }
  }
  return undefined;
}

/** The environment in which a program, given by its full path, is found by its name alone and before others. */
export function withOnPath(program: string, env: NodeJS.ProcessEnv = process.env): { PATH: string } {
  return { PATH: [dirname(program), env.PATH ?? env.Path ?? ''].join(delimiter) };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

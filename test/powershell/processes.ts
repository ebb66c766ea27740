import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The processes below one, by their parents as the system tells them. */
export function descendants(of: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({
      id: Number(entry),
      parent: Number(/^PPid:\s+(\d+)/m.exec(textOf(`/proc/${entry}/status`))?.[1]),
    }));
  const found = [of];
  for (const each of found)
    found.push(...parents.filter(({ parent }) => parent === each).map(({ id }) => id));
  return found.slice(1);
}

/** Empty for what is not there, such as the file of a process that has just ended. */
export function textOf(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

export function signalTo(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name);
  } catch {
    // It has ended by itself in the meantime.
  }
}

export function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

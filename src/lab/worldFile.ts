import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFileSync } from '../tasks/replaceFile.ts';
import { type World, world } from './world.ts';
import { withWorldLock } from './worldLock.ts';

/** Where the world of a lab cluster lies under a home folder. */
export const worldPath = (home: string, cluster: string): string => join(home, 'lab', cluster, 'world.json');

export const worldExists = (path: string): boolean => existsSync(path);

/** Reads a lab's world. Throws when there is none, or when it is not one that this program can read. */
export function readWorld(path: string): World {
  const parsed = world.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new Error(
    `${path} is not a lab this version can read (${first?.path.join('.')}: ${first?.message}): reset the lab`,
  );
}

/** Makes or replaces a lab's world. Sessions that are open on its nodes see the new one at their next command. */
export function resetWorld(path: string, next: World): void {
  mkdirSync(dirname(path), { recursive: true });
  withWorldLock(path, () => {
    rmSync(join(dirname(path), 'files'), { recursive: true, force: true });
    save(path, next);
  });
}

/** Changes a lab's world while nobody else does, and returns the new one. */
export function updateWorld(path: string, change: (present: World) => World): World {
  return withWorldLock(path, () => {
    const next = change(readWorld(path));
    save(path, next);
    return next;
  });
}

/** Written beside and moved over, so that a reader never sees half of it. */
function save(path: string, next: World): void {
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, JSON.stringify(next));
  replaceFileSync(beside, path);
}

import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';

const waitMilliseconds = 30_000;
const pauseMilliseconds = 5;

/**
 * Runs an action while no other process changes the world beside the lock. The lock is a file that only its creator may
 * have made, with the number of its process in it; the lab's PowerShell module keeps to the same (world/Lock.ps1).
 * Throws when another process holds it for more than 30 seconds.
 */
export function withWorldLock<T>(worldFile: string, action: () => T): T {
  const lock = worldFile.replace(/\.json$/, '.lock');
  const deadline = Date.now() + waitMilliseconds;
  while (!take(lock)) {
    if (Date.now() > deadline)
      throw new Error(`The lab's world is in use by another process for more than 30 seconds (${lock}).`);
    if (abandoned(lock)) clear(lock);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMilliseconds);
  }
  try {
    return action();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, `${process.pid}`);
    closeSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error;
    return false;
  }
}

/** True when the holder was killed: its process is gone, or it had no time to write its number. */
function abandoned(lock: string): boolean {
  try {
    const holder = readFileSync(lock, 'ascii');
    if (holder === '') return Date.now() - statSync(lock).mtimeMs > 2000;
    return !alive(Number(holder));
  } catch {
    return false;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  try {
    // On Linux a process that nobody has waited for still has its number.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/** Two processes may find the same abandoned lock: only one may remove it, and only after a second look. */
function clear(lock: string): void {
  const guard = `${lock}.clearing`;
  try {
    closeSync(openSync(guard, 'wx'));
  } catch {
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 5000)
      rmSync(guard, { force: true });
    return;
  }
  try {
    if (abandoned(lock)) rmSync(lock, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

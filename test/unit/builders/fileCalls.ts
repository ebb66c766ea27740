import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { TestContext } from 'node:test';

interface Surroundings {
  /** Before a call on a path; what it throws, the call throws. */
  readonly before?: (path: string) => unknown;
  /** After a call on a path, before whoever called goes on. */
  readonly after?: (path: string) => unknown;
}

const { readFile, rename, rm } = promises;
const originals = { readFile, rename, rm };

/** Until the test has ended, something happens around each call of a function of node:fs/promises, as on a busy disk. */
export function aroundCalls(
  test: TestContext,
  name: keyof typeof originals,
  { before, after }: Surroundings,
): void {
  const real = originals[name];
  const put = (call: unknown): void => {
    Reflect.set(promises, name, call);
    syncBuiltinESMExports();
  };
  put(async (...values: unknown[]) => {
    await before?.(String(values[0]));
    const result: unknown = await Reflect.apply(real, promises, values);
    await after?.(String(values[0]));
    return result;
  });
  test.after(() => put(real));
}

/** What Windows says of a file that another program has open. */
export const inUse = (code: 'EBUSY' | 'EPERM' | 'EACCES' | 'ENOTEMPTY'): Error =>
  Object.assign(new Error(`${code}: in use`), { code });

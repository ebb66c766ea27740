import { deferred } from './deferred.ts';

export type Within<T> =
  | { readonly kind: 'settled'; readonly value: T }
  | { readonly kind: 'too-late' }
  | { readonly kind: 'aborted' };

/**
 * Waits for a promise, but only so long (milliseconds) and only until the signal is aborted. The promise goes on; its
 * rejection, if it comes before the end, is the caller's.
 */
export function within<T>(
  promise: Promise<T>,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<Within<T>> {
  const { promise: result, resolve, reject } = deferred<Within<T>>();
  const abort = () => resolve({ kind: 'aborted' });
  const timer = setTimeout(() => resolve({ kind: 'too-late' }), milliseconds);
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  promise.then((value) => resolve({ kind: 'settled', value }), reject);
  return result.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  });
}

/** Waits (milliseconds). Rejects with the signal's reason as soon as it is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await within(new Promise<never>(() => undefined), milliseconds, signal);
  signal.throwIfAborted();
}

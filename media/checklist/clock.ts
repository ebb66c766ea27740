let offset = 0;

/** Sets the page's idea of the time to the extension's, which may run on another machine. */
export function setClock(now: string): void {
  offset = Date.parse(now) - Date.now();
}

/** A length of time as 0:07, 12:34 or 1:02:03. Milliseconds. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (part: number) => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** The time between two moments, or from one until now. ISO texts. */
export const elapsed = (from: string, until?: string): string =>
  duration((until === undefined ? Date.now() + offset : Date.parse(until)) - Date.parse(from));

/**
 * Milliseconds between two times in UTC; undefined when one of them is no time. A clock that was set back gives 0: the
 * report tells of it by itself.
 */
export function between(from: string, to: string): number | undefined {
  const span = Date.parse(to) - Date.parse(from);
  return Number.isNaN(span) ? undefined : Math.max(0, span);
}

/** A duration as a person says it: `0.4 s`, `42 s`, `3 min 12 s`, `2 h 5 min`. */
export function durationText(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return 'unknown';
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** Date and time to the second, UTC; what is no time stays as it is written. */
export function dateTimeText(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Time of day to the second, UTC. */
export const clockText = (time: number): string => new Date(time).toISOString().slice(11, 19);

/**
 * A moment with its date and the time zone of this machine: read the next evening, or on a machine far away, a mere time
 * would look like today's and here's.
 */
export const momentText = (at: string | Date): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(at));

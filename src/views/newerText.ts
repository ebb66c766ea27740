import type { Localizer } from './localizer.ts';

/** What to do about a run that a newer version wrote: this one can only list it. */
export const newerText = (runId: string, l10n: Localizer): string =>
  l10n.t(
    'The run {0} was written by a newer version of Cluster Patch Checklist. Update it to go on with the run.',
    runId,
  );

import type { Hazard } from '../../tasks/advisor/rehearsed.ts';
import type { Outcome } from '../../tasks/runState.ts';
import type { Localizer } from '../localizer.ts';

/** How a rehearsal ended, in words. */
export const outcomeText = (outcome: Outcome, l10n: Localizer): string =>
  ({
    completed: l10n.t('completed'),
    failed: l10n.t('a step failed'),
    refused: l10n.t('a guard refused'),
    interrupted: l10n.t('did not end'),
  })[outcome];

/** What must never happen in production, in words. */
export function hazardText({ kind, detail }: Hazard, l10n: Localizer): string {
  const known: { readonly [kind: string]: string } = {
    'stray-services-at-move': l10n.t('Services ran on a second node when their group moved'),
    'stray-services-at-end': l10n.t('Services ran on a second node at the end'),
    'stray-services-too-long': l10n.t('Services ran on a second node for more than 15 minutes'),
    'failover-during-install': l10n.t('The group failed over during the installation'),
    'unprotected-install': l10n.t('The active node was patched while its group could fail over'),
    'stopped-behind-cluster': l10n.t('A clustered service was stopped behind the cluster’s back'),
    'left-automatic': l10n.t('A clustered service was left to start by itself'),
    'policy-not-restored': l10n.t('A resource’s failover policy was not put back'),
    'node-left-paused': l10n.t('A node was left paused'),
    'database-unpatched': l10n.t('The database was left unpatched'),
  };
  return `${known[kind] ?? kind}: ${detail}`;
}

/** Seconds for a person: 45 s, 3 min 20 s. */
export function secondsText(count: number, l10n: Localizer): string {
  const seconds = Math.round(count);
  return seconds < 120
    ? l10n.t('{0} s', seconds)
    : l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}

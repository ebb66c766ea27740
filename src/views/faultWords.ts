import type { FaultChoice } from '../lab/faultChoices.ts';
import type { Localizer } from './localizer.ts';

/** A fault as a sentence about what happens. */
export function faultText({ kind, value, node, operation }: FaultChoice, l10n: Localizer): string {
  switch (kind) {
    case 'connection-lost-before':
      return l10n.t('The connection to {0} is lost before it begins', node);
    case 'connection-lost-during':
      return l10n.t('The connection to {0} is lost in the middle of it', node);
    case 'connection-lost-after':
      return l10n.t('The connection to {0} is lost at its end, so that its answer never comes', node);
    case 'node-restart':
      return l10n.t('{0} restarts as it ends', node);
    case 'hang':
      return l10n.t('It never returns (the rehearsal waits for its time limit)');
    case 'disk-full':
      return l10n.t('The disk of the journal is full');
    case 'exit':
      return l10n.t('The installer on {0} ends with exit code {1}', node, value);
    case 'old-files':
      return l10n.t('The installer on {0} reports success and replaces nothing', node);
    case 'restart-mid-install':
      return l10n.t('The cluster restarts a service before its files are replaced');
    case 'service-stuck':
      return l10n.t('A service on {0} stays StopPending for ever', node);
    case 'move-refused':
      return l10n.t('The move is refused');
    case 'unplanned-failover':
      return l10n.t('The protected groups fail over just before');
    case 'failback':
      return l10n.t('The protected groups go home just before');
    case 'second-admin':
      return operation === 'stop-services'
        ? l10n.t('Somebody else moves the groups to {0} just before', node)
        : l10n.t('Somebody else sets a service on {0} to Automatic just before', node);
    case 'killed':
      return l10n.t('The program is killed');
  }
}

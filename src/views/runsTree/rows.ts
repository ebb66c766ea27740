import { canGoOn, type RunSummary } from '../../home/home.ts';
import type { Localizer } from '../localizer.ts';
import { colors, type Row, spoken } from '../tree/row.ts';

/** The row of a past or an open run; the newest comes first. */
export function runRow(run: RunSummary, shown: string | undefined, l10n: Localizer): Row {
  const open = run.endedAt === null;
  const words = {
    completed: l10n.t('completed'),
    failed: open ? l10n.t('a step failed') : l10n.t('aborted'),
    refused: l10n.t('a guard refused'),
    interrupted: l10n.t('not finished'),
    newer: l10n.t('written by a newer version'),
    damaged: l10n.t('its journal is damaged'),
  }[run.outcome];
  const icon = {
    completed: { name: 'pass', color: colors.good },
    failed: { name: open ? 'error' : 'circle-slash', color: colors.bad },
    refused: { name: 'shield', color: colors.warn },
    interrupted: { name: 'debug-pause', color: colors.warn },
    newer: { name: 'versions', color: colors.quiet },
    damaged: { name: 'error', color: colors.bad },
  }[run.outcome];
  const when = shortMoment(run.startedAt);
  const here = run.runId === shown ? l10n.t('shown') : undefined;
  return {
    id: `run/${run.runId}`,
    kind: run.outcome === 'newer' ? 'run.newer' : canGoOn(run) ? 'run.open' : 'run.ended',
    label: `${run.cluster} · ${when}`,
    description: [words, run.procedure, here].filter((part) => part !== undefined).join(' · '),
    icon,
    tooltip: [run.runId, `${run.procedure}: ${words}`, when],
    accessible: spoken(`${run.cluster} ${when}`, words, run.procedure, here),
    children: [],
    cluster: run.cluster,
    runId: run.runId,
  };
}

const shortMoment = (moment: string): string =>
  new Date(moment).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

import type { RunSummary } from '../home/home.ts';
import type { Author, RunState } from '../tasks/runState.ts';
import { handOverText } from './checklist/attention.ts';
import type { Localizer } from './localizer.ts';
import { newerText } from './newerText.ts';

/**
 * What the notification after a start says: the run that it leads to, what to know before one takes it over, and that
 * there are others. `told` is that run, or the id of one that a newer version wrote.
 */
export function unfinishedText(
  told: RunState | string,
  unfinished: readonly RunSummary[],
  author: Author,
  l10n: Localizer,
): string {
  const runId = typeof told === 'string' ? told : told.runId;
  const words =
    typeof told === 'string'
      ? [newerText(told, l10n)]
      : [runText(told, l10n), handOverText(told, author, l10n)];
  const others = unfinished.filter((run) => run.runId !== runId);
  return [...words, othersText(others, l10n)].filter((part) => part !== undefined).join(' ');
}

const runText = ({ definition, update, procedure }: RunState, l10n: Localizer): string =>
  l10n.t(
    'There is an unfinished run on {0}: {1}.',
    definition.name,
    update === undefined ? procedure.title : `${update.kb}, ${procedure.title}`,
  );

function othersText(others: readonly RunSummary[], l10n: Localizer): string | undefined {
  if (others.length === 0) return undefined;
  const clusters = [...new Set(others.map(({ cluster }) => cluster))].join(', ');
  return others.length === 1
    ? l10n.t('1 more run is not finished, on {0}: see the view Runs, or Resume Run….', clusters)
    : l10n.t(
        '{0} more runs are not finished, on {1}: see the view Runs, or Resume Run….',
        others.length,
        clusters,
      );
}

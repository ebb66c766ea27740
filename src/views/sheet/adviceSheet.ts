import { type ClusterDefinition, isLab } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import { isSafe, type Rehearsed } from '../../tasks/advisor/rehearsed.ts';
import type { Advice } from '../../tasks/advisor/verdict.ts';
import type { Localizer } from '../localizer.ts';
import { momentText } from '../moment.ts';
import { sentence } from '../sentence.ts';
import { Buttons } from './buttons.ts';
import type { Block, BlockOf } from './protocol.ts';
import type { SheetWithCommands } from './sheets.ts';
import { hazardText, outcomeText, secondsText } from './words.ts';

export interface AdviceSource {
  readonly definition: ClusterDefinition;
  readonly update: UpdatePackage;
  readonly advice: Advice;
  /** Titles of procedures by their ids. */
  readonly titles: ReadonlyMap<string, string>;
  readonly at: Date;
}

/** What the advisor found: the recommendation and why, the table, and what speaks against each of the others. */
export function adviceSheet(source: AdviceSource, l10n: Localizer): SheetWithCommands {
  const { definition, update, advice, titles, at } = source;
  const buttons = new Buttons();
  const { recommended, rehearsals } = advice;
  const about = { cluster: definition.name, update: update.id };
  const title = (id: string) => titles.get(id) ?? id;
  const again = { label: l10n.t('Rehearse Again'), command: 'chooseProcedure', target: about } as const;
  const actions =
    recommended !== null
      ? [
          buttons.add({
            label: l10n.t('Start {0}…', recommended),
            look: 'primary',
            command: 'startProcedure',
            target: { ...about, procedure: recommended },
          }),
          buttons.add(again),
        ]
      : advice.drift.length === 0
        ? [buttons.add({ ...again, look: 'primary' })]
        : [
            buttons.add({
              label: l10n.t('Restore Resting State…'),
              look: 'primary',
              command: 'restore',
              target: { cluster: definition.name },
            }),
            buttons.add(again),
          ];
  const verdict: BlockOf<'callout'> =
    recommended === null
      ? { kind: 'callout', tone: 'warn', title: l10n.t('Nothing is safe to start yet'), text: advice.why }
      : {
          kind: 'callout',
          tone: 'good',
          title: l10n.t('Recommended: {0}', title(recommended)),
          text: advice.why,
        };
  const rows = rehearsals.map((rehearsed) => row(rehearsed, source, buttons, l10n));
  const against = rehearsals.flatMap((rehearsed) => findings(rehearsed, source, l10n));
  const blocks: Block[] = [
    verdict,
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: l10n.t('What the rehearsals showed'),
            columns: columns(l10n),
            rows,
          },
        ]),
    ...(against.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            title:
              recommended === null
                ? l10n.t('What speaks against each')
                : l10n.t('What speaks against the others'),
            ordered: false,
            items: against,
          },
        ]),
    {
      kind: 'callout',
      tone: 'plain',
      title: l10n.t('Nothing was changed on {0}', definition.name),
      text: l10n.t(
        'Each procedure was carried out on a simulated copy of the cluster as it was at {0}, with the same scripts. Times are those of the definition’s durations.',
        momentText(at),
      ),
    },
  ];
  return {
    tab: l10n.t('Advice: {0}', definition.name),
    commands: buttons.commands,
    sheet: {
      cluster: definition.name,
      lab: isLab(definition),
      overline: l10n.t('advice of {0}', momentText(at)),
      title: l10n.t('Which procedure for {0}?', update.kb),
      subtitle: `${update.title} · ${update.changesDatabase ? l10n.t('changes the database') : l10n.t('changes files only')}`,
      actions,
      blocks,
    },
  };
}

const columns = (l10n: Localizer): BlockOf<'table'>['columns'] => [
  { title: l10n.t('Procedure'), numeric: false },
  { title: l10n.t('Outcome'), numeric: false },
  { title: l10n.t('Downtime'), numeric: true },
  { title: l10n.t('Unplanned failovers'), numeric: true },
  { title: l10n.t('Moves'), numeric: true },
  { title: l10n.t('Hazards'), numeric: true },
  { title: l10n.t('Database'), numeric: false },
  { title: l10n.t('Attended steps'), numeric: true },
  { title: l10n.t('Changes'), numeric: true },
];

function row(
  rehearsed: Rehearsed,
  { definition, update, advice, titles }: AdviceSource,
  buttons: Buttons,
  l10n: Localizer,
): BlockOf<'table'>['rows'][number] {
  const { row: seen } = rehearsed;
  const { procedure } = seen;
  const target = { cluster: definition.name, update: update.id, procedure };
  const title = titles.get(procedure) ?? procedure;
  const bad = (count: number) => (count > 0 ? { tone: 'bad' as const } : {});
  const left = update.changesDatabase && !seen.databaseChanged;
  // What ended badly on the copy is not started with one click; Start Procedure… still has it.
  const startable = isSafe(rehearsed, update) && !advice.fragile.includes(rehearsed);
  return {
    head: title,
    under: procedure,
    ...(procedure === advice.recommended ? { mark: l10n.t('recommended') } : {}),
    cells: [
      {
        text: outcomeText(seen.outcome, l10n),
        tone: seen.outcome === 'completed' ? 'good' : 'bad',
      },
      { text: secondsText(seen.downtimeSeconds, l10n) },
      { text: `${seen.failovers}`, ...bad(seen.failovers) },
      { text: `${seen.moves}` },
      { text: `${seen.hazards.length}`, ...bad(seen.hazards.length) },
      {
        text: seen.databaseChanged ? l10n.t('changed') : l10n.t('not changed'),
        ...(left ? { tone: 'bad' as const } : {}),
      },
      { text: `${seen.attendedSteps}` },
      { text: `${seen.changes}` },
    ],
    actions: [
      ...(startable
        ? [
            buttons.add({
              label: l10n.t('Start…'),
              command: 'startProcedure',
              target,
              spoken: l10n.t('Start {0}', title),
            }),
          ]
        : []),
      buttons.add({
        label: l10n.t('Preview'),
        command: 'previewProcedure',
        target,
        spoken: l10n.t('Preview {0}', title),
      }),
      buttons.add({
        label: l10n.t('Rehearse…'),
        command: 'rehearse',
        target,
        spoken: l10n.t('Rehearse {0} with faults', title),
      }),
    ],
  };
}

/** Everything that speaks against one procedure; nothing for one that is simply safe. */
function findings(
  rehearsed: Rehearsed,
  { update, advice, titles }: AdviceSource,
  l10n: Localizer,
): BlockOf<'list'>['items'] {
  const { row: seen, stopped, patched, atRest } = rehearsed;
  const ended = stopped === undefined;
  const details = [
    ...(ended ? [] : [`${stopped.step}: ${sentence(stopped.reason)}`]),
    ...seen.hazards.map((hazard) => hazardText(hazard, l10n)),
    ...(update.changesDatabase && !seen.databaseChanged && ended && seen.hazards.length === 0
      ? [l10n.t('It ended, and the database was not changed.')]
      : []),
    ...(ended && !patched ? [l10n.t('A node was left without the new files.')] : []),
    ...(ended && !atRest ? [l10n.t('The cluster was not at rest at its end.')] : []),
    ...(advice.fragile.includes(rehearsed)
      ? [l10n.t('It did not end well when the cluster restarted a service before its files were replaced.')]
      : []),
  ];
  if (details.length === 0) return [];
  return [
    {
      tone: 'bad',
      text: titles.get(seen.procedure) ?? seen.procedure,
      state: outcomeText(seen.outcome, l10n),
      details,
    },
  ];
}

import { type ClusterDefinition, isLab } from '../../cluster/definition.ts';
import type { UpdatePackage } from '../../cluster/package.ts';
import { isSafe, type Rehearsed, type RehearsedStep } from '../../tasks/advisor/rehearsed.ts';
import { changesNodes, type Procedure, reachesBeyondNodes } from '../../tasks/procedure.ts';
import type { Localizer } from '../localizer.ts';
import { momentText } from '../moment.ts';
import { sentence } from '../sentence.ts';
import { Buttons } from './buttons.ts';
import type { Block, Tone } from './protocol.ts';
import type { SheetWithCommands } from './sheets.ts';
import { hazardText, outcomeText, secondsText } from './words.ts';

export interface RehearsalSource {
  readonly definition: ClusterDefinition;
  readonly procedure: Procedure;
  readonly update: UpdatePackage;
  readonly rehearsed: Rehearsed;
  /** The faults that were let in, in words. */
  readonly faults: readonly string[];
  readonly at: Date;
}

/** What became of one procedure on a copy of the cluster. */
export function rehearsalSheet(source: RehearsalSource, l10n: Localizer): SheetWithCommands {
  const { definition, procedure, update, rehearsed, faults, at } = source;
  const { row, steps } = rehearsed;
  const buttons = new Buttons();
  const target = { cluster: definition.name, procedure: procedure.id, update: update.id };
  // Whether the database was changed is a matter of the nodes: of what is done beside them it was never one.
  const changesDatabase = update.changesDatabase && changesNodes(procedure);
  const safe = isSafe(rehearsed, { ...update, changesDatabase });
  const blocks: Block[] = [
    verdict(source, safe, l10n),
    list(
      l10n.t('What could not be read'),
      rehearsed.unread.map((text) => ({ tone: 'warn', text: sentence(text), details: [] })),
    ),
    list(
      l10n.t('Faults that were let in'),
      faults.map((text) => ({ tone: 'plain', text, details: [] })),
    ),
    list(
      l10n.t('Hazards'),
      row.hazards.map((hazard) => ({ tone: 'bad', text: hazardText(hazard, l10n), details: [] })),
    ),
    {
      kind: 'table',
      title: l10n.t('In figures'),
      columns: [
        { title: l10n.t('Outcome'), numeric: false },
        { title: l10n.t('Downtime'), numeric: true },
        { title: l10n.t('Unplanned failovers'), numeric: true },
        { title: l10n.t('Moves'), numeric: true },
        { title: l10n.t('Database'), numeric: false },
        {
          title: reachesBeyondNodes(procedure)
            ? l10n.t('Nodes and servers patched')
            : l10n.t('Nodes patched'),
          numeric: false,
        },
        { title: l10n.t('At rest at its end'), numeric: false },
      ],
      rows: [
        {
          head: outcomeText(row.outcome, l10n),
          cells: [
            { text: secondsText(row.downtimeSeconds, l10n) },
            { text: `${row.failovers}`, ...(row.failovers > 0 ? { tone: 'bad' as const } : {}) },
            { text: `${row.moves}` },
            { text: row.databaseChanged ? l10n.t('changed') : l10n.t('not changed') },
            yesNo(rehearsed.patched, l10n),
            yesNo(rehearsed.atRest, l10n),
          ],
          actions: [],
        },
      ],
    },
    {
      kind: 'list',
      title: l10n.t('Steps'),
      ordered: true,
      items: steps.map((step) => stepItem(step, rehearsed, l10n)),
    },
  ];
  return {
    tab: l10n.t('Rehearsal: {0}', definition.name),
    commands: buttons.commands,
    sheet: {
      cluster: definition.name,
      lab: isLab(definition),
      overline: l10n.t('rehearsal of {0}', momentText(at)),
      title: procedure.title,
      subtitle: `${update.kb} · ${update.title}`,
      actions: [
        buttons.add({
          label: l10n.t('Rehearse Again…'),
          look: 'primary',
          command: 'rehearse',
          target,
        }),
        buttons.add({ label: l10n.t('Preview'), command: 'previewProcedure', target }),
      ],
      blocks: blocks.filter((block) => block.kind !== 'list' || block.items.length > 0),
    },
  };
}

const list = (title: string, items: Extract<Block, { kind: 'list' }>['items']): Block => ({
  kind: 'list',
  title,
  ordered: false,
  items,
});

const yesNo = (value: boolean, l10n: Localizer): { text: string; tone: Tone } =>
  value ? { text: l10n.t('yes'), tone: 'good' } : { text: l10n.t('no'), tone: 'bad' };

function verdict(
  { rehearsed, definition, procedure, at }: RehearsalSource,
  safe: boolean,
  l10n: Localizer,
): Block {
  const { stopped, row } = rehearsed;
  const note = reachesBeyondNodes(procedure)
    ? l10n.t(
        'Carried out on a simulated copy of {0}, the servers beside it and its agents, as they were at {1}. Nothing was changed on any of them.',
        definition.name,
        momentText(at),
      )
    : l10n.t(
        'Carried out on a simulated copy of {0} as it was at {1}. Nothing was changed on the cluster.',
        definition.name,
        momentText(at),
      );
  if (stopped !== undefined)
    return {
      kind: 'callout',
      tone: 'bad',
      title: l10n.t('It stopped at: {0}', stopped.step),
      text: `${sentence(stopped.reason)} ${note}`,
    };
  if (safe)
    return { kind: 'callout', tone: 'good', title: l10n.t('It ended verified, with no hazard'), text: note };
  return {
    kind: 'callout',
    tone: 'bad',
    title:
      row.hazards.length > 0
        ? l10n.t('It ended, but with what must never happen in production')
        : l10n.t('It ended, but not as it should'),
    text: note,
  };
}

function stepItem(
  { title, node, progress, reason, remarks }: RehearsedStep,
  { stopped }: Rehearsed,
  l10n: Localizer,
): Extract<Block, { kind: 'list' }>['items'][number] {
  const here = stopped?.step === title;
  const tone: Tone = progress === 'ticked' ? 'good' : here || progress === 'failed' ? 'bad' : 'plain';
  const state =
    progress === 'ticked'
      ? l10n.t('verified')
      : here
        ? l10n.t('stopped here')
        : progress === 'skipped'
          ? l10n.t('left out')
          : l10n.t('not reached');
  const why = reason ?? (here ? stopped?.reason : undefined);
  return {
    tone,
    text: title,
    ...(node === undefined ? {} : { node }),
    state,
    details: [...(why === undefined ? [] : [why]), ...remarks].map(sentence),
  };
}

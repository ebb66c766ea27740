import { type ClusterDefinition, isLab } from '../../cluster/definition.ts';
import { driftText } from '../../cluster/drift.ts';
import type { Restore } from '../../tasks/restore.ts';
import type { Localizer } from '../localizer.ts';
import { momentText } from '../moment.ts';
import { sentence } from '../sentence.ts';
import { Buttons } from './buttons.ts';
import type { Block } from './protocol.ts';
import type { SheetWithCommands } from './sheets.ts';

/** What is not at rest, what would be changed and why, and what is left for a person. */
export function restoreSheet(
  definition: ClusterDefinition,
  { procedure, changes, drift, byHand }: Restore,
  at: Date,
  l10n: Localizer,
): SheetWithCommands {
  const buttons = new Buttons();
  const target = { cluster: definition.name };
  const verdict: Block =
    drift.length === 0
      ? { kind: 'callout', tone: 'good', title: l10n.t('At rest: there is nothing to restore'), text: '' }
      : procedure === undefined
        ? {
            kind: 'callout',
            tone: 'warn',
            title: l10n.t('Nothing here can be restored safely by a program'),
            text: l10n.t('What is listed below is for a person who has looked at it.'),
          }
        : {
            kind: 'callout',
            tone: 'plain',
            title: l10n.t('Nothing has been changed yet'),
            text: l10n.t(
              'The restore is a run of its own: each change is guarded, verified on the live cluster and kept in a journal.',
            ),
          };
  const blocks: Block[] = [
    verdict,
    {
      kind: 'list',
      title: l10n.t('Not at rest'),
      ordered: false,
      items: drift.map((line) => ({ tone: 'warn', text: driftText(line), details: [] })),
    },
    {
      kind: 'list',
      title: l10n.t('What will be done'),
      ordered: true,
      items: changes.map(({ title, reason }) => ({
        tone: 'plain',
        text: title,
        details: reason === null ? [] : [reason],
      })),
    },
    {
      kind: 'list',
      title: l10n.t('Left to do by hand'),
      ordered: false,
      items: byHand.map((text) => ({ tone: 'warn', text: sentence(text), details: [] })),
    },
  ];
  return {
    tab: l10n.t('Restore: {0}', definition.name),
    commands: buttons.commands,
    sheet: {
      cluster: definition.name,
      lab: isLab(definition),
      overline: l10n.t('restore, as of {0}', momentText(at)),
      title: l10n.t('Restore the Resting State'),
      actions: [
        ...(procedure === undefined
          ? []
          : [
              buttons.add({
                label: l10n.t('Restore…'),
                look: 'primary',
                command: 'startRestore',
                target,
              }),
            ]),
        buttons.add({ label: l10n.t('Read Again'), command: 'restore', target }),
      ],
      blocks: blocks.filter((block) => block.kind !== 'list' || block.items.length > 0),
    },
  };
}

import type { MachineRole } from '../../cluster/definition.ts';
import type { Diagnosis, NodeDiagnosis, Stage } from '../../remoting/doctor/diagnosis.ts';
import { plain } from '../../report/markdownText.ts';
import type { Localizer } from '../localizer.ts';
import { momentText } from '../moment.ts';

/** How many things are to be mended before every machine can be worked on. */
export const thingsToMend = ({ nodes }: Diagnosis): number =>
  nodes.flatMap(({ stages }) => stages.filter(({ state }) => state === 'failed')).length;

/** The outcome of a test of a connection in one sentence. */
export function outcomeText(diagnosis: Diagnosis, l10n: Localizer): string {
  const bad = thingsToMend(diagnosis);
  if (bad === 0)
    return diagnosis.nodes.every(({ role }) => role === 'node')
      ? l10n.t('{0}: every node can be reached and worked on.', diagnosis.cluster)
      : l10n.t('{0}: every node and every server can be reached and worked on.', diagnosis.cluster);
  return bad === 1
    ? l10n.t('{0}: one thing is to be mended.', diagnosis.cluster)
    : l10n.t('{0}: {1} things are to be mended.', diagnosis.cluster, bad);
}

/** A test of a connection as a document: a heading for each node, a line for each stage, in words and not by signs alone. */
export function diagnosisText(diagnosis: Diagnosis, l10n: Localizer): string {
  const { cluster, takenAt, powershell, nodes } = diagnosis;
  return [
    `# ${plain(l10n.t('Connection to {0}', cluster))}`,
    '',
    plain(outcomeText(diagnosis, l10n)),
    '',
    plain(l10n.t('Tested {0}, with {1}. Nothing was changed.', momentText(takenAt), powershell)),
    ...nodes.flatMap((node) => ['', ...nodeText(node, l10n)]),
    '',
  ].join('\n');
}

/** What a machine is to the cluster, in words; undefined for a node, which needs none. */
export const machineText = (role: MachineRole, l10n: Localizer): string | undefined =>
  ({ node: undefined, 'management-server': l10n.t('management server'), gateway: l10n.t('gateway') })[role];

function nodeText(
  { name, role, address, transport, stages }: NodeDiagnosis,
  l10n: Localizer,
): readonly string[] {
  const heading = name === address ? name : `${name} (${address})`;
  return [
    `## ${plain(heading)}`,
    '',
    plain([machineText(role, l10n), transport].filter((part) => part !== undefined).join(' · ')),
    '',
    ...stages.flatMap((stage) => stageText(stage, l10n)),
  ];
}

function stageText(stage: Stage, l10n: Localizer): readonly string[] {
  const title = `**${plain(stage.title)}**`;
  switch (stage.state) {
    case 'passed':
      return [`- ✔ ${title}: ${l10n.t('passed')}. ${plain(stage.observed)}`];
    case 'not-needed':
      return [`- – ${title}: ${l10n.t('not needed')}. ${plain(stage.observed)}`];
    case 'not-tried':
      return [`- ○ ${title}: ${l10n.t('not tried')}`];
    case 'failed':
      return [
        `- ✖ ${title}: **${l10n.t('failed')}**. ${plain(stage.observed)}`,
        `  - ${l10n.t('What to do')}: ${plain(stage.remedy)}`,
      ];
  }
}

import type { Diagnosis, NodeDiagnosis, Stage } from '../../remoting/doctor/diagnosis.ts';
import { plain } from '../../report/markdownText.ts';
import type { Localizer } from '../localizer.ts';

/** How many things are to be mended before every node can be worked on. */
export const thingsToMend = ({ nodes }: Diagnosis): number =>
  nodes.flatMap(({ stages }) => stages.filter(({ state }) => state === 'failed')).length;

/** The outcome of a test of a connection in one sentence. */
export function outcomeText(diagnosis: Diagnosis, l10n: Localizer): string {
  const bad = thingsToMend(diagnosis);
  if (bad === 0) return l10n.t('{0}: every node can be reached and worked on.', diagnosis.cluster);
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
    plain(
      l10n.t('Tested {0}, with {1}. Nothing was changed.', new Date(takenAt).toLocaleString(), powershell),
    ),
    ...nodes.flatMap((node) => ['', ...nodeText(node, l10n)]),
    '',
  ].join('\n');
}

function nodeText({ name, address, transport, stages }: NodeDiagnosis, l10n: Localizer): readonly string[] {
  const heading = name === address ? name : `${name} (${address})`;
  return [
    `## ${plain(heading)}`,
    '',
    plain(transport),
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

import type { ReportDocument } from './json.ts';
import { dateTimeText, durationText } from './time.ts';
import { authorText, count } from './words.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly detail?: string;
  /** To be copied letter by letter. */
  readonly exact?: boolean;
}

/** The facts at the head of a report, as people ask for them. */
export function summaryOf({
  run,
  cluster,
  package: update,
  procedure,
  counts,
  absences,
  absentMilliseconds,
  lab,
}: ReportDocument): readonly Fact[] {
  const others = run.authors.filter((author) => authorText(author) !== authorText(run.startedBy));
  return [
    { name: 'Cluster', value: cluster.name, detail: nodesText(cluster) },
    ...(update === undefined
      ? []
      : [
          {
            name: 'Package',
            value: update.kb,
            detail: `${update.title} (${update.changesDatabase ? 'changes the database' : 'files only'})`,
          },
        ]),
    { name: 'Procedure', value: procedure.title, detail: procedure.id },
    {
      name: 'Who and where',
      value: authorText(run.startedBy),
      detail: [
        `version ${run.startedBy.version}`,
        ...others.map((author) => `then ${authorText(author)}`),
      ].join(', '),
    },
    { name: 'Began', value: dateTimeText(run.startedAt) },
    run.endedAt === undefined
      ? { name: 'Last record', value: dateTimeText(run.lastRecordAt), detail: 'the run has not ended' }
      : { name: 'Ended', value: dateTimeText(run.endedAt) },
    { name: 'Duration', value: durationText(run.milliseconds) },
    { name: 'Steps', value: `${counts.ticked} of ${counts.total} ticked`, detail: restText(counts) },
    {
      name: 'Groups moving or offline',
      value: absences.length === 0 ? 'never by order of the run' : durationText(absentMilliseconds),
      ...(absences.length === 0
        ? {}
        : {
            detail: `${count(absences.length, 'time')}, from the order until verified${absences.every(({ over }) => over) ? '' : '; no record shows that the last one is over'}`,
          }),
    },
    ...(lab === undefined
      ? []
      : [
          {
            name: 'Downtime in the lab',
            value: durationText(lab.downtimeSeconds * 1000),
            detail: 'by the clock of the lab',
          },
          {
            name: 'The lab saw',
            value: lab.hazards.length === 0 ? 'no hazard' : count(lab.hazards.length, 'hazard'),
            detail: `${count(lab.moves, 'planned move')}, ${count(lab.failovers, 'unplanned failover')}`,
          },
        ]),
  ];
}

/** What vouches for the journal, and how anybody can check it again. */
export const integrityOf = ({ run, integrity }: ReportDocument): readonly Fact[] => [
  {
    name: 'Journal',
    value: integrity.whole
      ? `whole: each of its ${count(integrity.records, 'record')} names the hash of the one before it`
      : `${integrity.newer === true ? 'goes on' : 'not whole'}${integrity.message === undefined ? '' : `: ${integrity.message}`}; ${count(integrity.records, 'record')} before that`,
  },
  { name: 'Hash of the last record', value: integrity.lastHash, exact: true },
  { name: 'To check it again', value: `cluster-patch verify ${run.id}`, exact: true },
];

const nodesText = ({ nodes, roles }: ReportDocument['cluster']): string =>
  nodes
    .map(
      ({ name, transport }) =>
        `${name}${name === roles.active ? ' (active at the start' : ' (passive at the start'}, ${transport})`,
    )
    .join(', ');

const restText = ({ skipped, failed, started, pending }: ReportDocument['counts']): string =>
  [
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(started === 0 ? [] : [`${started} begun`]),
    ...(pending === 0 ? [] : [`${pending} not run`]),
  ].join(', ') || 'none skipped';

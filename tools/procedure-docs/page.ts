import { bindCondition, type ConditionData } from '../../src/cluster/conditions/catalogue.ts';
import type { ConditionContext } from '../../src/cluster/conditions/condition.ts';
import { plain, table } from '../../src/report/markdownText.ts';
import type { Procedure, Step } from '../../src/tasks/procedure.ts';
import { courseOf, lettered, type Moment } from './course.ts';

const kinds: { readonly [kind: string]: string } = {
  gate: 'check',
  action: 'change',
  question: 'question',
  attended: 'by hand',
};

const appliesTo: { readonly [condition: string]: string } = {
  'attended-package': 'only for a package of kind `attended`, in place of the installation',
  'unattended-package': 'not for a package of kind `attended`',
  'database-package': 'only for a package with a `database`',
  'agent-package': 'only for a package that brings something for agents',
  'first-is-preferred-owner': 'only where A is the `preferredOwner`',
  'first-is-not-preferred-owner': 'not where A is the `preferredOwner`',
  'cluster-aware-updating':
    'only where the cluster has the role of Cluster-Aware Updating (Windows Server 2012 and later)',
};

/** The words of a condition, with letters for the nodes and nothing of any particular cluster. */
function contextOf({ first }: Procedure): ConditionContext {
  const transport = { kind: 'lab' } as const;
  return {
    definition: {
      name: 'the cluster',
      nodes: ['A', 'B'].map((name) => ({ name, address: name, transport })),
      managementServers: [{ name: 'every management server', address: 'M', transport }],
      gateways: [{ name: 'every gateway', address: 'G', transport }],
      clusterGroup: 'the cluster group',
      services: [{ name: 'the protected services', needsSharedDisk: false }],
      eventLogs: ['the event logs of the definition'],
      restartAction: 2,
    },
    update: undefined,
    roles: {
      first: 'A',
      second: 'B',
      active: first === 'active' ? 'A' : 'B',
      passive: first === 'active' ? 'B' : 'A',
      machine: 'M',
    },
    baseline: undefined,
    runId: '',
    runStartedAt: '',
    boots: {},
    stepId: '',
    attemptOf: (step) => step,
    agents: [],
    batch: [],
    returned: () => [],
  };
}

const textsOf = (conditions: readonly ConditionData[], context: ConditionContext): string =>
  conditions.map((data) => plain(bindCondition(data).text(context))).join('; ');

const isReconstructed = ({ reconstructed }: Step): boolean => reconstructed !== undefined;

const numberOf = ({ number, step }: Moment): string =>
  `${number}${step.appliesTo === 'attended-package' ? ' or' : ''}${isReconstructed(step) ? ' ◊' : ''}`;

const repeatedFor: { readonly [each in NonNullable<Step['each']>]: string } = {
  'management-servers': 'for each management server M',
  gateways: 'for each gateway M',
  'agent-batches': 'for each batch of at most 200 agents',
};

function stepCell({ step }: Moment): string {
  const each = step.each === undefined ? '' : ` *(${repeatedFor[step.each]})*`;
  const request = step.onlyIf === undefined ? '' : ` *(only when \`${step.onlyIf}\` was answered yes)*`;
  const when = step.appliesTo === undefined ? '' : ` *(${appliesTo[step.appliesTo] ?? step.appliesTo})*`;
  const question = step.kind === 'question' ? `<br>${plain(lettered(step.question))}` : '';
  return `${plain(lettered(step.title))}${each}${when}${request}${question}`;
}

/** What a person does in each step by hand. */
const byHand = (course: readonly Moment[]): readonly string[] =>
  course.flatMap(({ number, step }) =>
    step.kind === 'attended'
      ? [
          `**Step ${number} by hand.** What the person does:`,
          step.instructions.map((line, index) => `${index + 1}. ${plain(lettered(line))}`).join('\n'),
        ]
      : [],
  );

/** Each text that says what reconstructed steps were made from, with the steps that it is about. */
function reconstructions(course: readonly Moment[]): readonly string[] {
  const texts = [...new Set(course.flatMap(({ step }) => step.reconstructed ?? []))];
  if (texts.length === 0) return ['Nothing in this procedure is reconstructed.'];
  return texts.map((text) => {
    const numbers = course.filter(({ step }) => step.reconstructed === text).map(({ number }) => number);
    const which = [...new Set(numbers)];
    const one = which.length === 1;
    return `◊ Step${one ? '' : 's'} ${which.join(', ')} ${one ? 'is' : 'are'} reconstructed. ${plain(text)}`;
  });
}

function section(procedure: Procedure): string {
  const { id, title, useFor, doNotUseFor, downtime, sources, first } = procedure;
  const course = courseOf(procedure);
  const context = contextOf(procedure);
  const only =
    procedure.forServices === undefined
      ? []
      : [
          `- **Only on:** a cluster that protects ${procedure.forServices.map((name) => `\`${name}\``).join(', ')}.`,
        ];
  return [
    `## ${id}`,
    `**${plain(title)}.** A is the node that is ${first} when the run starts.`,
    [
      `- **For:** ${plain(useFor)}`,
      `- **Not for:** ${plain(doNotUseFor)}`,
      ...only,
      `- **Downtime:** ${plain(downtime)}`,
      ...sources.map((source) => `- **Source:** [${plain(source.title)}](${source.url})`),
    ].join('\n'),
    `![${plain(title)}: the steps, and where the groups are](images/${id}.svg)`,
    table(
      ['#', 'Step', 'Kind', 'What it prevents'],
      course.map((moment) => [
        numberOf(moment),
        stepCell(moment),
        kinds[moment.step.kind] ?? moment.step.kind,
        plain(moment.step.prevents ?? '–'),
      ]),
    ),
    ...reconstructions(course),
    ...byHand(course),
    `<details><summary>What is checked before and after each step of ${id}</summary>`,
    table(
      ['#', 'Step', 'Refused unless', 'Ticked only when'],
      course.map((moment) => [
        numberOf(moment),
        `\`${moment.step.id}\``,
        textsOf(moment.step.guards, context) || '–',
        tickedWhen(moment.step, context),
      ]),
    ),
    '</details>',
  ].join('\n\n');
}

function tickedWhen(step: Step, context: ConditionContext): string {
  if (step.kind !== 'question') return textsOf(step.verify, context);
  return step.optional ? 'answered yes or no' : 'answered yes';
}

const introduction = `# Procedures

This page and its pictures are made from the data of the built-in procedures (\`src/tasks/procedures/*.procedure.json\`) by
\`node tools/setup.mjs procedureDocs\`. Do not edit them; a unit test compares them with the data.

Which one? Read in the update's article whether it changes the database. If it does, or if the article does not say, take
\`rms-active-first\`. If it changes files only, \`rms-passive-first\` costs the least downtime. For a clustered service that
is not an RMS, the same choice is between \`service-active-first\` and \`service-passive-first\`. In doubt, ask the program:
\`cluster-patch advise --cluster C --package K\` rehearses each of them on a copy of your cluster and recommends one. After the
RMS comes \`rms-followup\`, for the management servers, gateways and agents of its management group. For an update of Windows
itself there is \`cluster-os-update\`.

How to read the tables:

- The nodes are called A and B. A is the node that is patched first. The program binds the letters to machines when a run
  starts, and records the binding.
- **Kind.** A *check* changes nothing. A *change* sends operations to a node, then verifies. A step *by hand* waits for a
  person and verifies. A *question* asks what no reading can tell.
- **or** marks a step by hand that takes the place of the step before it. What the person does stands below the table.
- **◊** marks a step that no source confirms. What it was made from is said below the table. Confirm it before you rely on
  it. To change it, copy the procedure into your home folder or workspace (\`cluster-patch procedures copy ID\`, in the
  editor *Duplicate Procedure…*) and edit the copy. The editor checks it as you type.
- **Pictures.** *Online not assured* is the time in which an installer stops and starts services on the node that owns the
  groups, until the cluster has brought them Online again. *Groups arrive* is a move, in which they are down for a moment.
- A step is skipped only by a person, with a reason, and is shown as skipped for ever. A step that is done only on request
  is left out, with that reason, when its question was answered no.
- **M** is a server beside the cluster. A step for each of them is repeated when a run starts: all steps of one server
  first, then those of the next. Servers that the definition does not have make no steps.

What \`rms-followup\` counts at its end: an agent is *patched* when its Patch List shows the update; *pending* when its update
waits for an approval; *manual* when it was installed by hand, so that nothing can be pushed to it; *unreachable* when it has
no heartbeat; *missed* when its update failed, or nothing is pending and its Patch List does not show the update. An agent
reads its Patch List when its service starts and every six hours. So one that the run has approved is waited for that long
before it counts as missed; stop the run meanwhile, and resume it. A missed agent does not fail the run: it is accounted
for, and only a person at that agent can tell why. It is named, with what to do, in the terminal, on the page and in the
report.`;

/** The text of docs/procedures.md. */
export const pageOf = (procedures: readonly Procedure[]): string =>
  `${[
    introduction,
    table(
      ['Procedure', 'What it is', 'Downtime'],
      procedures.map(({ id, title, downtime }) => [`[${id}](#${id})`, plain(title), plain(downtime)]),
    ),
    ...procedures.map(section),
  ].join('\n\n')}\n`;

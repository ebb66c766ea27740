import * as z from 'zod';
import {
  manualCommands,
  patchSource,
  type Standing,
  type StandingContext,
  standingOf,
} from '../agentStanding.ts';
import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { type AgentReading, type ManagementGroupReading, sameMachine } from '../managementGroup.ts';
import { sameName } from '../names.ts';
import type { UpdatePackage } from '../package.ts';
import { needKey, type ReadingNeed, type Readings } from '../readings.ts';
import { type ConditionContext, conditionKind } from './condition.ts';

const groupNeed = ({ roles }: ConditionContext): ReadingNeed => ({
  kind: 'management-group',
  node: roles.active,
});

/** Judges what the management group says of itself; a failed expectation that says why when it could not be read. */
export function withGroup(
  expected: string,
  { managementGroups }: Readings,
  context: ConditionContext,
  judge: (group: ManagementGroupReading) => readonly Evidence[],
): readonly Evidence[] {
  const read = managementGroups.get(needKey(groupNeed(context)));
  if (read?.kind === 'read') return judge(read.value);
  const error = read?.error ?? { message: 'not read', remedy: 'Verify again.' };
  return [unknownEvidence(expected, error, context.roles.active)];
}

const approvals = z.array(z.object({ agent: z.string(), approvedAt: z.string() }));

/** When this run approved an agent's update; undefined when it did not. */
function approvalOf(agent: string, context: ConditionContext): number | undefined {
  const approved = context
    .returned('approve-agents')
    .flatMap((value) => approvals.safeParse(value).data ?? [])
    .findLast((approval) => sameName(approval.agent, agent));
  return approved === undefined ? undefined : Date.parse(approved.approvedAt);
}

interface Stood {
  readonly name: string;
  readonly agent: AgentReading | undefined;
  readonly standing: Standing;
}

/** Every agent that there is, and every one that the run found and is not there any more. */
function everyAgent(
  group: ManagementGroupReading,
  update: UpdatePackage,
  context: ConditionContext,
): readonly Stood[] {
  const gone = context.agents.filter((name) => !group.agents.some((agent) => sameName(agent.name, name)));
  const names = [...group.agents.map(({ name }) => name), ...gone];
  return names.map((name) => {
    const agent = group.agents.find((known) => sameName(known.name, name));
    const about: StandingContext = { update, group, approvedAt: approvalOf(name, context) };
    return { name, agent, standing: standingOf(agent, about) };
  });
}

/** The agents of one standing in one line; none makes no line. */
function together(
  stood: readonly Stood[],
  kind: Standing['kind'],
  words: string,
  note?: string,
): readonly Evidence[] {
  const names = stood.filter(({ standing }) => standing.kind === kind).map(({ name }) => name);
  if (names.length === 0) return [];
  const text = `${names.length} ${words}: ${names.join(', ')}`;
  return [
    {
      expected: 'agents accounted for',
      observed: text,
      passed: true,
      ...(note === undefined ? {} : { note }),
    },
  ];
}

/** How a person patches this agent at its own keyboard, and with what rights. */
function byHand({ agent, name }: Stood, update: UpdatePackage, context: ConditionContext): string {
  const { definition, roles } = context;
  const servers = [...definition.managementServers, ...definition.gateways].map((server) => server.name);
  const source = patchSource(agent?.managementServer ?? '', servers, roles.active);
  const commands = manualCommands(source, update).map(
    ({ architecture, command }) => `for ${architecture}: ${command}`,
  );
  return `On ${name}, in a command prompt opened with Run as administrator, ${commands.join(' ; ')} . The account must be a local administrator of ${name} and able to read the disk of ${source}; else copy the patch to a local folder first.`;
}

/** Those that need a person, each with what to do. */
function one(stood: Stood, update: UpdatePackage, context: ConditionContext): readonly Evidence[] {
  const { name, standing } = stood;
  const line = { expected: `${name}: accounted for`, passed: true, attention: true };
  switch (standing.kind) {
    case 'manual':
      return [
        {
          ...line,
          observed: 'manual: it was installed by hand, so nothing can be pushed to it',
          note: byHand(stood, update, context),
        },
      ];
    case 'unreachable':
      return [
        {
          ...line,
          observed: `unreachable: ${standing.why}`,
          note: `Bring it back, then approve its update or repair it in the console, or patch it by hand. ${byHand(stood, update, context)}`,
        },
      ];
    case 'missed':
      return [
        {
          ...line,
          observed: `missed: ${standing.why}`,
          note: `If it was updated within the last six hours, its Patch List may not have been read since. Else look at its file versions: an update may report success and leave the old files. Repair it in the console, or patch it by hand, which is the only way if it was installed by hand (before R2 the product may not say so). ${byHand(stood, update, context)}`,
        },
      ];
    default:
      return [];
  }
}

/** The agents of the management group by where they stand with the update. */
function account(
  group: ManagementGroupReading,
  update: UpdatePackage,
  context: ConditionContext,
): readonly Evidence[] {
  const stood = everyAgent(group, update, context);
  if (stood.length === 0)
    return [{ expected: 'every agent accounted for', observed: 'there are no agents', passed: true }];
  return [
    ...together(stood, 'patched', 'patched'),
    ...together(
      stood,
      'pending',
      'pending',
      'Their updates wait in Pending Management. Approve them there, or answer yes in a run of this procedure, at most 200 at a time.',
    ).map((line) => ({ ...line, attention: true })),
    ...stood.flatMap((each) => one(each, update, context)),
  ];
}

const missingUpdate: Evidence = {
  expected: 'every agent accounted for',
  observed: 'the run has no package',
  passed: false,
  settled: true,
};

/** Shows every agent by where it stands with the update; holds once the management group could be read. */
export const agentsListed = conditionKind(
  'agents-listed',
  {},
  {
    about:
      'Lists every agent by where it stands with the package: patched, pending, manual, unreachable or missed. Fails only if that cannot be read.',
    text: (_value, { update }) =>
      `every agent is listed by where it stands with ${update?.kb ?? 'the package'}: patched, pending, manual, unreachable or missed`,
    needs: (_value, context) => [groupNeed(context)],
    judge: (_value, readings, context) =>
      withGroup('every agent listed', readings, context, (group) => {
        const { update } = context;
        if (update === undefined) return [missingUpdate];
        const stood = everyAgent(group, update, context);
        return [
          // Here they are shown; what is left of them to do is told by the last account.
          ...account(group, update, context).map(({ attention: _attention, ...line }) => line),
          ...together(stood, 'awaiting', 'with nothing pending and no sign of the update yet'),
        ];
      }),
  },
);

/**
 * Every agent is patched, pending, manual, unreachable or missed, and none is left open: one whose Patch List may not
 * have been read since is waited for. An agent that was missed is named and does not fail this: it is accounted for, and
 * only a person at that agent can tell why.
 */
export const agentsAccountedFor = conditionKind(
  'agents-accounted-for',
  {},
  {
    about: 'Every agent is patched, pending, manual, unreachable or missed: of none is it still unknown.',
    text: (_value, { update }) =>
      `every agent is patched with ${update?.kb ?? 'the package'}, pending, manual, unreachable or missed; none is unaccounted for`,
    needs: (_value, context) => [groupNeed(context)],
    judge: (_value, readings, context) =>
      withGroup('every agent accounted for', readings, context, (group) => {
        const { update } = context;
        if (update === undefined) return [missingUpdate];
        const awaiting = everyAgent(group, update, context).flatMap(({ name, standing }) =>
          standing.kind === 'awaiting' ? { name, until: standing.until } : [],
        );
        const last = Math.max(...awaiting.map(({ until }) => until));
        const open: readonly Evidence[] =
          awaiting.length === 0
            ? []
            : [
                {
                  expected: 'every agent accounted for',
                  observed: `${awaiting.length} not known yet: ${awaiting.map(({ name }) => name).join(', ')}`,
                  passed: false,
                  note: `Nothing is pending for them, and their Patch Lists do not show the update. An agent reads its Patch List when its service starts and every six hours: after ${new Date(last).toISOString()} they count as missed. The run can be stopped and resumed then.`,
                },
              ];
        return [...open, ...account(group, update, context)];
      }),
  },
);

/** No update of the batch waits any more: each agent of it has been updated, or its update has failed. */
export const batchDone = conditionKind(
  'batch-done',
  {},
  {
    about:
      'No approved update of the batch is pending any more. For a step that is repeated for each batch of agents.',
    text: () => 'no approved update of the batch is pending any more: each has ended or failed',
    needs: (_value, context) => [groupNeed(context)],
    judge: (_value, readings, context) =>
      withGroup('no update of the batch pending', readings, context, (group) => {
        const waiting = group.pending.filter(
          ({ agent, type }) =>
            sameName(type, 'UpdateAgent') && context.batch.some((name) => sameName(name, agent)),
        );
        const observed =
          waiting.length === 0
            ? `none of ${context.batch.length} agents pending`
            : `${waiting.length} still pending: ${waiting.map(({ agent }) => agent).join(', ')}`;
        return [{ expected: 'no update of the batch pending', observed, passed: waiting.length === 0 }];
      }),
  },
);

/** Every management server and gateway that the management group knows is in the definition. */
export const serversInDefinition = conditionKind(
  'servers-in-definition',
  {},
  {
    about:
      'Every management server and gateway that the management group knows is in the cluster definition.',
    text: (_value, { definition }) =>
      `the definition of ${definition.name} names every management server and gateway of the management group`,
    needs: (_value, context) => [groupNeed(context)],
    judge: (_value, readings, context) =>
      withGroup('every server in the definition', readings, context, (group) => {
        const { managementServers, gateways, nodes, name } = context.definition;
        const known = (list: readonly { readonly name: string }[], server: string): boolean =>
          list.some((entry) => sameMachine(entry.name, server));
        const servers = group.servers.filter((server) => !server.root && !known(nodes, server.name));
        if (servers.length === 0)
          return [
            { expected: 'every server in the definition', observed: 'the RMS is the only one', passed: true },
          ];
        return servers.map((server): Evidence => {
          const list = server.gateway ? 'gateways' : 'managementServers';
          const passed = known(server.gateway ? gateways : managementServers, server.name);
          return {
            expected: `${server.name} in the definition, as one of its ${list}`,
            observed: passed ? 'it is' : 'it is not',
            passed,
            ...(passed
              ? {}
              : {
                  settled: true,
                  note: `Add ${server.name} to "${list}" of ${name}, then start again: its agents get the update from it.`,
                }),
          };
        });
      }),
  },
);

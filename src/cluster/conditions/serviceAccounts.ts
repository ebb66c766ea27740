import * as z from 'zod';
import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { type EventReading, needKey, type ReadingNeed } from '../readings.ts';
import type { ServiceReading } from '../service.ts';
import type { ReachedNode } from '../snapshot.ts';
import { type ConditionContext, conditionKind, nodeOrEvery, nodesOf } from './condition.ts';
import { since } from './eventLog.ts';

/** ERROR_SERVICE_LOGON_FAILED, which stays a service's exit code until its next start. */
const logonFailed = 1069;

/**
 * The Service Control Manager was refused the logon (7013, 7038), or the account lacks the right to log on as a service
 * (7041). Events 7000 and 7001 say it only in words, in the node's language. Source: Windows SDK, netevent.h.
 */
const logonEvents = [7013, 7038, 7041];

const needOf = (node: string, hours: number, context: ConditionContext): ReadingNeed => ({
  kind: 'events',
  node,
  logs: ['System'],
  after: since(hours, context),
});

/** Accounts of the system itself log on without a password. */
const hasPassword = ({ account }: ServiceReading): boolean =>
  account !== '' && !/^(LocalSystem|NT (AUTHORITY|SERVICE)\\)/i.test(account);

const words = (text: string): string => text.toLowerCase();

/** What stands against a service's account; undefined when nothing does. A service that runs has logged on. */
function refusalOf(service: ServiceReading, events: readonly EventReading[]): string | undefined {
  if (service.status === 'Running') return undefined;
  if (service.exitCode === logonFailed)
    return `${service.name} ended with ${logonFailed}, a failed logon, as ${service.account}`;
  const event = events.find(
    ({ id, message }) =>
      logonEvents.includes(id) &&
      [service.name, service.displayName].some((name) => name !== '' && words(message).includes(words(name))),
  );
  return event === undefined
    ? undefined
    : `${service.name} was refused its logon as ${service.account} at ${event.at} (event ${event.id})`;
}

/**
 * No service account is known to be unable to log on: the last end of each service and the System log say so. What they
 * cannot tell is a password that was changed, or an account that was locked, since a stopped service last ran.
 */
export const serviceAccounts = conditionKind(
  'service-accounts',
  {
    node: nodeOrEvery,
    hours: z.number().positive().max(720).default(24).describe('How far to look back in the System log.'),
  },
  {
    about: 'No failed logon of a protected service on record: the accounts of the services still work.',
    text: ({ hours, ...value }, context) =>
      `${nodesOf(value, context).join(', ')}: no failed logon of a protected service on record (last ${hours} hours)`,
    needs: ({ hours, ...value }, context) =>
      nodesOf(value, context).map((node) => needOf(node, hours, context)),
    judge: ({ hours, ...value }, { snapshot, events }, context) =>
      nodesOf(value, context).map((name): Evidence => {
        const expected = 'no failed logon of a service';
        const node = snapshot.nodes.find((reading) => sameName(reading.name, name));
        if (node === undefined || node.kind === 'unreached')
          return unknownEvidence(expected, node?.error ?? { message: 'not a node', remedy: '' }, name);
        const read = events.get(needKey(needOf(name, hours, context)));
        if (read === undefined || read.kind === 'unread')
          return unknownEvidence(
            expected,
            read?.error ?? { message: 'not read', remedy: 'Verify again.' },
            name,
          );
        return judgeNode(node, protectedServices(node, context), read.value, expected);
      }),
  },
);

const protectedServices = ({ services }: ReachedNode, { definition }: ConditionContext) =>
  services.filter((service) => definition.services.some(({ name }) => sameName(name, service.name)));

function judgeNode(
  { name: node }: ReachedNode,
  services: readonly ServiceReading[],
  events: readonly EventReading[],
  expected: string,
): Evidence {
  const refusals = services.filter(hasPassword).flatMap((service) => refusalOf(service, events) ?? []);
  if (refusals.length > 0)
    return {
      node,
      expected,
      observed: refusals.join('; '),
      passed: false,
      note: `Set the account's password of these services again on ${node}, or unlock the account, and see that it may log on as a service. A start that succeeds takes the exit code away; an event counts for the hours that the procedure looks back.`,
    };
  const unproven = services.filter((service) => hasPassword(service) && service.status !== 'Running');
  return {
    node,
    expected,
    observed: 'none on record',
    passed: true,
    ...(unproven.length === 0
      ? {}
      : {
          note: `${unproven.map((service) => service.name).join(', ')} do not run here, so a password that was changed since they last did shows only when they start.`,
        }),
  };
}

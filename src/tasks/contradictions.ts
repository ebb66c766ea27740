import * as z from 'zod';
import type { ConditionData } from '../cluster/conditions/catalogue.ts';
import type { Procedure } from './procedure.ts';

/** What a condition says of one thing: that it is this, or that it is not. */
interface Claim {
  readonly of: string;
  readonly is: string;
  readonly not?: boolean;
}

const fields = z.looseObject({
  check: z.string(),
  node: z.string().optional(),
  state: z.string().optional(),
  status: z.string().optional(),
  startType: z.string().optional(),
  services: z.array(z.string()).optional(),
  restartAction: z.union([z.number(), z.string()]).optional(),
});

/**
 * The first condition of a list that cannot hold together with an earlier one; undefined when all can. Roles that are
 * one machine (`first` and `active`, when the active node is the first) count as one.
 */
export function contradiction(
  conditions: readonly ConditionData[],
  { first }: Pick<Procedure, 'first'>,
): { readonly index: number; readonly earlier: number } | undefined {
  const machineOf = (role: string): string =>
    role === 'active' || role === 'passive' ? (role === first ? 'first' : 'second') : role;
  const claims = conditions.map((data) => claimsOf(fields.parse(data), machineOf));
  for (const [index, mine] of claims.entries())
    for (const [earlier, theirs] of claims.slice(0, index).entries())
      if (mine.some((claim) => theirs.some((other) => clash(claim, other)))) return { index, earlier };
  return undefined;
}

const clash = (a: Claim, b: Claim): boolean =>
  a.of === b.of && (a.not === b.not ? a.not !== true && a.is !== b.is : a.is === b.is);

function claimsOf(condition: z.infer<typeof fields>, machineOf: (role: string) => string): readonly Claim[] {
  const { check, state, status, startType, restartAction } = condition;
  const node = machineOf(condition.node ?? '');
  switch (check) {
    case 'node-is-active':
      return [{ of: 'the owner', is: node }];
    case 'node-is-passive':
      return [{ of: 'the owner', is: node, not: true }];
    case 'groups-online':
      return [
        { of: 'the owner', is: node },
        { of: 'the resources', is: 'Online' },
      ];
    case 'cluster-group-online':
      return [{ of: 'the owner of the cluster group', is: node }];
    case 'node-state':
      return [{ of: `the state of ${node}`, is: state ?? '' }];
    case 'resources':
      return [{ of: 'the resources', is: state ?? '' }];
    case 'failover-policy':
      return [{ of: 'the policy', is: String(restartAction) }];
    case 'at-rest':
      return [
        { of: 'the resources', is: 'Online' },
        { of: 'the state of first', is: 'Up' },
        { of: 'the state of second', is: 'Up' },
      ];
    case 'services':
      return (condition.services ?? ['(protected)']).flatMap((name): Claim[] => {
        const service = `${name.toLowerCase()} on ${node}`;
        return [
          ...(status === undefined ? [] : [{ of: `the status of ${service}`, is: status }]),
          ...(startType === undefined ? [] : [{ of: `the start type of ${service}`, is: startType }]),
        ];
      });
    default:
      return [];
  }
}

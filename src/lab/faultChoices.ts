import type { Roles } from '../cluster/conditions/condition.ts';
import type { ClusterDefinition } from '../cluster/definition.ts';
import type { ManagementGroupReading } from '../cluster/managementGroup.ts';
import type { UpdatePackage } from '../cluster/package.ts';
import { filledIn, operationsOf, rolesIn } from '../tasks/binding.ts';
import { expanded } from '../tasks/expansion.ts';
import { applicable, type Procedure } from '../tasks/procedure.ts';
import type { FaultKind } from './world.ts';

/** A fault that may be let into a rehearsal of a procedure. */
export interface FaultChoice {
  /** As `--fault` has it. */
  readonly spec: string;
  readonly kind: FaultKind;
  /** Of the kind `exit`: the exit code. */
  readonly value: string;
  readonly operation: string;
  readonly node: string;
  /** The first step that does this on this node, where the fault strikes. */
  readonly step: string;
}

/** What may happen to any operation; the program's own end is left out, since it carries out the rehearsal. */
const everywhere: readonly FaultKind[] = [
  'connection-lost-before',
  'connection-lost-during',
  'connection-lost-after',
  'node-restart',
  'hang',
  'disk-full',
];

/** What happens to some operations alone, the most telling first; a fault of another kind would not strike there. */
const particular: { readonly [operation: string]: readonly FaultKind[] } = {
  'start-install': ['exit', 'old-files', 'restart-mid-install', 'unplanned-failover'],
  'stop-services': ['service-stuck', 'second-admin'],
  'set-start-type': ['second-admin'],
  'set-resource-policy': ['second-admin'],
  'move-groups': ['move-refused', 'unplanned-failover'],
  'resume-node': ['failback'],
};

/** A fatal error, another installation under way, and a restart that is needed. */
const exitCodes = ['1603', '1618', '3010'] as const;

/** The agents are read when the rehearsal begins; one stands for all, so that a step has a first batch to strike at. */
const someAgent: ManagementGroupReading = {
  time: '',
  servers: [],
  agents: [{ name: '', managementServer: '', manuallyInstalled: false, available: true, patchList: '' }],
  pending: [],
};

/** The faults that make sense for a procedure on this cluster, in the order of its steps. */
export function faultChoices(
  procedure: Procedure,
  definition: ClusterDefinition,
  update: UpdatePackage,
  roles: Roles,
): readonly FaultChoice[] {
  const seen = new Set<string>();
  const spelledOut = expanded(applicable(procedure, definition, update, roles), {
    definition,
    managementGroup: someAgent,
  });
  return spelledOut.steps.flatMap((step, index) =>
    operationsOf(step).flatMap(({ operation, node: role }): readonly FaultChoice[] => {
      const node = rolesIn({ roles }, step)[role];
      const place = `${operation}:${node}`;
      if (seen.has(place)) return [];
      seen.add(place);
      const title = `${index + 1}. ${filledIn(step.title, { roles, definition, update }, step.bound)}`;
      return [...(particular[operation] ?? []), ...everywhere].flatMap((kind) =>
        (kind === 'exit' ? exitCodes : ['']).map((value) => ({
          spec: `${kind}${value === '' ? '' : `=${value}`}@${place}`,
          kind,
          value,
          operation,
          node,
          step: title,
        })),
      );
    }),
  );
}

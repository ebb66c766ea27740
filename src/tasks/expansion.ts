import * as z from 'zod';
import type { ClusterDefinition } from '../cluster/definition.ts';
import { agentsAtATime, type ManagementGroupReading } from '../cluster/managementGroup.ts';
import type { Bound, Procedure, Step } from './procedure.ts';

/** What the repeated steps of a procedure are repeated for. */
export interface Repetitions {
  readonly definition: ClusterDefinition;
  /** Undefined where nobody has asked for it. */
  readonly managementGroup: ManagementGroupReading | undefined;
}

/**
 * The procedure with each repeated step spelled out. Steps that stand together and are repeated for the same are done
 * one machine after the other: all steps of the first, then all of the second. With nothing to repeat for they fall away.
 */
export const expanded = (whole: Procedure, repetitions: Repetitions): Procedure => ({
  ...whole,
  steps: together(whole.steps).flatMap((block) => {
    const each = block[0]?.each;
    if (each === undefined) return block;
    return boundFor(each, repetitions).flatMap((bound, index) =>
      block.map((step) => repeated(step, bound, index + 1, block)),
    );
  }),
});

/** Whether an id is that of a step of the procedure, or of one that it stands for once a run has started. */
export const namesStep = ({ steps }: Procedure, id: string): boolean =>
  steps.some((step) =>
    step.each === undefined
      ? step.id === id
      : id.startsWith(`${step.id}-`) && /^[1-9]\d{0,3}$/.test(id.slice(step.id.length + 1)),
  );

/** Neighbours that are repeated for the same. */
function together(steps: readonly Step[]): readonly (readonly Step[])[] {
  const blocks: Step[][] = [];
  for (const step of steps) {
    const last = blocks.at(-1);
    if (last === undefined || step.each === undefined || last[0]?.each !== step.each) blocks.push([step]);
    else last.push(step);
  }
  return blocks;
}

function boundFor(
  each: NonNullable<Step['each']>,
  { definition, managementGroup }: Repetitions,
): readonly Bound[] {
  switch (each) {
    case 'management-servers':
      return definition.managementServers.map(({ name }) => ({ each, machine: name }));
    case 'gateways':
      return definition.gateways.map(({ name }) => ({ each, machine: name }));
    case 'agent-batches': {
      const agents = remotelyManageable(managementGroup);
      const count = Math.ceil(agents.length / agentsAtATime);
      return Array.from({ length: count }, (_, index) => ({
        each,
        batch: index + 1,
        of: count,
        agents: agents.slice(index * agentsAtATime, (index + 1) * agentsAtATime),
      }));
    }
  }
}

/** The agents that an update can be pushed to, those of one server together, so that a batch burdens few servers. */
const remotelyManageable = (group: ManagementGroupReading | undefined): readonly string[] =>
  (group?.agents ?? [])
    .filter((agent) => !agent.manuallyInstalled)
    .map(({ managementServer, name }) => ({ managementServer, name }))
    .sort((a, b) => a.managementServer.localeCompare(b.managementServer) || a.name.localeCompare(b.name))
    .map(({ name }) => name);

function repeated(step: Step, bound: Bound, number: number, block: readonly Step[]): Step {
  const renamed = (id: string): string => (block.some((other) => other.id === id) ? `${id}-${number}` : id);
  const conditions = (list: Step['guards']): Step['guards'] =>
    list.map((data) => {
      const { step: reference } = z.looseObject({ step: z.string().optional() }).parse(data);
      return reference === undefined ? data : { ...data, step: renamed(reference) };
    });
  const { each: _each, ...rest } = step;
  return {
    ...rest,
    id: renamed(step.id),
    bound,
    guards: conditions(step.guards),
    verify: conditions(step.verify),
    ...(step.onlyIf === undefined ? {} : { onlyIf: renamed(step.onlyIf) }),
  };
}

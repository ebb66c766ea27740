import type { ClusterDefinition } from './definition.ts';
import type { Evidence } from './evidence.ts';
import { protectedGroups } from './ownership.ts';
import type { Snapshot } from './snapshot.ts';

/** What nobody but the run may change while it is under way, by name: owners, node states, start types, policies. */
export type Marks = { readonly [subject: string]: string };

/** Notes what a snapshot shows; what could not be read is left out and so is never taken for a change. */
export function marksOf(definition: ClusterDefinition, snapshot: Snapshot): Marks {
  const marks: { [subject: string]: string } = {};
  const cluster = snapshot.state;
  const groups = protectedGroups(definition, cluster);
  for (const group of groups) marks[`owner of ${group.name}`] = group.owner;
  for (const node of cluster?.nodes ?? []) marks[`state of ${node.name}`] = node.state;
  for (const resource of cluster?.resources ?? [])
    if (resource.serviceName !== '' && groups.some((group) => group.name === resource.group))
      marks[`failover policy of ${resource.name}`] =
        `RestartAction ${resource.restartAction}, threshold ${resource.restartThreshold}`;
  for (const node of snapshot.nodes)
    for (const service of node.kind === 'reached' ? node.services : [])
      marks[`start type of ${service.name} on ${node.name}`] = service.startType;
  return marks;
}

/** The marks without what has changed since: a person has been shown that, and may leave it or undo it. */
export const withoutChanged = (before: Marks, after: Marks): Marks =>
  Object.fromEntries(
    Object.entries(before).filter(([subject, value]) => (after[subject] ?? value) === value),
  );

/** What changed between the end of one step and the start of the next, when nothing of ours was at work. */
export const foreignChanges = (before: Marks, after: Marks): readonly Evidence[] =>
  Object.entries(before).flatMap(([subject, value]) => {
    const now = after[subject];
    if (now === undefined || now === value) return [];
    return {
      expected: `${subject}: ${value}, as the step before left it`,
      observed: now,
      passed: false,
      note: 'Somebody or something else changed it. Find out who and why. Run or verify the step again to go on from there.',
    };
  });

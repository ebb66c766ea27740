import type { OperationStep, Procedure, Step } from '../../src/tasks/procedure.ts';

/** The two nodes of a picture: A is the procedure's {first}, B its {second}. */
export type Side = 'A' | 'B';

/** How the cluster is while a step is under way, as far as the procedure's own data tells it. */
export interface Moment {
  readonly step: Step;
  /** The step's number; a step by hand has that of the step in whose place it stands. */
  readonly number: number;
  /** Who owns the groups when the step is done. */
  readonly owner: Side;
  /** The step moves the groups. */
  readonly moved: boolean;
  /** Whether the protected resources are Online when the step is done; an installer on their owner leaves it open. */
  readonly online: 'yes' | 'no' | 'open';
  readonly paused: readonly Side[];
  /** What is done to a node, in a word or two. */
  readonly marks: readonly { readonly side: Side; readonly text: string }[];
}

const other = (side: Side): Side => (side === 'A' ? 'B' : 'A');

/** What an operation looks like from outside; one that is not here changes nothing that the picture shows. */
const words: { readonly [operation: string]: string } = {
  'start-install': 'install',
  'stop-services': 'stop',
  'set-start-type': 'Manual',
  'restart-node': 'restart',
  'set-resource-policy': 'policy',
};

/** Follows a procedure from its first step to its last. */
export function courseOf({ first, steps }: Procedure): readonly Moment[] {
  const sides = {
    first: 'A',
    second: 'B',
    active: first === 'active' ? 'A' : 'B',
    passive: first === 'active' ? 'B' : 'A',
  } as const;
  let owner: Side = sides.active;
  let online: Moment['online'] = 'yes';
  let paused: readonly Side[] = [];
  let number = 0;
  return steps.map((step): Moment => {
    if (step.appliesTo !== 'attended-package') number += 1;
    const before = owner;
    const marks: { side: Side; text: string }[] = [];
    for (const operation of step.kind === 'action' ? step.operations : []) {
      // A server beside the cluster has no lane in the picture.
      if (operation.node === 'machine') continue;
      const target = targetOf(operation) ?? sides[operation.node];
      const text = words[operation.operation];
      if (text !== undefined) marks.push({ side: sides[operation.node], text });
      if (operation.operation === 'move-groups') owner = target;
      if (operation.operation === 'suspend-node') {
        paused = [...paused, target];
        if (operation.arguments.drain === true && owner === target) owner = other(target);
      }
      if (operation.operation === 'resume-node') paused = paused.filter((side) => side !== target);
      if (operation.operation === 'start-install' && sides[operation.node] === owner && online === 'yes')
        online = 'open';
      if (operation.operation === 'stop-resources') online = 'no';
      if (operation.operation === 'start-resources') online = 'yes';
    }
    return { step, number, owner, moved: owner !== before, online, paused, marks };
  });
}

/** The node that an operation is about, where that is not the one on which it runs. */
function targetOf({ arguments: values }: OperationStep): Side | undefined {
  const { node } = values;
  if (typeof node !== 'object' || Array.isArray(node)) return undefined;
  return node.from === 'node-first' ? 'A' : node.from === 'node-second' ? 'B' : undefined;
}

/** A text of a procedure with the roles as the letters of the picture. */
export const lettered = (text: string): string =>
  text
    .replace(/\{first\}/g, 'A')
    .replace(/\{second\}/g, 'B')
    .replace(/\{update\}/g, 'the update')
    .replace(/\{cluster\}/g, 'the cluster')
    .replace(/\{machine\}/g, 'M')
    .replace(/\{batch\}/g, 'by batch');

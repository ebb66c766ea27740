import type { ClusterDefinition } from '../../src/cluster/definition.ts';
import type { ClusterDoor } from '../../src/tasks/door.ts';
import type { Pair } from './measure.ts';

const signal = new AbortController().signal;

/** The same cluster with its first node alone: what is read is the same, of one node less. */
const withOneNode = (definition: ClusterDefinition): ClusterDefinition => ({
  ...definition,
  nodes: definition.nodes.slice(0, 1),
});

/** A reading must be as slow as the slowest node, and a session must be opened once. */
export function readingPairs(
  definition: ClusterDefinition,
  open: (definition: ClusterDefinition) => ClusterDoor,
): { readonly pairs: readonly Pair[]; readonly dispose: () => Promise<void> } {
  const both = open(definition);
  const single = open(withOneNode(definition));
  const read = (door: ClusterDoor) => async () => {
    const { nodes } = await door.snapshot({ signal });
    const unread = nodes.find((node) => node.kind === 'unreached');
    if (unread?.kind === 'unreached') throw new Error(`${unread.name}: ${unread.error.message}`);
  };
  const fresh = async () => {
    const door = open(definition);
    await read(door)().finally(() => door.dispose());
  };
  return {
    pairs: [
      {
        title: 'a reading of two nodes / of one',
        reading: '1: both at once; 2: one after the other',
        rounds: 40,
        one: read(both),
        other: read(single),
      },
      {
        title: 'a reading by new sessions / by open ones',
        reading: 'what a tool pays that connects anew for each step',
        rounds: 6,
        one: fresh,
        other: read(both),
      },
    ],
    dispose: async () => {
      await Promise.all([both.dispose(), single.dispose()]);
    },
  };
}

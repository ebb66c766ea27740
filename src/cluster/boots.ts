import type { Snapshot } from './snapshot.ts';

/** When each node that answered had last started, by its own clock: what a restart is told by. */
export const bootsOf = ({ nodes }: Snapshot): { readonly [node: string]: string } =>
  Object.fromEntries(nodes.flatMap((node) => (node.kind === 'reached' ? [[node.name, node.lastBoot]] : [])));

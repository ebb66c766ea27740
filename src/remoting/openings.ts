import type { ClusterDefinition } from '../cluster/definition.ts';
import { Lane } from './lane.ts';

const usualOpenings = 8;

/** What the sessions of a cluster pass through to be opened: so many at once, and no more. */
export const openingsOf = ({ parallelOpenings }: ClusterDefinition): Lane =>
  new Lane(parallelOpenings ?? usualOpenings);

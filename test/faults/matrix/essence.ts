import type { World } from '../../../src/lab/world.ts';
import type { RunState } from '../../../src/tasks/runState.ts';

/** Kept by the program itself for its installations; the names of runs and attempts are in it. */
const ownFolder = 'C:\\ProgramData\\ClusterPatch';

/**
 * All of a world that decides what happens next, without clock, numbers and names that differ from run to run. Of two
 * worlds with the same essence the rest of a run is the same, so only one of them has to be walked to its end.
 */
export const essence = (world: World): string =>
  JSON.stringify({
    managementGroup: world.managementGroup,
    nodes: [...world.nodes, ...world.servers].map((node) => ({
      name: node.name,
      state: [node.power, node.membership, node.paused, node.elevated],
      next: [node.stickNextStop, node.refuseNextMove, node.nextInstall],
      restart: [node.restartPending, node.replacements, node.registry],
      services: node.services.map(({ name, status, startType, stuck }) => [name, status, startType, stuck]),
      files: node.files
        .filter(({ path }) => !path.startsWith(ownFolder))
        .map(({ path, version, content }) => [path, version, content])
        .sort(),
      running: node.processes.map(({ name }) => name),
      // How many there are of a kind decides nothing.
      errors: distinct(
        node.entries
          .filter(({ log, level }) => log !== 'System' && (level === 'Error' || level === 'Critical'))
          .map(({ log, id }) => `${log} ${id}`),
      ),
    })),
    groups: world.groups.map(({ name, owner, preferredOwners, autoFailbackType, leaving }) => [
      name,
      owner,
      preferredOwners,
      autoFailbackType,
      leaving,
    ]),
    resources: world.resources.map((resource) => [
      resource.name,
      resource.state,
      resource.wanted,
      resource.restartDue,
      [resource.restartAction, resource.restartThreshold, resource.restartPeriod],
      resource.failures.length,
      resource.possibleOwners,
    ]),
    installing: world.installs.filter(({ stage }) => !['ended', 'lost'].includes(stage)).length,
    database: [world.database, world.patchedDatabases],
    due: world.pending
      .filter(({ kind }) => kind !== 'observe')
      .map(({ kind, node, subject }) => [kind, node, subject]),
    faults: world.faults.filter(({ fired }) => !fired).length,
  });

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

/** How far a run is. */
export const progressOf = (state: RunState): string =>
  JSON.stringify([state.status, state.steps.map(({ id, progress, refused }) => [id, progress, refused])]);

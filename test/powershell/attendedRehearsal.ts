import assert from 'node:assert/strict';
import { type Procedure, procedure } from '../../src/tasks/procedure.ts';
import { builtInProcedures } from '../../src/tasks/procedures/builtIn.ts';
import { signal } from './labCluster.ts';
import { labHome } from './labHome.ts';

export const all: readonly Procedure[] = builtInProcedures.map((data) => procedure.parse(data));
/** What comes after the RMS has a test of its own, followup.test.ts. */
export const forPackages = all.filter(
  ({ needsPackage, nodes, steps }) =>
    needsPackage && nodes === 2 && steps.every(({ each }) => each === undefined),
);

/** Those that ask for the database's version are for packages that change it, the others for files only. */
export const updateOf = ({ steps }: Procedure): string =>
  steps.some(({ appliesTo }) => appliesTo === 'database-package') ? 'lab-database' : 'lab-files';

/** Rehearses a procedure with its package as one that a person installs by hand on each node. */
export async function attendedRehearsal(one: Procedure): Promise<void> {
  const home = labHome();
  try {
    const { operator } = home;
    await operator.definition('lab');
    const update = await operator.update(updateOf(one));
    const { path } = update.installer;
    const instructions = ['Start SetupUpdateOM.exe from an elevated prompt.'];
    home.write('packages', 'by-hand.package.json', {
      ...update,
      id: 'by-hand',
      kb: 'KB0000003',
      installer: { kind: 'attended', path, instructions },
    });
    const steps: string[] = [];
    const { row, stopped } = await operator.rehearse(
      { cluster: 'lab', procedure: one.id, update: 'by-hand' },
      [],
      { signal, onStep: (title) => steps.push(title) },
    );
    assert.equal(row.outcome, 'completed', `${stopped?.step}: ${stopped?.reason}`);
    assert.deepEqual(row.hazards, []);
    assert.equal(row.attendedSteps, 2);
    assert.equal(row.databaseChanged, update.changesDatabase);
    assert.equal(steps.filter((title) => title.includes('by hand')).length, 2);
  } finally {
    await home.dispose();
  }
}

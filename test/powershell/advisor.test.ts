/** The advisor on the lab: every procedure rehearsed on a copy, and one recommended. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AdviceRow } from '../../src/tasks/advisor/rehearsed.ts';
import { signal } from './labCluster.ts';
import { type LabHome, labHome } from './labHome.ts';

let home: LabHome;
before(() => {
  home = labHome();
});
after(() => home.dispose());

const advise = (update: string) => home.operator.advise({ cluster: 'lab', update }, { signal });
const short = ({ procedure, outcome, hazards, databaseChanged }: AdviceRow) =>
  [procedure, outcome, hazards.map(({ kind }) => kind).join(), databaseChanged].join(' ').replace('  ', ' ');

describe('the advisor', () => {
  it('recommends for a package that changes the database the active node first', async () => {
    const { recommended, why, table } = await advise('lab-database');
    assert.deepEqual(table.map(short), [
      'rms-passive-first completed database-unpatched false',
      'rms-active-first completed true',
      'rms-offline completed database-unpatched false',
      'rms-pause-passive completed true',
      'service-passive-first completed database-unpatched false',
      'service-active-first completed true',
    ]);
    assert.equal(recommended, 'rms-active-first', why);
    assert.match(why, /rms-passive-first.* left the database unpatched/);
    assert.match(why, /rms-pause-passive did not end well when the cluster restarted a service/);
  });

  it('recommends for a package that changes files only the passive node first, and touches nothing', async () => {
    const world = () => home.operator.lab.summary('lab');
    const seen = world();
    const { recommended, why, table } = await advise('lab-files');
    assert.ok(
      table.every(({ outcome, hazards }) => outcome === 'completed' && hazards.length === 0),
      JSON.stringify(table),
    );
    assert.equal(recommended, 'rms-passive-first', why);
    const passive = table.find(({ procedure }) => procedure === 'rms-passive-first');
    // One move: services, name and disk, address, each 2 s down and 4 s up.
    assert.deepEqual([passive?.downtimeSeconds, passive?.moves, passive?.attendedSteps], [18, 1, 0]);
    assert.deepEqual(world(), seen);
  });

  it('recommends nothing from a state that is not safe, and says what to mend', async () => {
    const definition = await home.operator.definition('lab');
    const line = 'Suspend-ClusterNode NODE2 | Out-Null; Set-Service OMSDK -StartupType Automatic';
    await home.operator.execOnLab(definition, 'NODE2', line, signal);
    const { recommended, why, table } = await advise('lab-files');
    assert.equal(recommended, null);
    assert.ok(table.every(({ outcome }) => outcome !== 'completed'));
    assert.match(why, /Mend first.*NODE2.*Paused.*OMSDK.*Automatic/);
    assert.deepEqual(await home.operator.home.runs(), []);
  });
});

/** R3: services that stop behind the cluster's back. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { LabShell } from './labShell.ts';

let lab: LabShell;
before(() => {
  lab = new LabShell();
});
beforeEach(() => lab.reset());
after(() => lab.close());

const sdk = '"$((Get-ClusterResource "RMS SDK").State) $((Get-Service OMSDK).Status)"';
const owner = '"$((Get-ClusterGroup "OpsMgr RMS").OwnerNode) $((Get-ClusterGroup "OpsMgr RMS").State)"';
const policy = (action: number) => `(Get-ClusterResource 'RMS SDK').RestartAction = ${action}`;
const failFourTimes = '1..4 | ForEach-Object { Stop-Service OMSDK; Start-Sleep 40 }';

describe('R3: a clustered service stops on its owner', () => {
  it('fails its resource one poll after it stopped, and is restarted there', async () => {
    assert.deepEqual(await lab.run('NODE1', `Stop-Service OMSDK; ${sdk}; Start-Sleep 20; ${sdk}`), [
      'Online Stopped',
      'Online Running',
    ]);
    const entries = lab.world.nodes[0]?.entries ?? [];
    const stopped = entries.find((entry) => entry.id === 7036 && entry.message.includes('stopped'));
    const failed = entries.find((entry) => entry.id === 1069);
    assert.equal((failed?.at ?? 0) - (stopped?.at ?? 0), 5000);
  });

  it('goes unseen when it runs again before the poll', async () => {
    assert.deepEqual(await lab.run('NODE1', `Restart-Service OMSDK; Start-Sleep 30; ${sdk}`), [
      'Online Running',
    ]);
    assert.equal(lab.seen.downtimeSeconds, 0);
  });

  it('fails over past the threshold', async () => {
    await lab.run('NODE1', failFourTimes);
    assert.deepEqual(await lab.run('NODE1', owner), ['NODE2 Online']);
    assert.equal(lab.seen.failovers, 1);
    assert.equal(lab.seen.moves, 0);
  });

  it('forgets failures that are older than RestartPeriod', async () => {
    await lab.run('NODE1', '1..6 | ForEach-Object { Stop-Service OMSDK; Start-Sleep 600 }');
    assert.deepEqual(await lab.run('NODE1', owner), ['NODE1 Online']);
  });

  it('is restarted and never failed over with RestartAction 1', async () => {
    await lab.run('NODE1', policy(1));
    assert.deepEqual(await lab.run('NODE1', `Stop-Service OMSDK; Start-Sleep 15; ${sdk}`), [
      'Online Running',
    ]);
    await lab.run('NODE1', failFourTimes);
    assert.deepEqual(await lab.run('NODE1', owner), ['NODE1 Failed']);
    assert.equal(lab.seen.failovers, 0);
  });

  it('stays failed with RestartAction 0, and nothing moves', async () => {
    await lab.run('NODE1', policy(0));
    assert.deepEqual(await lab.run('NODE1', `Stop-Service OMSDK; Start-Sleep 600; ${sdk}; ${owner}`), [
      'Failed Stopped',
      'NODE1 Failed',
    ]);
    await lab.run('NODE1', `Start-ClusterResource 'RMS SDK' | Out-Null`);
    assert.deepEqual(await lab.run('NODE1', `${sdk}; ${owner}`), ['Online Running', 'NODE1 Online']);
  });

  it('stays where it is while the other node is paused', async () => {
    await lab.run('NODE1', 'Suspend-ClusterNode NODE2 | Out-Null');
    await lab.run('NODE1', failFourTimes);
    assert.deepEqual(await lab.run('NODE1', owner), ['NODE1 Failed']);
    assert.equal(lab.seen.failovers, 0);
  });

  it('is a hazard when a person did it, and none when the resource was taken offline', async () => {
    await lab.run(
      'NODE1',
      `Stop-ClusterResource 'RMS SDK' | Out-Null; Start-Service OMSDK; Stop-Service OMSDK`,
    );
    assert.equal(lab.seen.hazards.length, 0);
    await lab.run('NODE1', `Start-ClusterResource 'RMS SDK' | Out-Null; Stop-Service OMSDK`);
    assert.deepEqual(
      lab.seen.hazards.map((hazard) => hazard.kind),
      ['stopped-behind-cluster'],
    );
  });
});

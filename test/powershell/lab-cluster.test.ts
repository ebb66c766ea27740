/** R6, R7, R9: groups that move, nodes that are paused, groups that go home. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { clusteredServices, LabShell } from './labShell.ts';

let lab: LabShell;
before(() => {
  lab = new LabShell();
});
beforeEach(() => lab.reset());
after(() => lab.close());

const group = '"$((Get-ClusterGroup "OpsMgr RMS").OwnerNode) $((Get-ClusterGroup "OpsMgr RMS").State)"';

describe('R7: a move', () => {
  it('brings the group online on the target with its services, and counts one move and its downtime', async () => {
    await lab.run('NODE1', 'Move-ClusterGroup "OpsMgr RMS" NODE2 | Out-Null');
    assert.deepEqual(await lab.run('NODE2', `${group}; ${clusteredServices}`), [
      'NODE2 Online',
      'HealthService Running/Manual',
      'OMCFG Running/Manual',
      'OMSDK Running/Manual',
    ]);
    assert.deepEqual(await lab.run('NODE1', clusteredServices), [
      'HealthService Stopped/Manual',
      'OMCFG Stopped/Manual',
      'OMSDK Stopped/Manual',
    ]);
    // Services, then network name and disk, then address: three levels of 2 s down and of 4 s up.
    assert.deepEqual(lab.seen, { hazards: [], downtimeSeconds: 18, failovers: 0, moves: 1 });
  });

  it('takes dependents down first and brings what they depend on up first', async () => {
    await lab.run('NODE1', 'Stop-ClusterResource "RMS IP Address" | Out-Null');
    const states = await lab.run(
      'NODE1',
      'Get-ClusterResource | ForEach-Object { "$($_.Name) $($_.State)" }',
    );
    assert.deepEqual(states.slice(2), [
      'RMS Disk Online',
      'RMS IP Address Offline',
      'RMS Network Name Offline',
      'System Center Management Offline',
      'RMS Config Offline',
      'RMS SDK Offline',
    ]);
    await lab.run('NODE1', 'Start-ClusterResource "RMS SDK" | Out-Null');
    assert.deepEqual(
      await lab.run(
        'NODE1',
        '"$((Get-ClusterResource "RMS IP Address").State) $((Get-ClusterResource "RMS Config").State)"',
      ),
      ['Online Offline'],
    );
  });

  it('goes on by itself when nobody waits for it', async () => {
    assert.deepEqual(
      await lab.run(
        'NODE1',
        `"$((Move-ClusterGroup 'OpsMgr RMS' NODE2 -Wait 0).State)"; Start-Sleep 30; ${group}`,
      ),
      ['Pending', 'NODE2 Online'],
    );
  });

  it('is refused with the number of the reason', async () => {
    assert.equal(await lab.refusal('NODE1', 'Move-ClusterGroup "OpsMgr RMS" NODE3'), 5042);
    assert.equal(await lab.refusal('NODE1', 'Move-ClusterGroup Nonesuch NODE2'), 5013);
    await lab.run('NODE1', 'Get-ClusterResource "RMS SDK" | Set-ClusterOwnerNode -Owners NODE1');
    assert.equal(await lab.refusal('NODE1', 'Move-ClusterGroup "OpsMgr RMS" NODE2'), 5071);
    await lab.run('NODE1', 'Suspend-ClusterNode NODE2 | Out-Null');
    assert.equal(await lab.refusal('NODE1', 'Move-ClusterGroup "OpsMgr RMS" NODE2'), 5070);
    assert.equal(lab.seen.moves, 0);
  });

  it('of the core group is no move of the RMS', async () => {
    await lab.run('NODE1', 'Move-ClusterGroup "Cluster Group" NODE2 | Out-Null');
    assert.deepEqual(lab.seen, { hazards: [], downtimeSeconds: 0, failovers: 0, moves: 0 });
  });
});

describe('R6: a paused node', () => {
  it('lets its groups go offline, and online only after it is resumed', async () => {
    await lab.run('NODE1', 'Suspend-ClusterNode NODE1 | Out-Null; Stop-ClusterGroup "OpsMgr RMS" | Out-Null');
    assert.deepEqual(await lab.run('NODE1', group), ['NODE1 Offline']);
    assert.equal(await lab.refusal('NODE1', 'Start-ClusterGroup "OpsMgr RMS"'), 5070);
    assert.equal(await lab.refusal('NODE1', 'Start-ClusterResource "RMS SDK"'), 5070);
    await lab.run('NODE1', 'Resume-ClusterNode NODE1 | Out-Null; Start-ClusterGroup "OpsMgr RMS" | Out-Null');
    assert.deepEqual(await lab.run('NODE1', group), ['NODE1 Online']);
  });

  it('stays paused over a restart', async () => {
    await lab.run('NODE2', 'Suspend-ClusterNode NODE2 | Out-Null; Restart-Computer');
    assert.deepEqual(await lab.run('NODE1', 'Start-Sleep 200; "$((Get-ClusterNode NODE2).State)"'), [
      'Paused',
    ]);
  });

  it('gives its groups away when it is drained, and keeps them otherwise', async () => {
    await lab.run('NODE1', 'Suspend-ClusterNode NODE1 | Out-Null; Start-Sleep 60');
    assert.deepEqual(await lab.run('NODE1', group), ['NODE1 Online']);
    await lab.run(
      'NODE1',
      'Resume-ClusterNode NODE1 | Out-Null; Suspend-ClusterNode NODE1 -Drain -Wait | Out-Null',
    );
    assert.deepEqual(await lab.run('NODE1', `${group}; "$((Get-ClusterNode NODE1).DrainStatus)"`), [
      'NODE2 Online',
      'Completed',
    ]);
    assert.equal(lab.seen.moves, 1);
  });

  it('cannot be resumed when it is not paused', async () => {
    assert.equal(await lab.refusal('NODE1', 'Resume-ClusterNode NODE1'), 5058);
  });
});

describe('R9: failback', () => {
  const allow =
    '(Get-ClusterGroup "OpsMgr RMS").AutoFailbackType = 1; Set-ClusterOwnerNode -Group "OpsMgr RMS" -Owners NODE1';

  it('takes the group home when its preferred owner is resumed', async () => {
    await lab.run('NODE1', `${allow}; Suspend-ClusterNode NODE1 -Drain -Wait | Out-Null`);
    await lab.run('NODE1', 'Resume-ClusterNode NODE1 | Out-Null; Start-Sleep 60');
    assert.deepEqual(await lab.run('NODE1', group), ['NODE1 Online']);
  });

  it('does not when the administrator says so, or when it is not allowed', async () => {
    await lab.run('NODE1', `${allow}; Suspend-ClusterNode NODE1 -Drain -Wait | Out-Null`);
    await lab.run('NODE1', 'Resume-ClusterNode NODE1 -Failback NoFailback | Out-Null; Start-Sleep 60');
    assert.deepEqual(await lab.run('NODE1', group), ['NODE2 Online']);
    lab.reset();
    await lab.run(
      'NODE1',
      'Suspend-ClusterNode NODE1 -Drain -Wait | Out-Null; Resume-ClusterNode NODE1 | Out-Null; Start-Sleep 60',
    );
    assert.deepEqual(await lab.run('NODE1', group), ['NODE2 Online']);
  });
});

describe('a node that goes down', () => {
  it('loses its groups to the other one, which is a failover', async () => {
    await lab.run('NODE1', 'Restart-Computer');
    assert.deepEqual(await lab.run('NODE2', `Start-Sleep 60; ${group}`), ['NODE2 Online']);
    assert.equal(lab.seen.failovers, 1);
  });
});

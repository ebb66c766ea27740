/** R1, R2, R8 and the service cmdlets of the lab, typed as an administrator types them. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { clusteredServices, LabShell } from './labShell.ts';

let lab: LabShell;
before(() => {
  lab = new LabShell();
});
beforeEach(() => lab.reset());
after(() => lab.close());

describe('an error that ends a script', () => {
  it('does not undo what had happened before it', async () => {
    await lab.run('NODE2', 'Start-Service OMCFG');
    lab.change((world) => ({
      ...world,
      nodes: world.nodes.map((node) => ({ ...node, stickNextStop: node.name === 'NODE2' })),
    }));
    const got = await lab.tryLine('NODE2', "$ErrorActionPreference = 'Stop'; Stop-Service OMCFG; 'not this'");
    assert.deepEqual(got === 'ended' ? got : [got.output, got.errors.length], [[], 1]);
    const [, second] = lab.world.nodes;
    assert.equal(second?.services.find(({ name }) => name === 'OMCFG')?.status, 'StopPending');
  });
});

describe('R1: a fresh lab is at rest', () => {
  it('runs the clustered services on the owner only, all of them Manual', async () => {
    assert.deepEqual(await lab.run('NODE1', clusteredServices), [
      'HealthService Running/Manual',
      'OMCFG Running/Manual',
      'OMSDK Running/Manual',
    ]);
    assert.deepEqual(await lab.run('NODE2', clusteredServices), [
      'HealthService Stopped/Manual',
      'OMCFG Stopped/Manual',
      'OMSDK Stopped/Manual',
    ]);
  });

  it('has every group Online on NODE1 and every node Up', async () => {
    const lines = await lab.run(
      'NODE2',
      'Get-ClusterGroup | ForEach-Object { "$($_.Name): $($_.OwnerNode) $($_.State)" }; Get-ClusterNode | ForEach-Object { "$($_.Name): $($_.State)" }',
    );
    assert.deepEqual(lines, [
      'Cluster Group: NODE1 Online',
      'OpsMgr RMS: NODE1 Online',
      'NODE1: Up',
      'NODE2: Up',
    ]);
  });

  it('finds the services behind Generic Service resources by their private property only', async () => {
    const lines = await lab.run(
      'NODE1',
      `Get-ClusterResource | Where-Object { "$($_.ResourceType)" -eq 'Generic Service' } | ForEach-Object { "$($_.Name)=$(($_ | Get-ClusterParameter ServiceName).Value)" }`,
    );
    assert.deepEqual(lines, ['System Center Management=HealthService', 'RMS Config=OMCFG', 'RMS SDK=OMSDK']);
  });
});

describe('R2: without the shared disk', () => {
  it('HealthService ends with an error, event 7024 and exit code 1066', async () => {
    assert.equal(await lab.refusal('NODE2', 'Start-Service HealthService'), 1066);
    assert.deepEqual(
      await lab.run(
        'NODE2',
        `Get-CimInstance Win32_Service | Where-Object { $_.Name -eq 'HealthService' } | ForEach-Object { "$($_.State) $($_.ExitCode)" };
        Get-WinEvent -FilterHashtable @{ LogName = 'System'; Level = 2 } | ForEach-Object { "$($_.Id)" }`,
      ),
      ['Stopped 1066', '7024'],
    );
  });

  it('OMSDK and OMCFG do start', async () => {
    await lab.run('NODE2', 'Start-Service OMSDK; Start-Service OMCFG');
    const [, config, sdk] = await lab.run('NODE2', clusteredServices);
    assert.deepEqual([config, sdk], ['OMCFG Running/Manual', 'OMSDK Running/Manual']);
  });
});

describe('the service cmdlets', () => {
  it('tell a disabled service by its number and change it in every vocabulary', async () => {
    await lab.run('NODE2', 'Set-Service OMSDK -StartupType Disabled');
    assert.equal(await lab.refusal('NODE2', 'Start-Service OMSDK'), 1058);
    const changed = await lab.run(
      'NODE2',
      `$s = Get-CimInstance Win32_Service | Where-Object { $_.Name -eq 'OMSDK' }; $s.StartMode;
      ($s | Invoke-CimMethod -MethodName ChangeStartMode -Arguments @{ StartMode = 'Automatic' }).ReturnValue;
      (Get-WmiObject Win32_Service -Filter "Name='OMSDK'").StartMode; "$((Get-Service OMSDK).StartType)"`,
    );
    assert.deepEqual(changed, ['Disabled', '0', 'Auto', 'Automatic']);
  });

  it('leave event 7040 behind for a changed start type', async () => {
    await lab.run('NODE2', 'Set-Service OMCFG -StartupType Automatic');
    const [message] = await lab.run('NODE2', `(Get-EventLog -LogName System -Newest 1).Message`);
    assert.match(message ?? '', /OpsMgr Config Service.*from demand start to auto start/);
  });

  it('do not know a service that is not installed', async () => {
    const got = await lab.tryLine('NODE1', 'Get-Service Nonesuch');
    assert.ok(got !== 'ended' && got.errors[0]?.id.startsWith('NoServiceFoundForGivenName'));
    assert.deepEqual(await lab.run('NODE1', '@(Get-Service Nonesuch -ErrorAction SilentlyContinue).Count'), [
      '0',
    ]);
  });

  it('heed the caller who wants to stop at the first error', async () => {
    const got = await lab.tryLine(
      'NODE1',
      `$ErrorActionPreference = 'Stop'; Get-Service Nonesuch; 'went on'`,
    );
    assert.ok(got !== 'ended');
    assert.deepEqual(got.output, []);
    assert.equal(got.errors.length, 1);
  });
});

describe('R8: a restart', () => {
  it('starts every Automatic service, on the passive node too', async () => {
    await lab.run(
      'NODE2',
      'Set-Service OMSDK -StartupType Automatic; Set-Service HealthService -StartupType Automatic; Restart-Computer -Force',
    );
    await lab.run('NODE1', 'Start-Sleep 60');
    assert.deepEqual(await lab.run('NODE1', '"$((Get-ClusterNode NODE2).State)"'), ['Down']);
    const away = await lab.tryLine('NODE2', 'Get-Service');
    assert.match(away === 'ended' ? '' : (away.errors[0]?.message ?? ''), /NODE2 is down/);
    await lab.run('NODE1', 'Start-Sleep 90');
    assert.deepEqual(await lab.run('NODE2', clusteredServices), [
      'HealthService Stopped/Automatic',
      'OMCFG Stopped/Manual',
      'OMSDK Running/Automatic',
    ]);
    assert.deepEqual(await lab.run('NODE2', '"$((Get-ClusterNode NODE2).State)"'), ['Up']);
  });
});

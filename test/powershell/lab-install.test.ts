/** R4, R5 and R10: an installer that knows nothing of clusters, and what the lab has against it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { clusteredServices, LabShell, startInstaller } from './labShell.ts';

let lab: LabShell;
before(() => {
  lab = new LabShell();
});
beforeEach(() => lab.reset());
after(() => lab.close());

const folder = 'C:\\Program Files\\System Center Operations Manager 2007';
const version = (file: string) =>
  `$v = (Get-Item -LiteralPath '${folder}\\${file}').VersionInfo; "$($v.FileMajorPart).$($v.FileMinorPart).$($v.FileBuildPart).$($v.FilePrivatePart)"`;
const databaseVersion =
  'sqlcmd.exe -S LABSQL -d OperationsManager -E -h -1 -Q "SELECT DBVersion FROM __MOMManagementGroupInfo__"';
const group = '"$((Get-ClusterGroup "OpsMgr RMS").OwnerNode) $((Get-ClusterGroup "OpsMgr RMS").State)"';
const kinds = () => [...new Set(lab.seen.hazards.map((hazard) => hazard.kind))].sort();
const install = (node: string, id: string) => lab.run(node, `${startInstaller(id)}; Start-Sleep 60`);
const lastExit = () => lab.world.installs.at(-1)?.exitCode;
const fault = (node: string, next: Partial<{ exitCode: number; oldFiles: boolean; earlyRestart: boolean }>) =>
  lab.change((present) => ({
    ...present,
    nodes: present.nodes.map((one) =>
      one.name === node ? { ...one, nextInstall: { ...one.nextInstall, ...next } } : one,
    ),
  }));
const protect = `Get-ClusterResource | Where-Object { "$($_.ResourceType)" -eq 'Generic Service' } | ForEach-Object { $_.RestartAction = 0 }`;

describe('R4: on the passive node', () => {
  it('replaces the files and leaves services running, all Automatic, with exit code 0', async () => {
    await install('NODE2', 'lab-files');
    assert.deepEqual(await lab.run('NODE2', `${clusteredServices}; ${version('MOMModules.dll')}`), [
      'HealthService Stopped/Automatic',
      'OMCFG Running/Automatic',
      'OMSDK Running/Automatic',
      '6.0.6278.20',
    ]);
    assert.equal(lastExit(), 0);
    assert.deepEqual(lab.seen, { hazards: [], downtimeSeconds: 0, failovers: 0, moves: 0 });
  });

  it('is seen while it runs, and refuses a second one with 1618', async () => {
    const key = `Test-Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\InProgress'`;
    assert.deepEqual(
      await lab.run(
        'NODE2',
        `${startInstaller('lab-files')}; ${startInstaller('lab-files')}; Start-Sleep 2; ${key}; Start-Sleep 60; ${key}`,
      ),
      ['0', '0', 'True', 'False'],
    );
    assert.deepEqual(
      lab.world.installs.map((one) => one.exitCode),
      [0, 1618],
    );
  });

  it('waits on a dialog for HealthService when a person started it', async () => {
    await lab.run('NODE2', 'Start-LabInstaller -Package lab-files; Start-Sleep 300');
    assert.equal(lab.world.installs[0]?.stage, 'dialog');
    await lab.run('NODE2', 'Close-LabDialog');
    assert.deepEqual([lab.world.installs[0]?.stage, lastExit()], ['ended', 0]);
  });

  it('leaves nothing changed when it fails with 1603, and its log says why', async () => {
    fault('NODE2', { exitCode: 1603 });
    const line = startInstaller('lab-files').replace(
      '/norestart',
      '/norestart /l*v C:\\Windows\\Temp\\i.log',
    );
    const lines = await lab.run(
      'NODE2',
      `${line}; Start-Sleep 60; ${version('MOMModules.dll')}; ${clusteredServices}; Get-Content C:\\Windows\\Temp\\i.log`,
    );
    assert.deepEqual(lines.slice(1, 5), [
      '6.0.6278.0',
      'HealthService Stopped/Manual',
      'OMCFG Stopped/Manual',
      'OMSDK Stopped/Manual',
    ]);
    assert.ok(lines.some((one) => one.includes('Return value 3')));
    assert.equal(lastExit(), 1603);
  });

  it('reports success with old files when the fault says so', async () => {
    fault('NODE2', { oldFiles: true });
    await install('NODE2', 'lab-files');
    assert.deepEqual(await lab.run('NODE2', version('MOMModules.dll')), ['6.0.6278.0']);
    assert.equal(lastExit(), 0);
  });
});

describe('R3 and R4: on the active node', () => {
  it('makes an unprotected group fail over in the middle', async () => {
    await install('NODE1', 'lab-files');
    assert.deepEqual(await lab.run('NODE2', group), ['NODE2 Online']);
    assert.equal(lab.seen.failovers, 1);
    assert.deepEqual(kinds(), ['failover-during-install', 'unprotected-install']);
  });

  it('leaves the resources failed and nothing moved when they are protected', async () => {
    await lab.run('NODE1', `${protect}; Suspend-ClusterNode NODE2 | Out-Null`);
    await install('NODE1', 'lab-files');
    assert.deepEqual(await lab.run('NODE1', `${group}; ${version('MOMModules.dll')}`), [
      'NODE1 Failed',
      '6.0.6278.20',
    ]);
    await lab.run('NODE1', 'Start-ClusterGroup "OpsMgr RMS" | Out-Null');
    assert.deepEqual(await lab.run('NODE1', group), ['NODE1 Online']);
    assert.deepEqual([kinds(), lab.seen.failovers, lastExit()], [[], 0, 0]);
  });

  it('does not fail over while the other node is paused', async () => {
    await lab.run('NODE1', 'Suspend-ClusterNode NODE2 | Out-Null');
    await install('NODE1', 'lab-files');
    assert.deepEqual([kinds(), lab.seen.failovers], [[], 0]);
    assert.deepEqual(await lab.run('NODE1', '"$((Get-ClusterGroup "OpsMgr RMS").OwnerNode)"'), ['NODE1']);
  });

  it('finds the files locked when the cluster restarts a service before they are replaced', async () => {
    await lab.run(
      'NODE1',
      `Suspend-ClusterNode NODE2 | Out-Null; Get-ClusterResource 'RMS SDK' | ForEach-Object { $_.RestartAction = 1 }`,
    );
    fault('NODE1', { earlyRestart: true });
    await install('NODE1', 'lab-files');
    assert.deepEqual(
      [lastExit(), ...(await lab.run('NODE1', version('MOMModules.dll')))],
      [3010, '6.0.6278.0'],
    );
    const pending = await lab.run(
      'NODE1',
      `Test-Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending'; @((Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager').PendingFileRenameOperations | Where-Object { $_ -like '*MOMModules.dll' }).Count`,
    );
    assert.deepEqual(pending, ['True', '1']);
    await lab.run(
      'NODE1',
      'Resume-ClusterNode NODE2 | Out-Null; Move-ClusterGroup "OpsMgr RMS" NODE2 | Out-Null; Restart-Computer',
    );
    await lab.run('NODE2', 'Start-Sleep 200');
    assert.deepEqual(await lab.run('NODE1', version('MOMModules.dll')), ['6.0.6278.20']);
  });
});

describe('R5: a package that changes the database', () => {
  it('does so where OMSDK runs as it starts', async () => {
    await lab.run('NODE1', `${protect}; Suspend-ClusterNode NODE2 | Out-Null`);
    await install('NODE1', 'lab-database');
    assert.deepEqual([lastExit(), lab.world.patchedDatabases], [0, ['lab-database']]);
    assert.deepEqual(await lab.run('NODE2', databaseVersion), ['6.0.6278.36']);
  });

  it('patches only files elsewhere, with exit code 0 all the same, which is a hazard at the end', async () => {
    await install('NODE2', 'lab-database');
    assert.deepEqual([lastExit(), ...(await lab.run('NODE2', databaseVersion))], [0, '6.0.6278.0']);
    assert.deepEqual(await lab.run('NODE2', version('Microsoft.Mom.ConfigService.dll')), ['6.0.6278.36']);
    await lab.run('NODE2', 'Complete-LabRun');
    assert.ok(kinds().includes('database-unpatched'));
  });
});

describe('R10: hazards', () => {
  it('are services on a second node when the group moves, and when a run ends', async () => {
    await lab.run(
      'NODE2',
      'Start-Service OMSDK; Complete-LabRun; Move-ClusterGroup "OpsMgr RMS" NODE2 | Out-Null',
    );
    assert.deepEqual(kinds(), ['stray-services-at-end', 'stray-services-at-move']);
  });

  it('are such services for more than 15 minutes, though nobody looks', async () => {
    await lab.run('NODE2', 'Start-Service OMSDK; Start-Sleep 840');
    assert.deepEqual(kinds(), []);
    await lab.run('NODE2', 'Start-Sleep 120; Stop-Service OMSDK');
    assert.deepEqual(kinds(), ['stray-services-too-long']);
  });

  it('are, at the end of a run, a service left Automatic, a policy not put back, a node left paused', async () => {
    await lab.run(
      'NODE2',
      `Set-Service OMCFG -StartupType Automatic; ${protect}; Suspend-ClusterNode NODE2 | Out-Null; Complete-LabRun; Complete-LabRun`,
    );
    assert.deepEqual(kinds(), ['left-automatic', 'node-left-paused', 'policy-not-restored']);
    assert.equal(lab.seen.hazards.length, 5);
  });

  it('are none for the seven steps done by hand', async () => {
    const mend =
      'Stop-Service OMSDK, OMCFG; Get-Service HealthService, OMCFG, OMSDK | Set-Service -StartupType Manual';
    await install('NODE2', 'lab-files');
    await lab.run(
      'NODE2',
      `${mend}; Move-ClusterGroup 'OpsMgr RMS' NODE2 | Out-Null; Move-ClusterGroup 'Cluster Group' NODE2 | Out-Null`,
    );
    await install('NODE1', 'lab-files');
    await lab.run('NODE1', `${mend}; Complete-LabRun`);
    assert.deepEqual(
      { ...lab.seen, downtimeSeconds: 0 },
      { hazards: [], downtimeSeconds: 0, failovers: 0, moves: 1 },
    );
  });
});

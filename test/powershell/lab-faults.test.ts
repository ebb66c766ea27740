/** Injected faults strike node functions by the name of their operation, each once. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, beforeEach, describe, it } from 'node:test';
import { parseFault } from '../../src/lab/faultSpec.ts';
import { LabShell } from './labShell.ts';

let lab: LabShell;
before(() => {
  lab = new LabShell();
});
beforeEach(() => lab.reset());
after(() => lab.close());

const functions = `
  function global:Stop-TestService { param($Name, [switch]$Loud) Set-Content C:\\Windows\\Temp\\first.txt -Value 1; Stop-Service -Name $Name; if ($Loud) { 'LOUD' } "stopped $Name" };
  function global:Move-TestGroup { Move-ClusterGroup 'OpsMgr RMS' NODE2 | Out-Null };
  function global:Get-TestState { "$((Get-ClusterGroup 'OpsMgr RMS').OwnerNode)" };
  Enable-LabFault -Operations @{ 'Stop-TestService' = 'stop-services'; 'Move-TestGroup' = 'move-groups'; 'Get-TestState' = 'read-cluster' }`;
const stop = `${functions}; Stop-TestService -Name OMSDK -Loud`;

function inject(spec: string): void {
  const parsed = parseFault(spec, {
    operations: ['stop-services', 'move-groups', 'read-cluster'],
    nodes: ['NODE1', 'NODE2'],
    controller: 0,
  });
  if (parsed.kind === 'wrong') throw new Error(parsed.message);
  lab.change((present) => ({ ...present, faults: [...present.faults, parsed.fault] }));
}
const sdk = (node: string) => lab.run(node, '"$((Get-Service OMSDK).Status)"');
const first = (node: string) => lab.run(node, 'Test-Path C:\\Windows\\Temp\\first.txt');

describe('a lost connection', () => {
  beforeEach(() => lab.run('NODE2', 'Start-Service OMSDK'));

  it('before the operation leaves nothing done', async () => {
    inject('connection-lost-before@stop-services:NODE2');
    assert.equal(await lab.tryLine('NODE2', stop), 'ended');
    assert.deepEqual([await first('NODE2'), await sdk('NODE2')], [['False'], ['Running']]);
  });

  it('during it leaves its first change done', async () => {
    inject('connection-lost-during@stop-services');
    assert.equal(await lab.tryLine('NODE2', stop), 'ended');
    assert.deepEqual([await first('NODE2'), await sdk('NODE2')], [['True'], ['Running']]);
  });

  it('after it leaves it done, and strikes once', async () => {
    inject('connection-lost-after@stop-services');
    assert.equal(await lab.tryLine('NODE2', stop), 'ended');
    assert.deepEqual(await sdk('NODE2'), ['Stopped']);
    assert.deepEqual(await lab.run('NODE2', stop), ['LOUD', 'stopped OMSDK']);
  });
});

describe('a lost connection where one PowerShell serves many sessions', () => {
  it('ends the process that carries the session, and its pipeline with nothing more done', async () => {
    const carrier = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1e6)']);
    const gone = once(carrier, 'exit');
    await lab.run('NODE2', 'Start-Service OMSDK');
    inject('connection-lost-during@stop-services');
    const carried = `& (Get-Module ClusterLab) { $script:Carrier = ${carrier.pid} }; ${stop}`;
    const answer = await lab.tryLine('NODE2', carried);
    assert.deepEqual(await gone, [null, 'SIGKILL']);
    assert.ok(answer !== 'ended', 'this PowerShell goes on');
    assert.deepEqual(
      answer.errors.map(({ message }) => message),
      ['This session has ended.'],
    );
    assert.deepEqual([await first('NODE2'), await sdk('NODE2')], [['True'], ['Running']]);
  });
});

describe('other faults', () => {
  it('strike only on the node that they name', async () => {
    inject('connection-lost-before@stop-services:NODE1');
    assert.deepEqual(await lab.run('NODE2', stop), ['LOUD', 'stopped OMSDK']);
    assert.equal(lab.world.faults[0]?.fired, false);
  });

  it('a service that is stuck stays StopPending and says so with a number', async () => {
    await lab.run('NODE2', 'Start-Service OMSDK');
    inject('service-stuck@stop-services');
    assert.equal(await lab.refusal('NODE2', stop), 1053);
    await lab.run('NODE2', 'Start-Sleep 3600');
    assert.deepEqual(await sdk('NODE2'), ['StopPending']);
    await lab.run(
      'NODE2',
      'Stop-Process -Id (Get-CimInstance Win32_Service -Filter "Name=\'OMSDK\'").ProcessId -Force',
    );
    assert.deepEqual(await sdk('NODE2'), ['Stopped']);
  });

  it('a refused move moves nothing, the next one does', async () => {
    inject('move-refused@move-groups');
    assert.equal(await lab.refusal('NODE1', `${functions}; Move-TestGroup`), 5944);
    await lab.run('NODE1', 'Move-TestGroup');
    assert.deepEqual([lab.world.groups[1]?.owner, lab.seen.moves], ['NODE2', 1]);
  });

  it('a node that restarts takes the session with it, and its groups fail over', async () => {
    inject('node-restart@read-cluster:NODE1');
    assert.equal(await lab.tryLine('NODE1', `${functions}; Get-TestState`), 'ended');
    assert.deepEqual(
      await lab.run('NODE2', 'Start-Sleep 60; "$((Get-ClusterGroup "OpsMgr RMS").OwnerNode)"'),
      ['NODE2'],
    );
    assert.equal(lab.seen.failovers, 1);
  });

  it('an unplanned failover has happened before the operation reads', async () => {
    inject('unplanned-failover@read-cluster');
    assert.deepEqual(await lab.run('NODE1', `${functions}; Get-TestState`), ['NODE2']);
    assert.deepEqual([lab.seen.failovers, lab.seen.moves], [1, 0]);
  });

  it('a second administrator moves the group to the node whose services are to be stopped', async () => {
    inject('second-admin@stop-services');
    await lab.tryLine('NODE2', stop);
    assert.equal(lab.world.groups[1]?.owner, 'NODE2');
  });

  it('a second administrator sets a service to Automatic elsewhere', async () => {
    inject('second-admin@read-cluster');
    await lab.run('NODE2', `${functions}; Get-TestState`);
    assert.equal(lab.world.nodes[1]?.services[0]?.startType, 'Automatic');
  });

  it('a hang never returns, and holds nobody else up', async () => {
    inject('hang@read-cluster');
    const hung = lab.tryLine('NODE1', `${functions}; Get-TestState`);
    const other = lab.another();
    try {
      while (lab.world.faults[0]?.fired !== true) await other.run('NODE2', 'Start-Sleep 1');
      assert.deepEqual(await other.run('NODE2', '"$((Get-ClusterNode NODE1).State)"'), ['Up']);
    } finally {
      other.end();
    }
    lab.end();
    assert.equal(await hung, 'ended');
  });
});

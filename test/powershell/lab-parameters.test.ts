/** The lab's cluster cmdlets against the documented ones: the same parameters, places and kinds of value. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as z from 'zod';
import documented from './failoverclusters.json' with { type: 'json' };
import { LabShell } from './labShell.ts';

const reference = z.object({
  cmdlets: z.record(
    z.string(),
    z.object({
      parameters: z.record(
        z.string(),
        z.object({ type: z.string(), position: z.string(), values: z.array(z.string()).optional() }),
      ),
    }),
  ),
});
const { cmdlets } = reference.parse(documented);

/** Where Microsoft has a type of its own, the lab has one that takes the same values. */
const compatible = new Map([['StringCollection', 'String[]']]);

let lab: LabShell;
before(() => {
  lab = new LabShell();
});
after(() => lab.close());

const parametersOf = (name: string) => `
  $all = (Get-Command ${name}).ParameterSets | ForEach-Object { $_.Parameters };
  $common = [System.Management.Automation.Cmdlet]::CommonParameters;
  $seen = @{};
  foreach ($one in $all) {
    if ($common -contains $one.Name -or $seen[$one.Name]) { continue }
    $seen[$one.Name] = $true;
    $place = if ($one.Position -lt 0) { 'Named' } else { $one.Position };
    "$($one.Name) $($one.ParameterType.Name) $place"
  }`;

describe('each documented cluster cmdlet', () => {
  for (const [name, { parameters }] of Object.entries(cmdlets)) {
    it(`${name} has the documented parameters and no others`, async () => {
      const expected = Object.entries(parameters).map(
        ([parameter, { type, position }]) => `${parameter} ${compatible.get(type) ?? type} ${position}`,
      );
      assert.deepEqual([...(await lab.run('NODE1', parametersOf(name)))].sort(), expected.sort());
    });
  }
});

describe('what the cmdlets give', () => {
  it('has values that print as their names and compare with them', async () => {
    assert.deepEqual(
      await lab.run(
        'NODE1',
        `$n = Get-ClusterNode NODE1; "$($n.State)" -eq 'Up'; $n.State -eq 'Up'; [int]$n.State;
        $r = Get-ClusterResource 'RMS SDK'; "$($r.OwnerGroup)|$($r.OwnerNode.Name)|$($r.ResourceType)|$([int]$r.State)"`,
      ),
      ['True', 'True', '0', 'OpsMgr RMS|NODE1|Generic Service|2'],
    );
  });

  it('writes a policy through to the cluster', async () => {
    await lab.run(
      'NODE1',
      `$r = Get-ClusterResource 'RMS SDK'; $r.RestartAction = 0; $r.RestartThreshold = 1`,
    );
    assert.deepEqual(
      await lab.run(
        'NODE2',
        `$r = Get-ClusterResource 'RMS SDK'; "$($r.RestartAction) $($r.RestartThreshold) $($r.RestartPeriod)"`,
      ),
      ['0 1 900000'],
    );
    await lab.run(
      'NODE2',
      `Get-CimInstance -Namespace root/MSCluster -ClassName MSCluster_Resource | Where-Object { $_.Name -eq 'RMS SDK' } | ForEach-Object { Set-CimInstance -InputObject $_ -Property @{ RestartAction = 2; RestartThreshold = 3 } }`,
    );
    assert.deepEqual(await lab.run('NODE1', `(Get-ClusterResource 'RMS SDK').RestartAction`), ['2']);
  });

  it('keeps private properties, new ones only when they are to be created', async () => {
    assert.equal(
      await lab.refusal('NODE1', 'Get-ClusterGroup "OpsMgr RMS" | Set-ClusterParameter Lease x'),
      87,
    );
    await lab.run(
      'NODE1',
      'Get-ClusterGroup "OpsMgr RMS" | Set-ClusterParameter -Name Lease -Value x -Create',
    );
    await lab.run('NODE1', 'Get-ClusterGroup "OpsMgr RMS" | Set-ClusterParameter Lease y');
    assert.deepEqual(
      await lab.run('NODE2', '(Get-ClusterGroup "OpsMgr RMS" | Get-ClusterParameter Lease).Value'),
      ['y'],
    );
  });

  it('tells dependencies as an expression, and owners as nodes', async () => {
    assert.deepEqual(
      await lab.run(
        'NODE1',
        '(Get-ClusterResourceDependency "RMS SDK").DependencyExpression; (Get-ClusterOwnerNode -Resource "RMS SDK").OwnerNodes | ForEach-Object { $_.Name }',
      ),
      ['([RMS Network Name]) and ([RMS Disk])', 'NODE1', 'NODE2'],
    );
  });

  it('comes with a module to import where the Windows has one', async () => {
    assert.deepEqual(
      await lab.run('NODE1', 'Import-Module FailoverClusters -ErrorAction Stop; @(Get-Cluster).Count'),
      ['1'],
    );
  });
});

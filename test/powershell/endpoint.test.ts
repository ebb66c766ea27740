/** The generated endpoint, read by the engine of PowerShell as Register-PSSessionConfiguration has it read. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as z from 'zod';
import type { PowerShellHost } from '../../src/remoting/host.ts';
import { visibleFunctions } from '../../src/remoting/jea/endpointFiles.ts';
import { scriptsVersion } from '../../src/remoting/jea/scriptsVersion.ts';
import { writeEndpoint } from '../../src/remoting/jea/writeEndpoint.ts';
import { startSessionsCold } from '../../tools/lab-host/warmSessions.ts';
import { invoke, keptLog, newHost, open, scriptsFolder, texts } from './localPowerShell.ts';

startSessionsCold();

const probe = `
function Test-Endpoint($Folder, $Group, $Line) {
  $env:PSModulePath = $Folder + [System.IO.Path]::PathSeparator + $env:PSModulePath
  # No block: the engine asks from another runspace, in which a block of this one cannot run.
  $isGroup = [System.Delegate]::CreateDelegate([System.Func[string, bool]], $Group, [string].GetMethod('Equals', [type[]]@([string])))
  $state = [initialsessionstate]::CreateFromSessionConfigurationFile([System.IO.Path]::Combine($Folder, 'ClusterPatch.pssc'), $isGroup)
  foreach ($cmdlet in @(Get-Command -Module 'Microsoft.PowerShell.Utility', 'Microsoft.PowerShell.Management' -CommandType 'Cmdlet')) {
    $entry = New-Object System.Management.Automation.Runspaces.SessionStateCmdletEntry $cmdlet.Name, $cmdlet.ImplementingType, $null
    $entry.Visibility = 'Private'
    $state.Commands.Add($entry)
  }
  $runspace = [runspacefactory]::CreateRunspace($state)
  $runspace.Open()
  try {
    $ask = [powershell]::Create()
    $ask.Runspace = $runspace
    $version = @($ask.AddCommand('Get-PatchVersion').Invoke())[0]
    $private = [powershell]::Create()
    $private.Runspace = $runspace
    $refused = ''
    try { [void]$private.AddCommand('Get-PatchProvider').Invoke() } catch { $refused = "$($_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId)" }
    $script = [powershell]::Create()
    $script.Runspace = $runspace
    $text = ''
    try { [void]$script.AddScript($Line).Invoke() } catch { $text = "$($_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId)" }
    $loaded = @($runspace.SessionStateProxy.InvokeCommand.GetCommands('*-Patch*', 'Function', $true) |
      Where-Object { $_.Visibility -eq 'Public' } | ForEach-Object { "$($_.Name)" })
    New-Object PSObject -Property @{
      Mode = "$($runspace.SessionStateProxy.LanguageMode)"; Scripts = "$($version.Scripts)"; Private = $refused; Text = $text
      Loaded = $loaded
    }
  }
  finally { $runspace.Dispose() }
}`;

const seen = z.object({
  Mode: z.string(),
  Scripts: z.string(),
  Private: z.string(),
  Text: z.string(),
  Loaded: z.array(z.string()),
});

const group = 'CONTOSO\\Cluster Patchers';
let folder: string;
let host: PowerShellHost;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'endpoint-'));
  await writeEndpoint({ folder, scriptsFolder, version: '1.2.3', group });
  host = newHost(keptLog());
  assert.equal((await open(host, 'endpoint', probe)).kind, 'result');
});
after(async () => {
  await host.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test('a session of the endpoint has the functions of this version, shows what operations call, and takes no text', async () => {
  // Its transcripts go to a folder of Windows. A restricted session needs the engine's own snap-ins, which the lab's
  // PowerShell has not: here an empty one gets the cmdlets, as private as they are there.
  const file = join(folder, 'ClusterPatch.pssc');
  const changed = readFileSync(file, 'utf8')
    .replace(/^ *TranscriptDirectory.*$/m, '')
    .replace('RestrictedRemoteServer', 'Empty');
  writeFileSync(file, changed);
  const answer = await invoke(host, 'endpoint', 'Test-Endpoint', {
    Folder: folder,
    Group: group,
    Line: '1 + 1',
  });
  const value = seen.parse(answer.kind === 'result' ? answer.values[0] : answer);
  assert.equal(value.Mode, 'NoLanguage');
  assert.equal(value.Scripts, scriptsVersion(texts));
  assert.match(value.Text, /^ScriptsNotAllowed/);
  assert.match(value.Private, /^CommandNotFoundException/);
  assert.deepEqual([...value.Loaded].sort(), visibleFunctions(texts));
});

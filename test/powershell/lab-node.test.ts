/** A lab node's files, registry, logs and processes, and the installation that outlives the session that started it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { labPackages, packageSha256 } from '../../src/lab/labPackages.ts';
import { LabShell } from './labShell.ts';

let lab: LabShell;
before(() => {
  lab = new LabShell();
});
beforeEach(() => lab.reset());
after(() => lab.close());

describe('files', () => {
  it('are each node own, and written, read and removed by their Windows paths', async () => {
    assert.deepEqual(
      await lab.run(
        'NODE2',
        `New-Item -ItemType Directory -Path C:\\Work -Force | Out-Null; Set-Content -LiteralPath C:\\Work\\a.txt -Value 'one', 'two';
        Add-Content C:\\Work\\a.txt three; (Get-Content -LiteralPath C:\\Work\\a.txt) -join '+'; (Get-Item C:\\Work\\a.txt).Length;
        Get-ChildItem C:\\Work | ForEach-Object { $_.Name }; Remove-Item C:\\Work -Recurse; Test-Path C:\\Work`,
      ),
      ['one+two+three', '17', 'a.txt', 'False'],
    );
    await lab.run('NODE2', `Set-Content -LiteralPath C:\\Updates\\b.txt -Value b`);
    assert.deepEqual(await lab.run('NODE1', `Test-Path -LiteralPath C:\\Updates\\b.txt`), ['False']);
  });

  it('need their folder', async () => {
    const got = await lab.tryLine('NODE1', `Set-Content -LiteralPath C:\\Nowhere\\a.txt -Value a`);
    assert.ok(got !== 'ended' && got.errors[0]?.id.startsWith('GetContentWriterDirectoryNotFoundError'));
  });

  it('keep objects as XML', async () => {
    assert.deepEqual(
      await lab.run(
        'NODE1',
        `Export-Clixml -InputObject @{ Code = 3010; List = @('a', 'b') } -Path C:\\Updates\\o.xml; $o = Import-Clixml C:\\Updates\\o.xml; "$($o.Code) $($o.List.Count)"`,
      ),
      ['3010 2'],
    );
  });

  it('hash to what the package definition says, by both programs', async () => {
    for (const item of labPackages) {
      const [hash, , printed] = await lab.run(
        'NODE1',
        `(Get-FileHash -LiteralPath ${item.path} -Algorithm SHA256).Hash.ToLower(); certutil.exe -hashfile ${item.path} SHA256`,
      );
      assert.equal(hash, packageSha256(item));
      assert.equal(printed, packageSha256(item));
    }
  });
});

describe('the rest of a node', () => {
  it('has a clock that waits for nobody', async () => {
    const [seconds] = await lab.run(
      'NODE1',
      '$a = Get-Date; Start-Sleep 3600; [int]((Get-Date) - $a).TotalSeconds',
    );
    assert.equal(Math.floor(Number(seconds) / 10), 360);
  });

  it('has event logs, and none by another name', async () => {
    assert.deepEqual(
      await lab.run(
        'NODE1',
        `@(Get-WinEvent -FilterHashtable @{ LogName = 'Operations Manager'; Level = 1, 2 } -ErrorAction SilentlyContinue).Count; $env:COMPUTERNAME`,
      ),
      ['0', 'NODE1'],
    );
    const got = await lab.tryLine('NODE1', `Get-WinEvent -FilterHashtable @{ LogName = 'Nonesuch' }`);
    assert.ok(got !== 'ended' && got.errors[0]?.id.startsWith('NoMatchingLogsFound'));
  });

  it('says who is elevated', async () => {
    assert.ok((await lab.run('NODE1', 'whoami.exe /groups')).some((line) => line.includes('S-1-16-12288')));
  });

  it('refuses a package that is not there or lies on a share, as Windows Installer does', async () => {
    await lab.run(
      'NODE1',
      `$null = Start-Process msiexec.exe -ArgumentList '/p', '\\\\server\\share\\x.msp', '/qn' -Wait`,
    );
    assert.equal(lab.world.installs[0]?.exitCode, 1619);
  });
});

describe('a session in ConstrainedLanguage', () => {
  const constrained = (script: string) => `
    $space = [RunspaceFactory]::CreateRunspace(); $space.Open(); $p = [powershell]::Create(); $p.Runspace = $space;
    $null = $p.AddScript("Import-Module '$((Get-Module ClusterLab).ModuleBase)/ClusterLab.psd1'; Connect-LabNode -World '${lab.path}' -Node NODE2; \`$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'").Invoke();
    $p.Commands.Clear(); $p.AddScript('${script.replaceAll("'", "''")}').Invoke(); $p.Streams.Error; $space.Dispose()`;

  it('has the same cmdlets, which do what .NET calls of its own may not', async () => {
    const lines = await lab.run(
      'NODE1',
      constrained(`try { [Math]::Abs(-1) } catch { 'refused' };
        Start-Service OMSDK; Get-Service OMSDK | ForEach-Object { "$($_.Status)" }; "$((Get-ClusterNode NODE2).State)";
        Get-ClusterResource 'RMS SDK' | ForEach-Object { "$($_.State) $($_.OwnerNode) $($_.RestartAction)" };
        Set-Content C:\\Windows\\Temp\\a.txt b; Get-Content C:\\Windows\\Temp\\a.txt;
        function Get-Here { param($Name) "$Name $env:COMPUTERNAME" };
        Enable-LabFault -Operations @{ 'Get-Here' = 'read-node' }; Get-Here -Name at`),
    );
    assert.deepEqual(lines, ['refused', 'Running', 'Up', 'Online NODE1 2', 'b', 'at NODE2']);
  });
});

describe('a detached installation', () => {
  const folder = 'C:\\ProgramData\\ClusterPatch\\run\\step';
  const wrapper = readFileSync(
    join(import.meta.dirname, '..', '..', 'src', 'remoting', 'scripts', 'detached', 'install.ps1'),
    'utf8',
  );
  const encoded = Buffer.from(wrapper, 'utf8').toString('base64');
  const start = `
    New-Item -ItemType Directory -Path ${folder} -Force | Out-Null;
    Set-Content -LiteralPath ${folder}\\install.ps1 -Value ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${encoded}')));
    Export-Clixml -InputObject @{ FilePath = 'msiexec.exe'; ArgumentList = @('/p', 'C:\\Updates\\lab-files.msp', '/qn', '/norestart', '/l*v', '${folder}\\install.log') } -Path ${folder}\\request.xml;
    (Invoke-CimMethod -ClassName Win32_Process -MethodName Create -Arguments @{ CommandLine = 'powershell.exe -NoProfile -File "${folder}\\install.ps1"' }).ReturnValue`;
  const exit = `if (Test-Path ${folder}\\exit.xml) { $x = Import-Clixml ${folder}\\exit.xml; "$($x.ExitCode) $([int](([DateTime]$x.EndedAt) - ([DateTime]$x.StartedAt)).TotalSeconds)" } else { 'none' }`;
  const alive = `@(Get-CimInstance Win32_Process | Where-Object { $_.CommandLine -like '*install.ps1*' }).Count`;

  it('ends and leaves its exit code while another session lets the time pass', async () => {
    assert.deepEqual(await lab.run('NODE2', `${start}; ${exit}; ${alive}`), ['0', 'none', '1']);
    await lab.tryLine('NODE2', '[Diagnostics.Process]::GetCurrentProcess().Kill(); Start-Sleep 1');
    await lab.run('NODE1', 'Start-Sleep 60');
    assert.deepEqual(
      await lab.run('NODE2', `${exit}; ${alive}; @(Get-Content ${folder}\\install.log).Count`),
      ['0 35', '0', '5'],
    );
  });

  it('is lost with its node', async () => {
    await lab.run('NODE2', `${start}; Start-Sleep 7; Restart-Computer`);
    await lab.run('NODE1', 'Start-Sleep 200');
    assert.deepEqual(await lab.run('NODE2', `${exit}; ${alive}; Test-Path ${folder}\\started.xml`), [
      'none',
      '0',
      'True',
    ]);
  });
});

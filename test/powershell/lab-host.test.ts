/** The lab's own PowerShell: its command line, its cmdlets here and over remoting, and what node-powershell needs of it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PowerShell } from 'node-powershell';
import { buildLabHost } from '../../tools/lab-host/build.ts';
import { HostProcess, quoted } from './host-process.ts';
import { CASES } from './lab-host-cases.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LIMIT = { timeout: 300_000 };
let host: string;
let folder: string;

before(async () => {
  host = await buildLabHost(ROOT, (line) => console.error(line));
  folder = await mkdtemp(path.join(tmpdir(), 'lab-host-'));
});
after(() => rm(folder, { recursive: true, force: true }));

function pwsh(args: readonly string[], input = '') {
  const ended = spawnSync(host, ['-NoLogo', '-NoProfile', ...args], {
    input,
    encoding: 'utf8',
    timeout: LIMIT.timeout,
  });
  return { code: ended.status, out: ended.stdout.trim(), err: ended.stderr.trim() };
}

describe('the build', LIMIT, () => {
  it('is skipped while the sources are the same', async () => {
    const said: string[] = [];
    assert.equal(await buildLabHost(ROOT, (line) => said.push(line)), host);
    assert.deepEqual(said, []);
  });

  it('names the remedy when there is no .NET SDK', async () => {
    const root = path.join(folder, 'elsewhere');
    await cp(path.join(ROOT, 'tools/lab-host'), path.join(root, 'tools/lab-host'), { recursive: true });
    const searched = process.env.PATH;
    process.env.PATH = folder;
    try {
      await assert.rejects(
        buildLabHost(root, () => {}),
        { name: 'LabHostBuildError', message: /^The \.NET SDK 10 was not found\. Install .*$/ },
      );
    } finally {
      process.env.PATH = searched;
    }
  });
});

describe('the command line', LIMIT, () => {
  it('runs statements from standard input, a block until an empty line, and exits with the code given', () => {
    const ended = pwsh(
      ['-NoExit', '-Command', '-'],
      "'a'\nforeach ($i in 1..2) {\n  $i\n}\n\nexit 4\n'never'\n",
    );
    assert.deepEqual(ended, { code: 4, out: 'a\n1\n2', err: '' });
  });

  it('ends with 0 at the end of input and shows errors on standard error only', () => {
    const ended = pwsh(['-command', '-'], 'no-such-command\n"b"\n');
    assert.equal(ended.code, 0);
    assert.equal(ended.out, 'b');
    assert.match(ended.err, /no-such-command: The term 'no-such-command' is not recognized/);
  });

  it('leaves the bytes after its own line to a statement that reads raw standard input', () => {
    const read =
      '$r = [IO.StreamReader]::new([Console]::OpenStandardInput()); "got " + $r.ReadLine() + $r.ReadLine()';
    assert.equal(pwsh(['-Command', '-'], `${read}\none\ntwo\n`).out, 'got onetwo');
  });

  const exits: readonly (readonly [command: string, code: number])[] = [
    ['1', 0],
    ['exit 7', 7],
    ['throw 1', 1],
    ['no-such-command', 1],
    ['no-such-command; 2', 0],
    ["Write-Error 'x'", 1],
  ];
  for (const [command, code] of exits) {
    it(`-Command ${command} exits with ${code}`, () => assert.equal(pwsh(['-c', command]).code, code));
  }

  it('runs a script file with its arguments and its exit code', async () => {
    const script = path.join(folder, 'args.ps1');
    await writeFile(script, 'param($Name, [switch]$Flag) "$Name $Flag $args"; exit 3');
    assert.deepEqual(pwsh(['-File', script, '-Name', 'x', '-Flag', 'y']), {
      code: 3,
      out: 'x True y',
      err: '',
    });
  });

  it('says its version and refuses a parameter that it does not know', () => {
    assert.match(pwsh(['-Version']).out, /^PowerShell 7\./);
    assert.equal(pwsh(['-NoSuchParameter']).code, 64);
  });
});

describe('each cmdlet', LIMIT, () => {
  let session: HostProcess;
  before(() => {
    session = new HostProcess(host, { ...process.env, HOME: folder });
  });
  after(() => session.end());

  for (const [cmdlet, cases] of Object.entries(CASES)) {
    for (const where of ['Here', 'Remotely'] as const) {
      it(`${cmdlet}, ${where.toLowerCase()}`, async () => {
        for (const [statement, result] of cases) {
          const seen = await session.ask(statement, where);
          assert.deepEqual(seen, result, statement);
        }
      });
    }
  }

  it('sends the objects of a remote runspace back deserialized', async () => {
    const made =
      "New-Object PSObject -Property @{ day=[DayOfWeek]::Friday; at=[datetime]'2020-01-02'; list=1,2 }";
    const look =
      '$o.PSObject.TypeNames[0], $o.day.PSObject.TypeNames[0], $o.day.Value, $o.at.GetType().Name, $o.list.GetType().Name';
    assert.deepEqual(await session.ask(`$o = Remotely ${quoted(made)}; ${look}`), [
      'Deserialized.System.Management.Automation.PSCustomObject',
      'Deserialized.System.DayOfWeek',
      'Friday',
      'DateTime',
      'ArrayList',
    ]);
  });

  it('reads several out-of-process runspaces at once', async () => {
    const seen = await session.ask(
      [
        '$rs = 1..2 | ForEach-Object { [RunspaceFactory]::CreateOutOfProcessRunspace($null, [System.Management.Automation.Runspaces.PowerShellProcessInstance]::new()) }',
        '$rs | ForEach-Object { $_.OpenAsync() }',
        "while ($rs | Where-Object { \"$($_.RunspaceStateInfo.State)\" -in 'BeforeOpen', 'Opening' }) { Start-Sleep -Milliseconds 5 }",
        "$calls = foreach ($r in $rs) { $p = [powershell]::Create(); $p.Runspace = $r; $null = $p.AddScript('function Who { $PID }; Who'); @{ p = $p; h = $p.BeginInvoke() } }",
        '$ids = $calls | ForEach-Object { $_.p.EndInvoke($_.h) }',
        '$rs | ForEach-Object { $_.Dispose() }',
        '@($ids).Count, @($ids + $PID | Select-Object -Unique).Count',
      ].join('; '),
    );
    assert.deepEqual(seen, [2, 3]);
  });

  it('keeps ConstrainedLanguage as the engine has it', async () => {
    const constrained = [
      "$p = [powershell]::Create(); $p.Runspace = [RunspaceFactory]::CreateRunspace(); $p.Runspace.Open(); $p.Runspace.SessionStateProxy.LanguageMode = 'ConstrainedLanguage'",
      "$p.AddScript('(New-Object PSObject -Property @{ a = 1 }).a; try { [IO.File]::Exists(1) } catch { $_.FullyQualifiedErrorId }; try { New-Object IO.FileInfo x } catch { $_.FullyQualifiedErrorId }').Invoke()",
    ];
    assert.deepEqual(await session.ask(constrained.join('; ')), [
      1,
      'MethodInvocationNotSupportedInConstrainedLanguage',
      'CannotCreateTypeConstrainedLanguage,Microsoft.PowerShell.Commands.NewObjectCommand',
    ]);
  });

  it('stops a sleeping pipeline at once', async () => {
    const sleep =
      '$p = [powershell]::Create(); $null = $p.AddScript(\'"up"; Start-Sleep 3600\'); $out = [System.Management.Automation.PSDataCollection[psobject]]::new(); $in = [System.Management.Automation.PSDataCollection[psobject]]::new(); $in.Complete()';
    const stop =
      '$null = $p.BeginInvoke($in, $out); while ($out.Count -eq 0) { Start-Sleep -Milliseconds 5 }; $p.Stop(); "$($p.InvocationStateInfo.State)"';
    assert.deepEqual(await session.ask(`${sleep}; ${stop}`), ['Stopped']);
  });
});

describe('as the PowerShell of node-powershell', LIMIT, () => {
  it('answers invoke and reports a failure', async () => {
    const shell = new PowerShell({ executable: host, executableOptions: { '-NoProfile': true } });
    try {
      assert.equal((await shell.invoke('1+1')).raw, '2');
      await assert.rejects(shell.invoke('no-such-command'), /not recognized/);
    } finally {
      await shell.dispose();
    }
  });
});

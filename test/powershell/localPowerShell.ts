import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type HostLimits, PowerShellHost } from '../../src/remoting/host.ts';
import type { RemotingLog } from '../../src/remoting/log.ts';
import { readScriptTexts } from '../../src/remoting/scriptTexts.ts';
import type { JsonValue } from '../../src/tasks/door.ts';

export const root = join(import.meta.dirname, '..', '..');
export const scriptsFolder = join(root, 'src', 'remoting', 'scripts');
export const texts = readScriptTexts(scriptsFolder);

/** The PowerShell that the tests drive: the one named by the environment, else the lab's own. */
export const powershell = process.env.CLUSTER_PATCH_PWSH ?? join(root, '.tools', 'lab-host', 'pwsh');
if (!existsSync(powershell)) throw new Error(`${powershell} is missing: build the lab's PowerShell first`);

/** A log that can be looked at. */
export function keptLog(): RemotingLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (line: string) => lines.push(line);
  return { lines, debug: keep, info: keep, warn: keep };
}

export const newHost = (
  log: RemotingLog,
  limits: Partial<HostLimits> = {},
  executable = powershell,
): PowerShellHost => new PowerShellHost({ executable, hostScript: texts.host, log, limits });

/** Functions that a test session defines in the place of the product's. */
export const testFunctions = `
function Test-Echo { param($Value) New-Object PSObject -Property @{ Value = $Value } }
function Test-Count { param($To) 1..$To }
function Test-Sleep { param($Seconds) Start-Sleep -Seconds $Seconds; 'slept' }
function Test-Signal {
  param($Path)
  try { [System.IO.File]::WriteAllText($Path, 'running'); Start-Sleep -Seconds 3600 }
  finally { [System.IO.File]::WriteAllText($Path, 'stopped') }
}
function Test-Spin { while ($true) { } }
function Test-Deaf { while ($true) { try { while ($true) { } } finally { while ($true) { } } } }
function Test-Process { $PID }
function Test-Leave { [System.Environment]::Exit(3) }
function Test-Remember { param($Value) if ($Value) { $global:remembered = $Value }; "$global:remembered" }
`;

const patience = 60_000;

/** Opens a session of the process kind, which is the protocol's real thing without any lab in it. */
export const open = (host: PowerShellHost, session: string, script = testFunctions) =>
  host.request(
    { type: 'open', session, connection: { kind: 'process' }, setup: [{ script }], credential: null },
    { timeLimit: patience },
  );

export const invoke = (
  host: PowerShellHost,
  session: string,
  name: string,
  parameters: { readonly [name: string]: JsonValue } = {},
  options: { readonly timeLimit?: number; readonly signal?: AbortSignal } = {},
) =>
  host.request({ type: 'invoke', session, function: name, parameters }, { timeLimit: patience, ...options });

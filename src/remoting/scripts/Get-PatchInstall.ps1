function Get-PatchInstall {
  <#
  .SYNOPSIS
  How the detached installation of one step of one run is getting on: none, running, finished or lost.
  #>
  param([string] $RunId, [string] $StepId)
  $ErrorActionPreference = 'Stop'
  $folder = "C:\ProgramData\ClusterPatch\$RunId\$StepId"
  $result = @{ State = 'none'; ExitCode = $null; StartedAt = ''; EndedAt = ''; Log = @() }
  if (-not (Test-Path -LiteralPath "$folder\request.xml")) { return New-Object PSObject -Property $result }

  # The process first, the files after it: it writes its exit code before it ends.
  $processes = @(Get-PatchInstance -ClassName 'Win32_Process')
  $alive = @($processes | Where-Object { "$($_.CommandLine)" -like "*$folder\install.ps1*" }).Count -gt 0
  if (Test-Path -LiteralPath "$folder\started.xml") {
    $result.StartedAt = "$((Import-Clixml -Path "$folder\started.xml").StartedAt)"
  }
  $exit = $null
  if (Test-Path -LiteralPath "$folder\exit.xml") {
    # Half written it cannot be read; then the process that writes it is still there.
    try { $exit = Import-Clixml -Path "$folder\exit.xml" } catch { if (-not $alive) { throw } }
  }
  if ($null -ne $exit) {
    $result.State = 'finished'
    $result.ExitCode = $exit.ExitCode
    $result.StartedAt = "$($exit.StartedAt)"
    $result.EndedAt = "$($exit.EndedAt)"
  }
  elseif ($alive) { $result.State = 'running' }
  else { $result.State = 'lost' }

  $log = "$((Import-Clixml -Path "$folder\request.xml").Log)"
  if ($log -ne '' -and (Test-Path -LiteralPath $log)) {
    $result.Log = @(Get-Content -LiteralPath $log | Select-Object -Last 20 | ForEach-Object { "$_" })
  }
  New-Object PSObject -Property $result
}

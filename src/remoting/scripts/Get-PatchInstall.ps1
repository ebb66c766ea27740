function Get-PatchInstall {
  <#
  .SYNOPSIS
  How the detached installation of one step of one run is getting on: none, running, finished or lost.
  #>
  param([string] $RunId, [string] $StepId)
  $ErrorActionPreference = 'Stop'
  $folder = "C:\ProgramData\ClusterPatch\$RunId\$StepId"
  $result = @{ State = 'none'; ExitCode = $null; StartedAt = ''; EndedAt = ''; Log = @(); ErrorLine = '' }
  if (-not (Test-Path -LiteralPath "$folder\request.xml")) { return New-Object PSObject -Property $result }
  $request = Import-Clixml -Path "$folder\request.xml"

  # The process first, the files after it: it writes its exit code before it ends.
  $processes = @(Get-PatchInstance -ClassName 'Win32_Process')
  $alive = @($processes | Where-Object { "$($_.CommandLine)" -like "*$folder\install.ps1*" }).Count -gt 0
  if (Test-Path -LiteralPath "$folder\started.xml") {
    $result.StartedAt = "$((Import-Clixml -Path "$folder\started.xml").StartedAt)"
  }
  # The Task Scheduler takes its time; within two minutes what it was asked to start may still begin.
  elseif ("$($request.Task)" -ne '' -and ((Get-Date) - (Get-Date -Date $request.RequestedAt)).TotalSeconds -lt 120) { $alive = $true }
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
    $result.ErrorLine = "$($exit.Error)"
  }
  elseif ($alive) { $result.State = 'running' }
  else { $result.State = 'lost' }

  $log = "$($request.Log)"
  if ($log -ne '' -and (Test-Path -LiteralPath $log)) {
    # All lines at once: a verbose log has hundreds of thousands, and one by one they take a minute.
    $lines = Get-Content -LiteralPath $log -ReadCount 0
    $lines = @($lines)
    if ($result.State -ne 'running' -and $result.ErrorLine -eq '') { $result.ErrorLine = Find-PatchLogError -Line $lines }
    if ($lines.Count -gt 20) { $lines = $lines[($lines.Count - 20)..($lines.Count - 1)] }
    $result.Log = @($lines | Where-Object { $null -ne $_ } | ForEach-Object { "$_" })
  }
  New-Object PSObject -Property $result
}

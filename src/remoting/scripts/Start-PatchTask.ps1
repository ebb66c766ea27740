function Start-PatchTask {
  <#
  .SYNOPSIS
  Runs a line now, as SYSTEM, by a scheduled task that has no other time to run.
  .DESCRIPTION
  Its name tells whose it is, so that it can be found. A line of more than 261 characters is refused by schtasks.exe.
  It holds no quotation marks: how they reach a program differs from one version of PowerShell to the next.
  #>
  param([string] $Name, [string] $Line)
  # What a program writes to its error stream would end a script that stops at errors; here its exit code decides.
  $ErrorActionPreference = 'Continue'
  # Midnight of today has passed: the trigger, which a task must have, never fires.
  $said = @(schtasks.exe /Create /TN $Name /TR $Line /SC ONCE /ST 00:00 /RU SYSTEM /F 2>&1 | ForEach-Object { "$_" })
  $code = $LASTEXITCODE
  if ($code -eq 0) {
    $said = @(schtasks.exe /Run /TN $Name 2>&1 | ForEach-Object { "$_" })
    $code = $LASTEXITCODE
    if ($code -ne 0) { schtasks.exe /Delete /TN $Name /F 2>&1 | Out-Null }
  }
  if ($code -ne 0) { throw "The scheduled task $Name could not be started: schtasks.exe ended with $code. $($said | Select-Object -First 1)" }
}

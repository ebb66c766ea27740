function Start-PatchTaskInstall {
  <#
  .SYNOPSIS
  Starts the installer of a prepared folder as SYSTEM, and waits until it has begun.
  .DESCRIPTION
  The Task Scheduler only promises to start it. When nothing has begun after a minute, the request is taken back by the
  file "claimed", which only one side can create: then either the installer runs, or it never will.
  #>
  param([string] $Folder, [string] $Name, [string] $Line)
  $ErrorActionPreference = 'Stop'
  try {
    Start-PatchTask -Name $Name -Line $Line
    $waited = 0
    while ($waited -lt 60 -and -not (Test-Path -LiteralPath "$Folder\claimed")) {
      Start-Sleep -Seconds 1
      $waited += 1
    }
    if (Test-Path -LiteralPath "$Folder\claimed") { return }
  }
  catch {
    Remove-Item -LiteralPath "$Folder\request.xml"
    throw
  }
  try { New-Item -ItemType 'File' -Path "$Folder\claimed" | Out-Null }
  catch { return }
  Remove-Item -LiteralPath "$Folder\request.xml"
  $ErrorActionPreference = 'Continue'
  schtasks.exe /Delete /TN $Name /F 2>&1 | Out-Null
  throw "The Task Scheduler of this node did not start the task $Name within a minute; it was taken back, and nothing was installed."
}

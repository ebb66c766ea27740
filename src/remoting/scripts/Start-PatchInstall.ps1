function Start-PatchInstall {
  <#
  .SYNOPSIS
  Starts an installer so that it outlives this session; its exit code and log stay in a folder of the run.
  .DESCRIPTION
  A session's processes end with it and count against its quotas, so WMI starts the process, or the Task Scheduler as
  SYSTEM for an installer that refuses the token of a remote session. For one attempt at one step of one run it starts
  at most once: whoever lost the answer asks again, and then reads how the installation is getting on.
  #>
  param([string] $RunId, [string] $StepId, [string] $FilePath, [string[]] $ArgumentList, [string] $Wrapper, [string] $RunAs = 'user')
  $ErrorActionPreference = 'Stop'
  $folder = "C:\ProgramData\ClusterPatch\$RunId\$StepId"
  if (Test-Path -LiteralPath "$folder\request.xml") {
    return New-Object PSObject -Property @{ Already = $true; ProcessId = 0; Folder = $folder }
  }
  New-Item -ItemType 'Directory' -Path $folder -Force | Out-Null
  Set-Content -LiteralPath "$folder\install.ps1" -Value $Wrapper
  $arguments = @($ArgumentList | Where-Object { $_ })
  # Windows Installer does not make the folder of its log, so the log goes where there is one (error 1622).
  if ($FilePath -match '(^|\\)msiexec(\.exe)?$') { $arguments += '/l*v', "$folder\install.log" }
  $task = ''
  if ($RunAs -eq 'system') { $task = "ClusterPatch-$RunId-$StepId" }
  $request = @{
    FilePath = $FilePath; ArgumentList = $arguments; Log = "$folder\install.log"; Task = $task; RequestedAt = Get-Date -Format 'o'
  }
  Export-Clixml -InputObject $request -Path "$folder\request.xml"

  # Neither id can hold a blank, so the path needs no quotation marks.
  $line = "powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File $folder\install.ps1"
  $processId = 0
  if ($task -ne '') { Start-PatchTaskInstall -Folder $folder -Name $task -Line $line }
  else {
    if (Get-Command -Name 'Invoke-CimMethod' -ErrorAction 'SilentlyContinue') {
      $created = Invoke-CimMethod -ClassName 'Win32_Process' -MethodName 'Create' -Arguments @{ CommandLine = $line }
    }
    else { $created = Invoke-WmiMethod -Class 'Win32_Process' -Name 'Create' -ArgumentList $line }
    if ($created.ReturnValue -ne 0) {
      Remove-Item -LiteralPath "$folder\request.xml"
      $text = "The process for the installer could not be created: Win32_Process.Create returned $($created.ReturnValue)"
      # What it returns, as the Windows error that it stands for. Source: Microsoft, "Create method of the Win32_Process class".
      $number = @{ '2' = 5; '3' = 1314; '9' = 3; '21' = 87 }["$($created.ReturnValue)"]
      if ($number) { $text = '{0} (0x{1:X8} / {2})' -f $text, (-2147024896 + $number), $number }
      throw $text
    }
    $processId = [int]$created.ProcessId
  }
  New-Object PSObject -Property @{ Already = $false; ProcessId = $processId; Folder = $folder }
}

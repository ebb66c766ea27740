function Start-PatchInstall {
  <#
  .SYNOPSIS
  Starts an installer so that it outlives this session; its exit code and log stay in a folder of the run.
  .DESCRIPTION
  A session's processes end with it and count against its quotas, so WMI starts the process. For one step of one run
  it starts at most once: whoever lost the answer asks again, and then reads how the installation is getting on.
  #>
  param([string] $RunId, [string] $StepId, [string] $FilePath, [string[]] $ArgumentList, [string] $Wrapper)
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
  $request = @{ FilePath = $FilePath; ArgumentList = $arguments; Log = "$folder\install.log" }
  Export-Clixml -InputObject $request -Path "$folder\request.xml"

  $line = "powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$folder\install.ps1`""
  if (Get-Command -Name 'Invoke-CimMethod' -ErrorAction 'SilentlyContinue') {
    $created = Invoke-CimMethod -ClassName 'Win32_Process' -MethodName 'Create' -Arguments @{ CommandLine = $line }
  }
  else { $created = Invoke-WmiMethod -Class 'Win32_Process' -Name 'Create' -ArgumentList $line }
  if ($created.ReturnValue -ne 0) {
    Remove-Item -LiteralPath "$folder\request.xml"
    throw "The process for the installer could not be created: Win32_Process.Create returned $($created.ReturnValue)."
  }
  New-Object PSObject -Property @{ Already = $false; ProcessId = [int]$created.ProcessId; Folder = $folder }
}

function Get-PatchNode {
  <#
  .SYNOPSIS
  How this node is: its clock, its Windows, this session's rights, what waits for a restart, and the named services.
  #>
  param([string[]] $Services)
  $ErrorActionPreference = 'Stop'
  $windows = Get-PatchInstance -ClassName 'Win32_OperatingSystem'

  # A 32-bit session on a 64-bit Windows is told x86 by the one variable and the truth by the other.
  $architecture = "$($env:PROCESSOR_ARCHITEW6432)"
  if ($architecture -eq '') { $architecture = "$($env:PROCESSOR_ARCHITECTURE)" }

  # The token's integrity level: S-1-16-12288 is high, S-1-16-16384 is System. The names of groups are translated.
  # Windows Server 2003 has no such levels: there an administrator is one in every session (S-1-5-32-544).
  $rights = 'S-1-16-(12288|16384)'
  if ("$($windows.Version)" -match '^5\.') { $rights = 'S-1-5-32-544' }
  $elevated = [bool]@(whoami.exe /groups | Where-Object { $_ -match $rights }).Count

  $restart = @()
  $servicing = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending'
  if (Test-Path -LiteralPath $servicing) { $restart += 'Component Based Servicing' }
  $update = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired'
  if (Test-Path -LiteralPath $update) { $restart += 'Windows Update' }
  $manager = 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager'
  $renames = Get-ItemProperty -LiteralPath $manager -Name 'PendingFileRenameOperations' -ErrorAction 'SilentlyContinue'
  if (@($renames.PendingFileRenameOperations | Where-Object { $_ }).Count -gt 0) { $restart += 'files in use' }

  # Only Windows Installer leaves this key. Any other installer of ours is known by its wrapper, an update of Windows by its
  # own program, whoever has started it.
  $installing = Test-Path -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\InProgress'
  if (-not $installing) {
    foreach ($process in @(Get-PatchInstance -ClassName 'Win32_Process')) {
      if ($process.Name -eq 'wusa.exe' -or "$($process.CommandLine)" -like '*\ClusterPatch\*\install.ps1*') { $installing = $true }
    }
  }

  $tools = 'none'
  try {
    $tools = Get-PatchProvider
    # Without cmdlets the cluster's WMI provider must answer; without it the namespace is not there.
    if ($tools -ne 'FailoverClusters') { Get-PatchInstance -ClassName 'MSCluster_Cluster' -Namespace 'root/MSCluster' | Out-Null }
  }
  catch { $tools = 'none' }

  # Read whole and filtered here: a name never becomes part of a WQL query.
  $installed = @(Get-PatchInstance -ClassName 'Win32_Service')
  $found = @(foreach ($name in $Services) {
    $service = $null
    foreach ($one in $installed) { if ($one.Name -eq $name) { $service = $one; break } }
    if ($null -eq $service) {
      New-Object PSObject -Property @{
        Name = $name; DisplayName = ''; Status = 'Missing'; StartType = 'Unknown'; StartName = ''; ExitCode = 0
      }
      continue
    }
    $exitCode = $service.ExitCode
    # 1066: the service gave an error of its own instead of a Windows one.
    if ($exitCode -eq 1066) { $exitCode = $service.ServiceSpecificExitCode }
    New-Object PSObject -Property @{
      Name = $service.Name
      DisplayName = "$($service.DisplayName)"
      Status = "$($service.State)" -replace ' ', ''
      StartType = Get-PatchStartType -Service $service
      StartName = "$($service.StartName)"
      ExitCode = $exitCode
    }
  })

  New-Object PSObject -Property @{
    Name = "$($env:COMPUTERNAME)"
    Time = ConvertTo-PatchTime (Get-Date)
    LastBoot = ConvertTo-PatchTime $windows.LastBootUpTime
    OsVersion = "$($windows.Version)"
    OsCaption = "$($windows.Caption)"
    Architecture = $architecture
    PowerShellVersion = "$($PSVersionTable.PSVersion)"
    LanguageMode = "$($ExecutionContext.SessionState.LanguageMode)"
    Elevated = $elevated
    RestartPending = $restart
    InstallRunning = $installing
    ClusterTools = $tools
    Services = $found
  }
}

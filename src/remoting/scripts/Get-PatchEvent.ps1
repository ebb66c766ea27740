function Get-PatchEvent {
  <#
  .SYNOPSIS
  Critical events and errors of event logs since a time, the newest first. A log that does not exist has none.
  #>
  param([string[]] $Log, [string] $After, [int] $Max = 100)
  $ErrorActionPreference = 'Stop'
  $since = Get-Date -Date $After
  # Get-WinEvent is there on Windows Server 2003 too, but works from 2008 on.
  $windows = Get-PatchInstance -ClassName 'Win32_OperatingSystem'
  $old = "$($windows.Version)" -match '^5\.'
  foreach ($name in $Log) {
    try {
      if ($old) {
        if (-not (Test-Path -LiteralPath ('HKLM:\SYSTEM\CurrentControlSet\Services\EventLog\' + $name))) { continue }
        foreach ($entry in @(Get-EventLog -LogName $name -EntryType 'Error' -After $since -Newest $Max)) {
          New-Object PSObject -Property @{
            Log = $name; Id = [int]$entry.EventID; Source = "$($entry.Source)"; Level = 'Error'
            At = ConvertTo-PatchTime $entry.TimeGenerated; Message = "$($entry.Message)"
          }
        }
        continue
      }
      foreach ($entry in @(Get-WinEvent -FilterHashtable @{ LogName = $name; Level = 1, 2; StartTime = $since } -MaxEvents $Max)) {
        $level = 'Error'
        if ($entry.Level -eq 1) { $level = 'Critical' }
        New-Object PSObject -Property @{
          Log = $name; Id = [int]$entry.Id; Source = "$($entry.ProviderName)"; Level = $level
          At = ConvertTo-PatchTime $entry.TimeCreated; Message = "$($entry.Message)"
        }
      }
    }
    catch {
      # None and no such log are told as errors, known by their ids.
      if ("$($_.FullyQualifiedErrorId)" -notmatch '^(NoMatching(Events|Logs)Found|GetEventLogNoEntriesFound)') {
        Stop-PatchOperation -Record $_ -Doing "Reading the event log $name"
      }
    }
  }
}

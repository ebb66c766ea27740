# The node's event logs, newest first. Sources: PowerShell, Get-EventLog (5.1) and Get-WinEvent.

function Get-EventLog {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true, Position = 0)][string]$LogName,
        [Parameter(Position = 1)][long[]]$InstanceId,
        [int]$Newest = [int]::MaxValue, [DateTime]$After, [DateTime]$Before,
        [ValidateSet('Error', 'Information', 'FailureAudit', 'SuccessAudit', 'Warning')][string[]]$EntryType,
        [string[]]$Source, [string]$Message
    )
    $bound = $PSBoundParameters
    Use-LabWorld {
        if ($here.logs -notcontains $LogName) {
            $text = "The event log '$LogName' on computer '.' does not exist."
            Write-LabError $PSCmdlet (New-LabNotFound $text 'LogNotFound' $LogName)
            return
        }
        $found = @(Select-LabEntry $here @($LogName) | Where-Object {
                # The classic log has no level Critical: such an entry is an Error there.
                $type = $_.level -replace 'Critical', 'Error'
                (-not $EntryType -or $type -in $EntryType) -and (-not $Source -or $_.source -in $Source) -and
                (-not $bound.ContainsKey('After') -or (ConvertFrom-LabInstant $_.at) -gt $After) -and (-not $bound.ContainsKey('Before') -or (ConvertFrom-LabInstant $_.at) -lt $Before) -and
                (-not $InstanceId -or $_.id -in $InstanceId) -and (-not $Message -or $_.message -like $Message)
            } | Select-LabFirst $Newest)
        if ($found.Count -eq 0) {
            Write-LabError $PSCmdlet (New-LabNotFound 'No matches found.' 'GetEventLogNoEntriesFound' $LogName)
        }
        foreach ($entry in $found) {
            $time = ConvertFrom-LabInstant $entry.at
            New-LabShape 'System.Diagnostics.EventLogEntry' ([ordered]@{
                Index = $entry.index; EventID = $entry.id; InstanceId = [long]$entry.id; EntryType = $entry.level -replace 'Critical', 'Error'
                Source = $entry.source; TimeGenerated = $time; TimeWritten = $time; Message = $entry.message; MachineName = $here.name
            })
        }
    }
}

$script:EventLevels = @{ Critical = 1; Error = 2; Warning = 3; Information = 4 }

function Get-WinEvent {
    [CmdletBinding(DefaultParameterSetName = 'LogName')]
    param(
        [Parameter(ParameterSetName = 'LogName', Position = 0)][string[]]$LogName,
        [Parameter(ParameterSetName = 'Hash', Mandatory = $true)][hashtable[]]$FilterHashtable,
        [long]$MaxEvents = [long]::MaxValue,
        [switch]$Oldest
    )
    Use-LabWorld {
        $filter = if ($FilterHashtable) { $FilterHashtable[0] } else { @{ LogName = $LogName } }
        $names = @($filter.LogName)
        $missing = @($names | Where-Object { $here.logs -notcontains $_ })
        if ($missing.Count -eq $names.Count) {
            $text = "There is not an event log on the localhost computer that matches '$names'."
            Write-LabError $PSCmdlet (New-LabNotFound $text 'NoMatchingLogsFound' $names)
            return
        }
        $found = @(Select-LabEntry $here $names | Where-Object {
                (-not $filter.ContainsKey('Level') -or $script:EventLevels[$_.level] -in @($filter.Level)) -and
                (-not $filter.ContainsKey('Id') -or $_.id -in @($filter.Id)) -and
                (-not $filter.ContainsKey('ProviderName') -or $_.source -in @($filter.ProviderName)) -and
                (-not $filter.ContainsKey('StartTime') -or (ConvertFrom-LabInstant $_.at) -ge ([DateTime]$filter.StartTime).ToLocalTime()) -and
                (-not $filter.ContainsKey('EndTime') -or (ConvertFrom-LabInstant $_.at) -le ([DateTime]$filter.EndTime).ToLocalTime())
            } | Select-LabFirst $MaxEvents)
        if ($Oldest) { [array]::Reverse($found) }
        if ($found.Count -eq 0) {
            $text = 'No events were found that match the specified selection criteria.'
            Write-LabError $PSCmdlet (New-LabNotFound $text 'NoMatchingEventsFound' $names)
        }
        foreach ($entry in $found) {
            New-LabShape 'System.Diagnostics.Eventing.Reader.EventLogRecord' ([ordered]@{
                RecordId = $entry.index; Id = $entry.id; Level = $script:EventLevels[$entry.level]; LevelDisplayName = $entry.level
                ProviderName = $entry.source; LogName = $entry.log; TimeCreated = ConvertFrom-LabInstant $entry.at; Message = $entry.message; MachineName = $here.name
            })
        }
    }
}

# Entries of some logs of a node, newest first.
function Select-LabEntry($Node, [string[]]$Logs) {
    for ($i = $Node.entries.Count - 1; $i -ge 0; $i--) { if ($Logs -contains $Node.entries[$i].log) { $Node.entries[$i] } }
}

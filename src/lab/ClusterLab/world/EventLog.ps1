# Entries of a node's event logs, with the sources and numbers of Windows.
# Source: Microsoft, "Failover Clustering system log events" (1069, 1205, 1042); service control manager events.

$script:EntriesKept = 400

function Write-LabEntry($Node, [string]$Log, [string]$Source, [int]$Id, [string]$Level, [string]$Message) {
    $entry = [LabLogEntry]::new()
    $entry.index = Get-LabNumber
    $entry.log = $Log
    $entry.source = $Source
    $entry.id = $Id
    $entry.level = $Level
    $entry.at = $script:World.clock.now
    $entry.message = $Message
    $Node.entries.Add($entry)
    # As a log of limited size does, it loses its oldest entries.
    if ($Node.entries.Count -gt $script:EntriesKept) { $Node.entries.RemoveAt(0) }
}

function Write-LabServiceEntry($Node, [int]$Id, [string]$Level, [string]$Message) {
    Write-LabEntry $Node 'System' 'Service Control Manager' $Id $Level $Message
}

function Write-LabClusterEntry($Node, [int]$Id, [string]$Level, [string]$Message) {
    Write-LabEntry $Node 'System' 'Microsoft-Windows-FailoverClustering' $Id $Level $Message
}

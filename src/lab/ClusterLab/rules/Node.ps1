# A node goes down, boots and joins again (R8), is paused and resumed (R6).

# The node is gone at once: its services with it, its groups to another node if one can take them.
function Stop-LabNode($Node, [switch]$Restart) {
    if (-not $Node.power) { return }
    $Node.power = $false
    $Node.membership = 'Down'
    foreach ($service in $Node.services) {
        $service.turn++
        Clear-LabService $service
    }
    $Node.processes.Clear()
    foreach ($install in $script:World.installs) {
        if ($install.node -eq $Node.name -and $install.stage -notin 'ended', 'lost') { $install.stage = 'lost' }
    }
    Move-LabGroupAway $Node
    if ($Restart) { Add-LabPending $script:World.settings.durations.nodeBoot 'node-booted' $Node.name '' 0 }
}

# The cluster service of a node is gone: what it owned is offline, and fails over.
function Move-LabGroupAway($Node) {
    if ($null -ne (Find-LabServer $Node.name)) { return }
    foreach ($other in $script:World.nodes) {
        if ($other.name -ne $Node.name) {
            Write-LabClusterEntry $other 1135 'Critical' "Cluster node '$($Node.name)' was removed from the active failover cluster membership."
        }
    }
    foreach ($group in $script:World.groups) {
        if ($group.owner -ne $Node.name) { continue }
        foreach ($resource in Get-LabGroupResource $group) {
            Stop-LabResourceService $resource $Node
            $resource.state = 'Offline'
            $resource.restartDue = $false
            $resource.turn++
        }
        $target = Get-LabFailoverTarget $group
        if ($target -eq '') { $group.leaving = $false; continue }
        Watch-LabMove $group 'failover'
        $group.leaving = $false
        $group.target = ''
        $group.owner = $target
        Step-LabGroup $group
    }
}

function Complete-LabBoot($Node) {
    $Node.power = $true
    $Node.boots++
    $Node.membership = 'Joining'
    $Node.lastBoot = $script:World.clock.now
    $Node.restartPending = @()
    foreach ($replacement in $Node.replacements) { Set-LabFileVersion $Node $replacement.path $replacement.version }
    $Node.replacements.Clear()
    Write-LabEntry $Node 'System' 'EventLog' 6005 'Information' 'The Event log service was started.'
    foreach ($service in $Node.services) {
        if ($service.startType -eq 'Automatic') { [void](Start-LabService $Node $service) }
        if ($service.startType -eq 'AutomaticDelayed') {
            Add-LabPending $script:World.settings.durations.delayedStart 'delayed-start' $Node.name $service.name $Node.boots
        }
    }
    Add-LabPending $script:World.settings.durations.nodeJoin 'node-joined' $Node.name '' $Node.boots
}

# Back in the cluster. A paused node is paused still.
function Complete-LabJoin($Node) {
    if (-not $Node.power -or $Node.membership -eq 'Up') { return }
    $Node.membership = 'Up'
    if ($Node.paused) { return }
    Step-LabOwnedGroup $Node
    Invoke-LabFailback $Node
}

function Step-LabOwnedGroup($Node) {
    foreach ($group in $script:World.groups) { if ($group.owner -eq $Node.name) { Step-LabGroup $group } }
}

# Pauses a node; with a drain its groups move away, each to the given target or where the cluster would take it.
function Suspend-LabNode($Node, [bool]$Drain, [string]$Target) {
    $Node.paused = $true
    if (-not $Drain) { return }
    $Node.drainStatus = 'Completed'
    foreach ($group in $script:World.groups) {
        if ($group.owner -ne $Node.name -or $group.leaving) { continue }
        $to = if ($Target -ne '') { $Target } else { Get-LabFailoverTarget $group }
        if ($to -eq '') {
            $Node.drainStatus = 'Failed'
            Write-LabClusterEntry $Node 1137 'Error' "Move of cluster role '$($group.name)' for drain could not be completed."
            continue
        }
        $group.drainedFrom = $Node.name
        Move-LabGroup $group $to 'drain'
    }
}

# Failback: NoFailback leaves groups where they are, Immediate brings the drained ones back, Policy asks their policy (R9).
function Resume-LabNode($Node, [string]$Failback) {
    $Node.paused = $false
    $Node.drainStatus = 'NotInitiated'
    Step-LabOwnedGroup $Node
    foreach ($group in $script:World.groups) {
        if ($group.drainedFrom -ne $Node.name) { continue }
        $group.drainedFrom = ''
        if ($Failback -eq 'Immediate' -and $group.owner -ne $Node.name) { Move-LabGroup $group $Node.name 'move' }
    }
    if ($Failback -ne 'NoFailback') { Invoke-LabFailback $Node }
}

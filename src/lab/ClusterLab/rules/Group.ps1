# R7: a group leaves its node in the order of dependencies, dependents first, and comes online on the other side in the
# opposite order. Step-LabGroup starts whatever may start now; every end of a resource's way calls it again.

function Step-LabGroup($Group) {
    $resources = @(Get-LabGroupResource $Group)
    foreach ($resource in $resources) {
        if ($Group.leaving -and $resource.state -eq 'Failed') {
            $resource.state = 'Offline'; $resource.restartDue = $false; $resource.turn++
        }
    }
    foreach ($resource in $resources) {
        if ($resource.state -ne 'Online' -and $resource.state -ne 'OnlinePending') { continue }
        if (($Group.leaving -or -not $resource.wanted) -and -not (Test-LabDependentUp $resource $resources)) {
            Start-LabResourceOffline $resource $Group
        }
    }
    if ($Group.leaving) {
        if (@($resources | Where-Object { $_.state -ne 'Offline' }).Count -gt 0) { return }
        Complete-LabLeave $Group
    }
    if ((Get-LabNodeState (Find-LabNode $Group.owner)) -ne 'Up') { return }
    foreach ($resource in $resources) {
        if ($resource.state -ne 'Offline' -or -not $resource.wanted -or $Group.leaving) { continue }
        if (Test-LabProviderOnline $resource $resources) { Start-LabResourceOnline $resource $Group }
    }
}

function Test-LabDependentUp($Resource, $Resources) {
    foreach ($other in $Resources) {
        if ($other.dependsOn -contains $Resource.name -and $other.state -ne 'Offline' -and $other.state -ne 'Failed') {
            return $true
        }
    }
    return $false
}

function Test-LabProviderOnline($Resource, $Resources) {
    foreach ($other in $Resources) {
        if ($Resource.dependsOn -contains $other.name -and $other.state -ne 'Online') { return $false }
    }
    return $true
}

# Everything is offline: the group changes its owner, if the target can still take it.
function Complete-LabLeave($Group) {
    $Group.leaving = $false
    $target = Find-LabNode $Group.target
    $Group.target = ''
    if ($null -ne $target -and (Get-LabNodeState $target) -eq 'Up') { $Group.owner = $target.name }
}

# Begins a move. Causes: move (a person's), drain, failback (the cluster's own, by policy), failover.
function Move-LabGroup($Group, [string]$Target, [string]$Cause) {
    Watch-LabMove $Group $Cause
    $Group.leaving = $true
    $Group.target = $Target
    $Group.cause = $Cause
    Step-LabGroup $Group
}

# Settled: nothing of the group is under way.
function Test-LabGroupSettled($Group) {
    if ($Group.leaving) { return $false }
    foreach ($resource in Get-LabGroupResource $Group) {
        if ($resource.state -like '*Pending' -or $resource.restartDue) { return $false }
    }
    return $true
}

# Where the cluster would take the group: down the list after its owner, preferred owners first, a node that is Up,
# not paused, and a possible owner of every resource. Source: Microsoft, "Failover logic with three or more nodes".
function Get-LabFailoverTarget($Group) {
    $names = @($script:World.nodes | ForEach-Object { $_.name })
    $from = [array]::IndexOf($names, $Group.owner)
    $list = @($Group.preferredOwners)
    for ($i = 1; $i -lt $names.Count; $i++) { $list += $names[($from + $i) % $names.Count] }
    foreach ($name in $list) {
        if ($name -eq $Group.owner) { continue }
        $node = Find-LabNode $name
        if ($null -ne $node -and (Get-LabNodeState $node) -eq 'Up' -and (Test-LabPossibleOwner $Group $name)) {
            return $node.name
        }
    }
    return ''
}

# A group fails over at most once for each other node within six hours, else it would wander without end.
# Source: Microsoft, FailoverThreshold and FailoverPeriod of a group.
$script:FailoverPeriod = 6 * 3600 * 1000

function Test-LabFailoverAllowed($Group) {
    $since = $script:World.clock.now - $script:FailoverPeriod
    $Group.failovers = @($Group.failovers | Where-Object { $_ -gt $since })
    return $Group.failovers.Count -lt [Math]::Max(1, $script:World.nodes.Count - 1)
}

function Test-LabPossibleOwner($Group, [string]$NodeName) {
    foreach ($resource in Get-LabGroupResource $Group) {
        if ($resource.possibleOwners -notcontains $NodeName) { return $false }
    }
    return $true
}

# Source: ClusterGroupState; one failed resource makes the group Failed.
function Get-LabGroupState($Group) {
    if ($Group.leaving) { return 'Pending' }
    $states = @{}
    foreach ($resource in $script:World.resources) {
        if ($resource.group -ne $Group.name) { continue }
        if ($resource.state.EndsWith('Pending')) { return 'Pending' }
        $states[$resource.state] = $true
    }
    if ($states['Failed']) { return 'Failed' }
    if (-not $states['Offline']) { return 'Online' }
    if (-not $states['Online']) { return 'Offline' }
    return 'PartialOnline'
}

# R9: with failback allowed, a group goes to its first preferred owner when that node is back.
function Invoke-LabFailback($Node) {
    foreach ($group in $script:World.groups) {
        if ($group.autoFailbackType -ne 1 -or $group.preferredOwners.Count -eq 0) { continue }
        if ($group.preferredOwners[0] -ne $Node.name -or $group.owner -eq $Node.name -or $group.leaving) { continue }
        if ((Get-LabNodeState $Node) -eq 'Up' -and (Test-LabFailbackWindow $group)) {
            Move-LabGroup $group $Node.name 'failback'
        }
    }
}

# Hours 0 to 23 of the lab's clock; -1 means at once.
function Test-LabFailbackWindow($Group) {
    if ($Group.failbackWindowStart -lt 0 -or $Group.failbackWindowEnd -lt 0) { return $true }
    $hour = (ConvertFrom-LabInstant $script:World.clock.now).Hour
    if ($Group.failbackWindowStart -le $Group.failbackWindowEnd) {
        return $hour -ge $Group.failbackWindowStart -and $hour -lt $Group.failbackWindowEnd
    }
    return $hour -ge $Group.failbackWindowStart -or $hour -lt $Group.failbackWindowEnd
}

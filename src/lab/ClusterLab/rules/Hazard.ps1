# R10: what must never happen in production. Kinds:
#   stray-services-at-move    a clustered service ran on a second node when its group moved
#   stray-services-at-end     ... when a run ended
#   stray-services-too-long   ... for more than 15 minutes
#   failover-during-install   a group failed over while an installer worked on its node
#   unprotected-install       an active node was patched while its group could fail over
#   stopped-behind-cluster    a clustered service was stopped on its owner, not by an installer and not by the cluster
#   left-automatic            at the end of a run a clustered service starts by itself
#   policy-not-restored       ... a resource's restart policy is not what it is at rest
#   node-left-paused          ... a node is paused
#   database-unpatched        ... a package that changes the database has not changed it

# A hazard is told once; again only in a later run, which is not to be told the hazards of the one before as its own.
function Add-LabHazard([string]$Kind, [string]$Detail) {
    $world = $script:World
    $before = if ($world.runStarts.Count -gt 0) { $world.runStarts[$world.runStarts.Count - 1].hazards } else { 0 }
    for ($index = $before; $index -lt $world.hazards.Count; $index++) {
        $told = $world.hazards[$index]
        if ($told.kind -eq $Kind -and $told.detail -eq $Detail) { return }
    }
    $hazard = [LabHazard]::new()
    $hazard.kind = $Kind
    $hazard.at = $script:World.clock.now
    $hazard.detail = $Detail
    $script:World.hazards.Add($hazard)
    $script:Changed = $true
}

# The clustered services of a group that run on a node which does not own it, as "OMSDK on NODE2".
function Get-LabStray($Group) {
    foreach ($resource in Get-LabGroupResource $Group) {
        $name = Get-LabServiceName $resource
        if ($name -eq '') { continue }
        foreach ($node in $script:World.nodes) {
            if ($node.name -eq $Group.owner) { continue }
            $service = Find-LabService $node $name
            if ($null -ne $service -and $service.status -eq 'Running') { "$name on $($node.name)" }
        }
    }
}

# Called as a group begins to move.
function Watch-LabMove($Group, [string]$Cause) {
    $stray = @(Get-LabStray $Group)
    if ($stray.Count -gt 0) {
        $text = "{0} moved from {1} while {2} ran" -f $Group.name, $Group.owner, ($stray -join ', ')
        Add-LabHazard 'stray-services-at-move' $text
    }
    if (-not (Test-LabProtectedGroup $Group)) { return }
    if ($Cause -eq 'move' -or $Cause -eq 'drain') { $script:World.tally.moves++; return }
    $script:World.tally.failovers++
    if ($Cause -ne 'failover') { return }
    foreach ($install in $script:World.installs) {
        if ($install.node -ne $Group.owner -or $install.stage -in 'ended', 'lost') { continue }
        $text = "{0} failed over from {1} during the installation of {2}" -f $Group.name, $Group.owner, $install.package
        Add-LabHazard 'failover-during-install' $text
    }
}

# Called as an installer starts: could a group that it disturbs fail over from here?
function Watch-LabInstallStart($Node, $Package) {
    foreach ($group in $script:World.groups) {
        if ($group.owner -ne $Node.name) { continue }
        $exposed = @(Get-LabGroupResource $group | Where-Object {
                $_.restartAction -eq 2 -and $_.state -eq 'Online' -and $Package.services -contains (Get-LabServiceName $_)
            })
        if ($exposed.Count -gt 0 -and (Get-LabFailoverTarget $group) -ne '') {
            $text = "{0} was patched with {1} while {2} was online there and could fail over" -f $Node.name, $Package.id, $group.name
            Add-LabHazard 'unprotected-install' $text
        }
    }
}

# Called as somebody stops a service by its service manager.
function Watch-LabServiceStop($Node, $Service) {
    $resource = Find-LabServiceResource $Service.name
    if ($null -eq $resource -or $Service.status -eq 'Stopped') { return }
    $group = Find-LabGroup $resource.group
    if ($group.owner -ne $Node.name -or $resource.state -notin 'Online', 'OnlinePending') { return }
    $text = "{0} was stopped on {1}, the owner of {2}" -f $Service.name, $Node.name, $group.name
    Add-LabHazard 'stopped-behind-cluster' $text
}

# What may not be left behind when a run ends.
function Test-LabRunEnd {
    foreach ($group in $script:World.groups) {
        foreach ($stray in @(Get-LabStray $group)) {
            Add-LabHazard 'stray-services-at-end' "$stray, which does not own $($group.name)"
        }
    }
    foreach ($resource in $script:World.resources) {
        if ($resource.restartAction -ne $resource.restAction -or $resource.restartThreshold -ne $resource.restThreshold -or $resource.restartPeriod -ne $resource.restPeriod) {
            $text = "{0}: RestartAction {1}, at rest {2}" -f $resource.name, $resource.restartAction, $resource.restAction
            Add-LabHazard 'policy-not-restored' $text
        }
        $name = Get-LabServiceName $resource
        if ($name -eq '') { continue }
        foreach ($node in $script:World.nodes) {
            $service = Find-LabService $node $name
            if ($null -ne $service -and $service.startType -like 'Automatic*') {
                Add-LabHazard 'left-automatic' "$name on $($node.name)"
            }
        }
    }
    foreach ($node in $script:World.nodes) { if ($node.paused) { Add-LabHazard 'node-left-paused' $node.name } }
    foreach ($install in $script:World.installs) {
        $package = Find-LabPackage $install.package
        # The database is changed from a node, never from a server beside the cluster.
        if ($null -ne (Find-LabServer $install.node)) { continue }
        if ($package.changesDatabase -and $install.exitCode -in 0, 3010, 1641 -and $script:World.patchedDatabases -notcontains $package.id) {
            Add-LabHazard 'database-unpatched' "$($package.id) was installed without its change to the database"
        }
    }
}

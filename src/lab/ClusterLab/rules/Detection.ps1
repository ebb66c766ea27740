# R3: the cluster polls whether the service of an online Generic Service resource runs (LooksAlive).
# The lab's poll has no phase of its own: a service that has stopped is found exactly one poll later, if it does not run
# then; stopped and started again sooner, it goes unseen.
# Sources: Microsoft, "LooksAlive, IsAlive, Pending Timeout" and CLUSTER_RESOURCE_RESTART_ACTION.

function Step-LabStoppedService($Node, $Service) {
    $resource = Find-LabServiceResource $Service.name
    if ($null -eq $resource -or (Find-LabGroup $resource.group).owner -ne $Node.name) { return }
    if ($resource.state -eq 'OnlinePending') {
        Write-LabClusterEntry $Node 1042 'Error' ("Generic service '{0}' failed after its start." -f $resource.name)
        Set-LabResourceFailed $resource
    } elseif ($resource.state -eq 'Online') {
        Add-LabServicePoll $Node $Service
    }
}

function Add-LabServicePoll($Node, $Service) {
    $seconds = $script:World.settings.pollSeconds
    # With the fault restart-mid-install the poll happens to come while the installer is about to replace files.
    foreach ($install in $script:World.installs) {
        if ($install.node -eq $Node.name -and $install.earlyRestart -and $install.stage -eq 'holding') {
            $seconds = [Math]::Min($seconds, $script:World.settings.durations.filesReplacedAfter / 3)
        }
    }
    Add-LabPending $seconds 'service-poll' $Node.name $Service.name $Service.turn
}

function Test-LabServiceResource($Node, $Service, [int]$Turn) {
    if ($Service.status -eq 'Running') { return }
    # Stopped a second time since then: the poll of that stop decides.
    if ($Service.status -ne 'StartPending' -and $Service.turn -ne $Turn) { return }
    $resource = Find-LabServiceResource $Service.name
    if ($null -eq $resource -or $resource.state -ne 'Online') { return }
    if ((Find-LabGroup $resource.group).owner -ne $Node.name) { return }
    Set-LabResourceFailed $resource
}

# A resource has failed: its policy says what becomes of it and of its group.
function Set-LabResourceFailed($Resource) {
    $group = Find-LabGroup $Resource.group
    $node = Find-LabNode $group.owner
    $now = $script:World.clock.now
    $Resource.state = 'Failed'
    $Resource.turn++
    $Resource.restartDue = $false
    Stop-LabResourceService $Resource $node
    $text = "Cluster resource '{0}' of type '{1}' in clustered role '{2}' failed." -f $Resource.name, $Resource.type, $group.name
    Write-LabClusterEntry $node 1069 'Error' $text
    $Resource.failures = @(@($Resource.failures | Where-Object { $_ -gt $now - $Resource.restartPeriod }) + $now)
    Stop-LabDependent $Resource $group $node
    if ($group.leaving) { Step-LabGroup $group; return }
    if ($Resource.restartAction -ne 0 -and $Resource.failures.Count -le $Resource.restartThreshold) {
        $Resource.restartDue = $true
        Add-LabPending $script:World.settings.durations.restartDelay 'resource-restart' $node.name $Resource.name $Resource.turn
        return
    }
    $target = if ($Resource.restartAction -eq 2 -and (Test-LabFailoverAllowed $group)) { Get-LabFailoverTarget $group } else { '' }
    if ($target -ne '') {
        $group.failovers += $now
        Move-LabGroup $group $target 'failover'
        return
    }
    $text = "The Cluster service failed to bring clustered role '{0}' completely online or offline." -f $group.name
    Write-LabClusterEntry $node 1205 'Error' $text
}

# What depends on a failed resource cannot stay online.
function Stop-LabDependent($Resource, $Group, $Node) {
    foreach ($other in Get-LabGroupResource $Group) {
        if ($other.dependsOn -notcontains $Resource.name -or $other.state -eq 'Offline' -or $other.state -eq 'Failed') {
            continue
        }
        $other.state = 'Offline'
        $other.turn++
        Stop-LabResourceService $other $Node
        Stop-LabDependent $other $Group $Node
    }
}

function Stop-LabResourceService($Resource, $Node) {
    $name = Get-LabServiceName $Resource
    if ($name -eq '') { return }
    $service = Find-LabService $Node $name
    if ($null -eq $service -or $service.status -eq 'Stopped') { return }
    $service.turn++
    Clear-LabService $service
}

# Still failed when the restart is due: it is tried on its node, unless that node may not bring anything online (R6).
function Restart-LabResource($Resource, [int]$Turn) {
    if ($Resource.turn -ne $Turn -or -not $Resource.restartDue) { return }
    $Resource.restartDue = $false
    if ($Resource.state -ne 'Failed') { return }
    $group = Find-LabGroup $Resource.group
    if ((Get-LabNodeState (Find-LabNode $group.owner)) -ne 'Up') { return }
    $Resource.state = 'Offline'
    Step-LabGroup $group
}

# One resource, on its way online or offline on the group's owner.

function Start-LabResourceOnline($Resource, $Group) {
    $node = Find-LabNode $Group.owner
    $name = Get-LabServiceName $Resource
    $Resource.state = 'OnlinePending'
    $Resource.turn++
    if ($name -ne '') {
        $service = Find-LabService $node $name
        # A service that runs already, started outside the cluster, is taken over as it is.
        $refusal = if ($null -eq $service) { 1060 } else { Start-LabService $node $service }
        if ($refusal -ne 0) {
            $text = "Generic service '{0}' failed to start ({1})." -f $Resource.name, $refusal
            Write-LabClusterEntry $node 1041 'Error' $text
            Set-LabResourceFailed $Resource
            return
        }
    }
    Add-LabPending $script:World.settings.durations.resourceOnline 'resource-online' $node.name $Resource.name $Resource.turn
}

function Complete-LabResourceOnline($Resource, [int]$Turn) {
    if ($Resource.turn -ne $Turn -or $Resource.state -ne 'OnlinePending') { return }
    $group = Find-LabGroup $Resource.group
    $node = Find-LabNode $group.owner
    $name = Get-LabServiceName $Resource
    if ($name -ne '') {
        $service = Find-LabService $node $name
        if ($service.status -eq 'StartPending') {
            Add-LabPending 1 'resource-online' $node.name $Resource.name $Resource.turn
            return
        }
        if ($service.status -ne 'Running') {
            Write-LabClusterEntry $node 1041 'Error' ("Generic service '{0}' failed to start." -f $Resource.name)
            Set-LabResourceFailed $Resource
            return
        }
    }
    $Resource.state = 'Online'
    Step-LabGroup $group
}

function Start-LabResourceOffline($Resource, $Group) {
    $durations = $script:World.settings.durations
    $node = Find-LabNode $Group.owner
    $name = Get-LabServiceName $Resource
    $seconds = $durations.resourceOffline
    $Resource.state = 'OfflinePending'
    $Resource.turn++
    if ($name -ne '') {
        $service = Find-LabService $node $name
        [void](Stop-LabService $node $service)
        # One that will not stop is ended when the resource's pending timeout is over.
        $seconds = if ($service.stuck) { $durations.pendingTimeout } else { [Math]::Max($seconds, $durations.serviceStop) }
    }
    Add-LabPending $seconds 'resource-offline' $node.name $Resource.name $Resource.turn
}

function Complete-LabResourceOffline($Resource, [int]$Turn) {
    if ($Resource.turn -ne $Turn -or $Resource.state -ne 'OfflinePending') { return }
    $group = Find-LabGroup $Resource.group
    Stop-LabResourceService $Resource (Find-LabNode $group.owner)
    $Resource.state = 'Offline'
    Step-LabGroup $group
}

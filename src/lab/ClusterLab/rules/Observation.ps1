# What the lab watches all the time: how long a protected group is not wholly online, and services that stray.

function Update-LabObservation {
    $world = $script:World
    $down = $false
    foreach ($group in $world.groups) {
        if (-not (Test-LabProtectedGroup $group)) { continue }
        if ((Get-LabGroupState $group) -ne 'Online') { $down = $true }
        Update-LabStray $group
    }
    $tally = $world.tally
    if ($down -and $tally.downSince -eq 0) { $tally.downSince = $world.clock.now; $script:Changed = $true }
    if (-not $down -and $tally.downSince -ne 0) {
        $tally.downMilliseconds += $world.clock.now - $tally.downSince
        $tally.downSince = 0
        $script:Changed = $true
    }
}

function Update-LabStray($Group) {
    $world = $script:World
    $limit = [long]($world.settings.straySeconds * 1000)
    foreach ($resource in Get-LabGroupResource $Group) {
        $name = Get-LabServiceName $resource
        if ($name -eq '') { continue }
        foreach ($node in $world.nodes) {
            $service = Find-LabService $node $name
            if ($null -eq $service) { continue }
            if ($service.status -ne 'Running' -or $node.name -eq $Group.owner) { $service.straySince = 0; continue }
            if ($service.straySince -eq 0) {
                $service.straySince = $world.clock.now
                Add-LabPending ($world.settings.straySeconds + 1) 'observe' $node.name $name 0
            } elseif ($world.clock.now - $service.straySince -gt $limit) {
                $text = "{0} on {1}, which does not own {2}, since {3:u}" -f $name, $node.name, $Group.name, [DateTimeOffset]::FromUnixTimeMilliseconds($service.straySince)
                Add-LabHazard 'stray-services-too-long' $text
            }
        }
    }
}

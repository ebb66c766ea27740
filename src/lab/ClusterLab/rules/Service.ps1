# A service's life on one node (R2 is in Complete-LabServiceStart). A start or a stop takes time; its end is pending.

$script:ServiceDisabled = 1058
$script:CannotAcceptControl = 1061
$script:SpecificError = 1066
$script:LogonFailed = 1069
# ERROR_PATH_NOT_FOUND as an HRESULT: what HealthService finds without the shared disk.
$script:PathNotFound = 2147942403

# Asks for a start. Returns 0, or the Win32 number of the refusal. What comes of it shows when it is due.
function Start-LabService($Node, $Service) {
    if ($Service.status -eq 'Running' -or $Service.status -eq 'StartPending') { return 0 }
    if ($Service.startType -eq 'Disabled') { return $script:ServiceDisabled }
    if ($Service.status -ne 'Stopped') { return $script:CannotAcceptControl }
    if ($script:World.lockedAccounts -contains $Service.startName) {
        $Service.exitCode = $script:LogonFailed
        $text = 'The {0} service was unable to log on as {1} with the currently configured password.' -f $Service.name, $Service.startName
        Write-LabServiceEntry $Node 7038 'Error' $text
        return $script:LogonFailed
    }
    $Service.status = 'StartPending'
    $Service.turn++
    Add-LabPending $script:World.settings.durations.serviceStart 'service-started' $Node.name $Service.name $Service.turn
    return 0
}

function Complete-LabServiceStart($Node, $Service, [int]$Turn) {
    if ($Service.turn -ne $Turn -or $Service.status -ne 'StartPending') { return }
    if ($Service.needsSharedDisk -and -not (Test-LabSharedDisk $Node $Service)) {
        $Service.status = 'Stopped'
        $Service.exitCode = $script:SpecificError
        $Service.specificExitCode = $script:PathNotFound
        $text = "The {0} service terminated with the following service-specific error: The system cannot find the path specified. (2147942403)" -f $Service.displayName
        Write-LabServiceEntry $Node 7024 'Error' $text
        return
    }
    $Service.status = 'Running'
    $Service.processId = Get-LabNumber
    $Service.exitCode = 0
    $Service.specificExitCode = 0
    $text = 'The {0} service entered the running state.' -f $Service.displayName
    Write-LabServiceEntry $Node 7036 'Information' $text
    Write-LabStrayEntry $Node $Service
    Step-LabInstallGuard $Node $Service
}

# A second SDK service beside the one on the active node can do little but log errors. Sources: Kevin Holman, "Applying an
# OpsMgr hotfix to a RMS cluster node" (2009); its number is one that the service is known for.
function Write-LabStrayEntry($Node, $Service) {
    if ($Service.name -ne 'OMSDK' -or $Node.logs -notcontains 'Operations Manager') { return }
    $resource = Find-LabServiceResource $Service.name
    if ($null -eq $resource -or (Find-LabGroup $resource.group).owner -eq $Node.name) { return }
    Write-LabEntry $Node 'Operations Manager' 'OpsMgr SDK Service' 26380 'Error' 'The SDK service failed: another one is at work for this management group.'
}

# Asks for a stop. Returns 0, or the Win32 number of the refusal.
function Stop-LabService($Node, $Service) {
    if ($Service.status -eq 'Stopped') { return 0 }
    if ($Service.status -eq 'StopPending') { return 0 }
    $Service.status = 'StopPending'
    $Service.turn++
    if ($Node.stickNextStop) {
        # An injected fault: it says that it stops, and never does; the poll finds it not running all the same.
        $Node.stickNextStop = $false
        $Service.stuck = $true
        Add-LabServicePoll $Node $Service
        return 0
    }
    Add-LabPending $script:World.settings.durations.serviceStop 'service-stopped' $Node.name $Service.name $Service.turn
    return 0
}

function Complete-LabServiceStop($Node, $Service, [int]$Turn) {
    if ($Service.turn -ne $Turn -or $Service.status -ne 'StopPending') { return }
    Clear-LabService $Service
    $text = 'The {0} service entered the stopped state.' -f $Service.displayName
    Write-LabServiceEntry $Node 7036 'Information' $text
    Step-LabStoppedService $Node $Service
}

# Ends a service's process at once, as its own crash or Stop-Process does.
function Stop-LabServiceProcess($Node, $Service) {
    if ($Service.status -eq 'Stopped') { return }
    $Service.turn++
    Clear-LabService $Service
    $Service.exitCode = 1067
    Write-LabServiceEntry $Node 7034 'Error' ('The {0} service terminated unexpectedly.' -f $Service.displayName)
    Step-LabStoppedService $Node $Service
}

function Clear-LabService($Service) {
    $Service.status = 'Stopped'
    $Service.stuck = $false
    $Service.processId = 0
    $Service.exitCode = 0
    $Service.specificExitCode = 0
}

# The words of event 7040, the witness of a start type that somebody changed.
$script:StartTypeWords = @{
    Automatic = 'auto start'; AutomaticDelayed = 'auto start'; Manual = 'demand start'; Disabled = 'disabled'
}

function Set-LabStartType($Node, $Service, [string]$StartType) {
    if ($Service.startType -eq $StartType) { return }
    $was = $script:StartTypeWords[$Service.startType]
    $Service.startType = $StartType
    $is = $script:StartTypeWords[$StartType]
    if ($was -ne $is) {
        $text = 'The start type of the {0} service was changed from {1} to {2}.' -f $Service.displayName, $was, $is
        Write-LabServiceEntry $Node 7040 'Information' $text
    }
}

# R2: the disk is where its group is, once it is online there.
function Test-LabSharedDisk($Node, $Service) {
    $resource = Find-LabServiceResource $Service.name
    if ($null -eq $resource) { return $true }
    $group = Find-LabGroup $resource.group
    if ($group.owner -ne $Node.name) { return $false }
    foreach ($other in Get-LabGroupResource $group) {
        if ($other.type -eq 'Physical Disk' -and $other.state -ne 'Online') { return $false }
    }
    return $true
}

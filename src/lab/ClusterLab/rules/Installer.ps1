# R4: an update's installer, which knows nothing of clusters. It stops the product's services, replaces files, sets the
# services to Automatic and starts them, also those that did not run before.
# Sources: Kevin Holman, "Applying an OpsMgr hotfix to a RMS cluster node" (2009); Windows Installer error codes.

$script:Succeeded = 0
$script:InstallFailed = 1603
$script:AlreadyRunning = 1618
$script:RestartRequired = 3010
$script:RestartInitiated = 1641
# Codes that Windows Installer gives before it has touched anything.
$script:RefusedAtOnce = 1601, 1612, 1618, 1619, 1620, 1622, 1625, 1631, 1633, 1635, 1636, 1637, 1638, 1639, 1640, 1642, 1643, 1645, 1646, 1647, 1648, 1649, 2359302, -2145124330, -2145124329

# Starts an installation; its end is pending. The process number is that of the installer.
function Start-LabInstall($Node, $Package, [int]$ProcessId, [string]$Log, [bool]$Attended) {
    $world = $script:World
    $install = [LabInstall]::new()
    $install.id = Get-LabNumber
    $install.node = $Node.name
    $install.package = $Package.id
    $install.processId = $ProcessId
    $install.log = $Log
    $install.attended = $Attended
    $install.startedAt = $world.clock.now
    $install.forcedExit = $Node.nextInstall.exitCode
    $install.oldFiles = $Node.nextInstall.oldFiles
    $install.earlyRestart = $Node.nextInstall.earlyRestart
    $Node.nextInstall = [LabNextInstall]::new()
    $refusal = Get-LabInstallRefusal $Node $Package $Log
    if ($install.forcedExit -in $script:RefusedAtOnce) { $refusal = $install.forcedExit }
    $world.installs.Add($install)
    if ($refusal -ne 0) {
        $install.exitCode = $refusal
        $install.stage = 'refused'
        Write-LabInstallLog $Node $install "MainEngineThread is returning $refusal"
        Add-LabPending 1 'install-end' $Node.name "$($install.id)" 0
        return $install
    }
    # R5: the database is patched only if its door, the SDK service, is open on this node as the installer starts.
    $door = if ($Package.databaseService -ne '') { Find-LabService $Node $Package.databaseService } else { $null }
    # A server beside the cluster has no part in it.
    $install.databaseReady = $null -eq (Find-LabServer $Node.name) -and ($null -eq $door -or $door.status -eq 'Running')
    Watch-LabInstallStart $Node $Package
    Write-LabInstallLog $Node $install "=== Logging started: $($Package.id) on $($Node.name) ==="
    Add-LabPending $world.settings.durations.installStopAfter 'install-stop' $Node.name "$($install.id)" 0
    return $install
}

# What makes Windows Installer refuse before it begins; 0 when nothing does.
function Get-LabInstallRefusal($Node, $Package, [string]$Log) {
    foreach ($other in $script:World.installs) {
        if ($other.node -eq $Node.name -and $other.stage -notin 'ended', 'lost', 'refused') {
            return $script:AlreadyRunning
        }
    }
    # Without elevation only the usage dialog appears.
    if (-not $Node.elevated) { return 1639 }
    if ($Log -ne '' -and -not (Test-LabFolder $Node (Split-LabPath $Log))) { return 1622 }
    $present = @(foreach ($file in $Package.files) {
            $found = Find-LabFile $Node $file.path
            if ($null -ne $found) { @{ Found = $found; Version = $file.version } }
        })
    if ($present.Count -eq 0 -and $Package.files.Count -gt 0) { return $(if ($Package.kind -eq 'msu') { -2145124329 } else { 1642 }) }
    # An update of Windows that is there already is told by wusa.exe.
    if ($Package.kind -eq 'msu' -and @($present | Where-Object { [version]$_.Found.version -lt [version]$_.Version }).Count -eq 0) { return 2359302 }
    return 0
}

function Step-LabInstallStop($Node, $Install) {
    if ($Install.stage -ne 'starting') { return }
    $durations = $script:World.settings.durations
    $package = Find-LabPackage $Install.package
    $Install.stage = 'holding'
    foreach ($name in $package.services) {
        $service = Find-LabService $Node $name
        if ($null -eq $service -or $service.status -eq 'Stopped') { continue }
        $Install.ranBefore += $service.name
        [void](Stop-LabService $Node $service)
    }
    Write-LabInstallLog $Node $Install 'Action: StopServices'
    Add-LabPending ($durations.serviceStop + $durations.filesReplacedAfter) 'install-replace' $Node.name "$($Install.id)" 0
    Add-LabPending $durations.servicesStartedAfter 'install-start' $Node.name "$($Install.id)" 0
}

# A service of the product that somebody, such as the cluster, starts meanwhile is ended again.
function Step-LabInstallGuard($Node, $Service) {
    foreach ($install in $script:World.installs) {
        if ($install.node -ne $Node.name -or $install.stage -ne 'holding') { continue }
        if ((Find-LabPackage $install.package).services -contains $Service.name) {
            Add-LabPending 1 'install-kill' $Node.name "$($install.id)" 0
        }
    }
}

function Step-LabInstallKill($Node, $Install) {
    if ($Install.stage -ne 'holding') { return }
    foreach ($name in (Find-LabPackage $Install.package).services) {
        $service = Find-LabService $Node $name
        if ($null -ne $service -and $service.status -eq 'Running') { Stop-LabServiceProcess $Node $service }
    }
}

function Step-LabInstallReplace($Node, $Install) {
    if ($Install.stage -ne 'holding') { return }
    $package = Find-LabPackage $Install.package
    if ($Install.forcedExit -notin -1, $script:Succeeded, $script:RestartRequired, $script:RestartInitiated) {
        Write-LabInstallLog $Node $Install 'Action ended: InstallFinalize. Return value 3.'
        return
    }
    if ($Install.oldFiles) {
        # The defect of damaged patch registrations: success is reported and nothing is replaced.
        Write-LabInstallLog $Node $Install 'Error 1334. The file cannot be installed because it is not found in the cabinet file Data.Cab.'
        return
    }
    foreach ($name in $package.services) {
        $service = Find-LabService $Node $name
        if ($null -ne $service -and $service.status -ne 'Stopped') { $Install.locked = $true }
    }
    # Windows itself is in use as long as it runs.
    if ($package.kind -eq 'msu') { $Install.locked = $true }
    # The fault exit=3010 or 1641 stands for files that another process holds.
    if ($Install.forcedExit -in $script:RestartRequired, $script:RestartInitiated) { $Install.locked = $true }
    foreach ($file in $package.files) {
        if ($null -eq (Find-LabFile $Node $file.path)) { continue }
        if ($Install.locked) {
            Write-LabInstallLog $Node $Install "The file $($file.path) is being held in use. It will be replaced when the system restarts."
            Add-LabReplacement $Node $file.path $file.version
        } else {
            Set-LabFileVersion $Node $file.path $file.version
        }
    }
    Write-LabInstallLog $Node $Install 'Action: InstallFiles'
    Publish-LabAgentPatch $Node $package
    if ($package.changesDatabase -and $Install.databaseReady -and $script:World.patchedDatabases -notcontains $package.id) {
        $script:World.patchedDatabases += $package.id
        if ($package.databaseVersion -ne '') { $script:World.database.version = $package.databaseVersion }
        Write-LabInstallLog $Node $Install 'Action: UpdateDatabase'
    }
}

function Step-LabInstallStart($Node, $Install) {
    if ($Install.stage -ne 'holding') { return }
    $Install.stage = 'started'
    $failed = $Install.forcedExit -notin -1, $script:Succeeded, $script:RestartRequired, $script:RestartInitiated
    foreach ($name in (Find-LabPackage $Install.package).services) {
        $service = Find-LabService $Node $name
        if ($null -eq $service) { continue }
        # A rolled back installation puts back what it found.
        if ($failed -and $Install.ranBefore -notcontains $service.name) { continue }
        # What is disabled, as the SDK service of a secondary management server is, stays so and is not started.
        if ($service.startType -eq 'Disabled') { continue }
        if (-not $failed) { Set-LabStartType $Node $service 'Automatic' }
        [void](Start-LabService $Node $service)
    }
    Write-LabInstallLog $Node $Install 'Action: StartServices'
    $tail = [Math]::Max($script:World.settings.durations.installTail, $script:World.settings.durations.serviceStart + 1)
    Add-LabPending $tail 'install-tail' $Node.name "$($Install.id)" 0
}

# With a person before it, an installer whose service does not start shows a dialog and waits.
function Step-LabInstallTail($Node, $Install) {
    if ($Install.stage -ne 'started') { return }
    if ($Install.attended) {
        foreach ($name in (Find-LabPackage $Install.package).services) {
            $service = Find-LabService $Node $name
            if ($null -ne $service -and $service.status -eq 'Stopped') { $Install.stage = 'dialog'; return }
        }
    }
    Complete-LabInstall $Node $Install
}

function Complete-LabInstall($Node, $Install) {
    if ($Install.stage -in 'ended', 'lost') { return }
    if ($Install.stage -ne 'refused') {
        $Install.exitCode = $script:Succeeded
        if ($Install.locked) { $Install.exitCode = $script:RestartRequired }
        if ($Install.forcedExit -ne -1) { $Install.exitCode = $Install.forcedExit }
        if ($Install.exitCode -in $script:RestartRequired, $script:RestartInitiated -and $Node.restartPending -notcontains 'Component Based Servicing') {
            $Node.restartPending += 'Component Based Servicing'
        }
        Write-LabInstallLog $Node $Install "MainEngineThread is returning $($Install.exitCode)"
    }
    $Install.stage = 'ended'
    $Install.endedAt = $script:World.clock.now
    Complete-LabProcess $Node $Install.processId $Install.exitCode
    if ($Install.exitCode -eq $script:RestartInitiated) {
        Add-LabPending $script:World.settings.durations.nodeShutdown 'node-down' $Node.name '' $Node.boots
    }
}

function Write-LabInstallLog($Node, $Install, [string]$Line) {
    if ($Install.log -eq '') { return }
    $stamp = (ConvertFrom-LabInstant $script:World.clock.now).ToString('HH:mm:ss:fff')
    Add-LabContent $Node $Install.log "MSI (s) [$stamp]: $Line`r`n"
}

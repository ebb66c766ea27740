# Injected faults: KIND@OPERATION[:NODE], each strikes once. Kinds:
#   connection-lost-before, -during, -after   this session's process ends before the operation, after its first change, at its end
#   node-restart        the node goes down as the operation ends, before its result is back
#   exit (value N)      the next installer on the node ends with N;  old-files: ends with 0 and replaces nothing
#   restart-mid-install the cluster restarts a stopped service before the installer has replaced the files
#   hang                the operation never returns
#   service-stuck       the next service that is asked to stop on the node stays StopPending for ever
#   move-refused        the next move is refused
#   unplanned-failover  the protected groups fail over; failback: they go home
#   second-admin        somebody else moves the group here (before stop-services) or sets a service to Automatic (before anything else)
#   killed              the process that controls the run ends

$script:Operations = @{}
$script:InnerFunctions = @{}

<#
.SYNOPSIS
Lets injected faults strike at the named functions: a map of function name to operation name.
#>
function Enable-LabFault {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][hashtable]$Operations)
    if ($script:Carrier -ne 0 -and $script:SessionMode -eq 'FullLanguage') { Share-LabNodeFunction $PSCmdlet.SessionState }
    foreach ($name in @($Operations.Keys)) {
        $function = $ExecutionContext.InvokeCommand.GetCommand($name, 'Function')
        if ($null -eq $function -or "$($function.ScriptBlock)" -eq "$script:FaultyOperation") { continue }
        $script:Operations[$name] = "$($Operations[$name])"
        $script:InnerFunctions[$name] = $function.ScriptBlock
        [void]$ExecutionContext.InvokeProvider.Item.Set("function:global:$name", $script:FaultyOperation)
    }
}

# Where one PowerShell serves many sessions, it would compile the same functions for each of them. The engine keeps what a
# script block made of a text has been compiled to: so they are defined once more, by one text that is the same each time.
# Not in a session that may do less: there they would be given all of the language, or taken out of the endpoint's module.
function Share-LabNodeFunction($Session) {
    $functions = $ExecutionContext.InvokeCommand.GetCommands('*-Patch*', 'Function', $true)
    $text = foreach ($function in $functions) { "function global:$($function.Name) {$($function.ScriptBlock)}" }
    [void]$Session.InvokeCommand.InvokeScript($Session, [scriptblock]::Create($text -join "`n"), @())
}

# Stands in the place of a node function. Without a param block of its own, $args carries names and values alike.
$script:FaultyOperation = {
    $labName = $MyInvocation.MyCommand.Name
    $labFault = Enter-LabOperation $script:Operations[$labName]
    if ($null -eq $labFault) { return & $script:InnerFunctions[$labName] @args }
    $labResult = & $script:InnerFunctions[$labName] @args
    Exit-LabOperation $labFault
    $labResult
}

# Strikes what strikes before the operation; returns the fault that strikes at its end, if there is one.
function Enter-LabOperation([string]$Operation) {
    if (-not (Use-LabWorld { Select-LabFault $Operation })) { return $null }
    $struck = @(Use-LabWorld -Locked {
            foreach ($fault in @(Select-LabFault $Operation)) {
                $script:Changed = $true
                $fault.fired = $true
                $fault
            }
        })
    $late = $null
    foreach ($fault in $struck) {
        switch ($fault.kind) {
            'connection-lost-before' { Stop-LabSession }
            'connection-lost-during' { $script:EndAfterChange = $true; $late = $fault }
            'connection-lost-after' { $late = $fault }
            'node-restart' { $late = $fault }
            'hang' { while ($true) { [System.Threading.Thread]::Sleep(50) } }
            'killed' { Stop-LabController $fault.processId }
            default { Invoke-LabFault $fault $Operation }
        }
    }
    return $late
}

# The faults that are due at an operation on this node. A full disk is the journal's, and no matter of a node.
function Select-LabFault([string]$Operation) {
    foreach ($fault in $script:World.faults) {
        if ($fault.fired -or $fault.operation -ne $Operation -or $fault.kind -eq 'disk-full') { continue }
        if ($fault.node -eq '' -or $fault.node -eq $script:NodeName) { $fault }
    }
}

function Exit-LabOperation($Fault) {
    if ($Fault.kind -eq 'node-restart') { Use-LabWorld -Change { Stop-LabNode $here -Restart } }
    Stop-LabSession
}

function Stop-LabController([int]$ProcessId) {
    try { [System.Diagnostics.Process]::GetProcessById($ProcessId).Kill() } catch { throw "The controlling process $ProcessId could not be ended: $_" }
}

function Invoke-LabFault($Fault, [string]$Operation) {
    Use-LabWorld -Change {
        switch ($Fault.kind) {
            'exit' { $here.nextInstall.exitCode = [int]$Fault.value }
            'old-files' { $here.nextInstall.oldFiles = $true }
            'restart-mid-install' { $here.nextInstall.earlyRestart = $true }
            'service-stuck' { $here.stickNextStop = $true }
            'move-refused' { $here.refuseNextMove = $true }
            'unplanned-failover' { Move-LabProtectedGroup 'failover' }
            'failback' { Move-LabProtectedGroup 'failback' }
            'second-admin' { Invoke-LabSecondAdmin $here $Operation }
        }
    }
}

# Every protected group moves: over, or home (to its preferred owner, else to the node that does not have it).
function Move-LabProtectedGroup([string]$Cause) {
    foreach ($group in @($script:World.groups | Where-Object { Test-LabProtectedGroup $_ })) {
        $target = Get-LabFailoverTarget $group
        if ($target -eq '' -or ($Cause -eq 'failback' -and $group.preferredOwners -contains $group.owner)) { continue }
        Move-LabGroup $group $target $Cause
        [void](Wait-LabWorld { Test-LabGroupSettled $group } 3600)
    }
}

function Invoke-LabSecondAdmin($Node, [string]$Operation) {
    foreach ($group in @($script:World.groups | Where-Object { Test-LabProtectedGroup $_ })) {
        if ($Operation -eq 'stop-services') {
            if ($group.owner -eq $Node.name -or (Get-LabNodeState $Node) -ne 'Up') { continue }
            Move-LabGroup $group $Node.name 'move'
            [void](Wait-LabWorld { Test-LabGroupSettled $group } 3600)
            continue
        }
        foreach ($resource in Get-LabGroupResource $group) {
            $service = Find-LabService $Node (Get-LabServiceName $resource)
            if ($null -ne $service) { Set-LabStartType $Node $service 'Automatic'; break }
        }
    }
}

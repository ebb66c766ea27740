# Agents of the management group. An update that concerns them is left on a server by that server's own installer, which
# queues the server's remotely manageable agents; an approval pushes it. An agent reads its Patch List as its service starts.
# Sources: Kevin Holman, "A little tidbit on hotfixes for OpsMgr" (2008); "Cumulative Update 1 - Process flow" (2010).

$script:AgentUpdateSeconds = 90
$script:AgentUpdateTimeout = 240

# What the installer of a server does for the agents: never for those that were installed by hand.
function Publish-LabAgentPatch($Node, $Package) {
    if ($Package.agentPatches.Count -eq 0) { return }
    foreach ($path in $Package.agentPatches) { Set-LabContent $Node $path "Agent patch of $($Package.id)" }
    # The nodes of the cluster are the root management server, whichever of them is patched.
    $server = if ($null -eq (Find-LabServer $Node.name)) { '' } else { $Node.name }
    $group = $script:World.managementGroup
    foreach ($agent in $group.agents) {
        if ($agent.server -ne $server -or $agent.manual -or (Test-LabAgentPatch $agent $Package)) { continue }
        if ($null -ne (Find-LabPendingAction $agent.name)) { continue }
        Add-LabPendingAction $agent.name 'UpdateAgent' $Package.id
    }
}

function Add-LabPendingAction([string]$Agent, [string]$Type, [string]$Package) {
    $action = [LabPendingAction]::new()
    $action.agent = $Agent
    $action.type = $Type
    $action.package = $Package
    $script:World.managementGroup.pendingActions.Add($action)
}

# An approved update stays pending until it has ended.
function Start-LabAgentUpdate($Agent) {
    $seconds = if ($Agent.reachable) { $script:AgentUpdateSeconds } else { $script:AgentUpdateTimeout }
    Add-LabPending $seconds 'agent-updated' '' $Agent.name 0
}

function Complete-LabAgentUpdate($Agent) {
    $action = Find-LabPendingAction $Agent.name
    if ($null -eq $action -or $action.type -ne 'UpdateAgent') { return }
    if (-not $Agent.reachable) { $action.type = 'UpdateFailed'; return }
    [void]$script:World.managementGroup.pendingActions.Remove($action)
    # The defect of damaged patch registrations: success is reported, nothing is replaced and nothing registered.
    if (-not $Agent.keepsOldFiles) { Add-LabAgentPatch $Agent (Find-LabPackage $action.package) }
}

function Get-LabPatchName($Package) { return '{0} ({1})' -f $Package.title, $Package.kb }

function Test-LabAgentPatch($Agent, $Package) { return $Agent.patchList.Contains((Get-LabPatchName $Package)) }

function Add-LabAgentPatch($Agent, $Package) {
    if (Test-LabAgentPatch $Agent $Package) { return }
    $Agent.patchList = @(@($Agent.patchList) + (Get-LabPatchName $Package) | Where-Object { $_ -ne '' }) -join '; '
}

# The names that the management group knows: qualified ones, and the cluster's network name for the root management server.
function Get-LabQualifiedName([string]$Name) { return '{0}.{1}' -f $Name, $script:World.cluster.domain }

function Get-LabRootServer {
    $service = Find-LabServiceResource 'OMSDK'
    if ($null -eq $service) { return '' }
    foreach ($resource in $script:World.resources) {
        if ($resource.group -eq $service.group -and $resource.type -eq 'Network Name') { return Get-LabParameter $resource 'Name' }
    }
    return ''
}

function Get-LabAgentServer($Agent) {
    return Get-LabQualifiedName $(if ($Agent.server -eq '') { Get-LabRootServer } else { $Agent.server })
}

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
        if ($agent.manual -or -not (Test-LabSameMachine $agent.server $server) -or (Test-LabAgentPatch $agent $Package)) { continue }
        if ($null -ne (Find-LabPendingAction $agent.name 'UpdateAgent', 'UpdateFailed')) { continue }
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
    $action = Find-LabPendingAction $Agent.name 'UpdateAgent'
    if ($null -eq $action) { return }
    if (-not $Agent.reachable) { $action.type = 'UpdateFailed'; return }
    [void]$script:World.managementGroup.pendingActions.Remove($action)
    # The defect of damaged patch registrations: success is reported, nothing is replaced and nothing registered.
    if (-not $Agent.keepsOldFiles) { Add-LabAgentPatch $Agent (Find-LabPackage $action.package) }
}

# What a Patch List shows of a package: the text that the package names, else its title with the number of its KB.
function Get-LabPatchName($Package) {
    if ($Package.agentPatchList -ne '') { return $Package.agentPatchList }
    return '{0} ({1})' -f $Package.title, $Package.kb
}

# By the same text as the program looks for: a copy of a cluster has Patch Lists that the lab did not write.
function Test-LabAgentPatch($Agent, $Package) {
    $text = if ($Package.agentPatchList -ne '') { $Package.agentPatchList } else { $Package.kb.Substring(2) }
    return $Agent.patchList.IndexOf($text, [StringComparison]::OrdinalIgnoreCase) -ge 0
}

function Add-LabAgentPatch($Agent, $Package) {
    if (Test-LabAgentPatch $Agent $Package) { return }
    $Agent.patchList = @(@($Agent.patchList) + (Get-LabPatchName $Package) | Where-Object { $_ -ne '' }) -join '; '
}

# The names that the management group knows: qualified ones, and the cluster's network name for the root management server.
function Get-LabQualifiedName([string]$Name) {
    if ($Name.Contains('.')) { return $Name }
    return '{0}.{1}' -f $Name, $script:World.cluster.domain
}

# The same machine, though one name may be short and the other one qualified.
function Test-LabSameMachine([string]$Name, [string]$Other) {
    if ($Name -eq $Other) { return $true }
    if ($Name.Contains('.') -and $Other.Contains('.')) { return $false }
    return ($Name -replace '\..*$', '') -eq ($Other -replace '\..*$', '')
}

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

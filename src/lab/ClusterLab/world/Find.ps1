# Things of the world by name, compared as Windows compares names: without case. Null when there is none.

# A machine: a node of the cluster, or a server beside it.
function Find-LabNode([string]$Name) {
    foreach ($node in $script:World.nodes) { if ($node.name -eq $Name) { return $node } }
    return Find-LabServer $Name
}

function Find-LabServer([string]$Name) {
    foreach ($server in $script:World.servers) { if ($server.name -eq $Name) { return $server } }
}

# An agent by its own name, or by the qualified one that the management group knows.
function Find-LabAgent([string]$Name) {
    foreach ($agent in $script:World.managementGroup.agents) { if ($agent.name -eq $Name) { return $agent } }
    foreach ($agent in $script:World.managementGroup.agents) { if ((Get-LabQualifiedName $agent.name) -eq $Name) { return $agent } }
}

# Something else may be pending for an agent beside its update.
function Find-LabPendingAction([string]$Agent, [string[]]$Type) {
    foreach ($action in $script:World.managementGroup.pendingActions) {
        if ($action.agent -eq $Agent -and $action.type -in $Type) { return $action }
    }
}

function Find-LabService($Node, [string]$Name) {
    foreach ($service in $Node.services) { if ($service.name -eq $Name) { return $service } }
}

function Find-LabGroup([string]$Name) {
    foreach ($group in $script:World.groups) { if ($group.name -eq $Name) { return $group } }
}

function Find-LabResource([string]$Name) {
    foreach ($resource in $script:World.resources) { if ($resource.name -eq $Name) { return $resource } }
}

function Find-LabInstall([string]$Id) {
    foreach ($install in $script:World.installs) { if ("$($install.id)" -eq $Id) { return $install } }
}

function Find-LabPackage([string]$Id) {
    foreach ($package in $script:World.packages) { if ($package.id -eq $Id) { return $package } }
}

function Find-LabProcess($Node, [int]$Id) {
    foreach ($process in $Node.processes) { if ($process.id -eq $Id) { return $process } }
}

function Get-LabGroupResource($Group) {
    foreach ($resource in $script:World.resources) { if ($resource.group -eq $Group.name) { $resource } }
}

function Get-LabParameter($Thing, [string]$Name) {
    foreach ($parameter in $Thing.parameters) { if ($parameter.name -eq $Name) { return $parameter.value } }
    return ''
}

# The service behind a Generic Service resource: resource names are free text, the private property is not.
function Get-LabServiceName($Resource) {
    if ($Resource.type -ne 'Generic Service') { return '' }
    return Get-LabParameter $Resource 'ServiceName'
}

function Find-LabServiceResource([string]$ServiceName) {
    foreach ($resource in $script:World.resources) {
        if ($resource.type -eq 'Generic Service' -and (Get-LabServiceName $resource) -eq $ServiceName) {
            return $resource
        }
    }
}

# A group worth protecting holds a clustered service.
function Test-LabProtectedGroup($Group) {
    foreach ($resource in $script:World.resources) {
        if ($resource.group -eq $Group.name -and $resource.type -eq 'Generic Service') { return $true }
    }
    return $false
}

function Get-LabNodeState($Node) {
    if (-not $Node.power -or $Node.membership -eq 'Down') { return 'Down' }
    if ($Node.membership -eq 'Joining') { return 'Joining' }
    if ($Node.paused) { return 'Paused' }
    return 'Up'
}

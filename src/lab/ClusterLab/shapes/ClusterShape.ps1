# Cluster objects as the FailoverClusters module gives them, with the documented property names.
# Common properties with a setter write through to the cluster, as the real ones do.

# Properties whose value may be set on the object: object property, world property, kind of thing.
function Add-LabSetter($Shape, [string]$Kind, [hashtable]$Names) {
    foreach ($name in $Names.Keys) {
        $field = $Names[$name]
        $get = [scriptblock]::Create("Get-LabCommonProperty '$Kind' `$this.Name '$field'")
        $set = [scriptblock]::Create("Set-LabCommonProperty '$Kind' `$this.Name '$field' `$args[0]")
        $Shape.PSObject.Properties.Add([psscriptproperty]::new($name, (Join-LabModule $get), (Join-LabModule $set)))
    }
}

# A script block that runs inside this module, whoever calls it.
function Join-LabModule([scriptblock]$Block) { return $ExecutionContext.SessionState.Module.NewBoundScriptBlock($Block) }

function Get-LabCommonProperty([string]$Kind, [string]$Name, [string]$Field) {
    Use-LabWorld { (Find-LabThing $Kind $Name).$Field }
}

function Set-LabCommonProperty([string]$Kind, [string]$Name, [string]$Field, $Value) {
    Use-LabWorld -Change { (Find-LabThing $Kind $Name).$Field = $Value }
}

function Find-LabThing([string]$Kind, [string]$Name) {
    if ($Kind -eq 'group') { return Find-LabGroup $Name }
    return Find-LabResource $Name
}

function New-LabNodeShape($Node) {
    return New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterNode' ([ordered]@{
        Name = $Node.name
        NodeName = $Node.name
        Id = "$($Node.id)"
        State = [ClusterNodeState](Get-LabNodeState $Node)
        DrainStatus = [ClusterNodeDrainStatus]$Node.drainStatus
        DrainTarget = [uint32]::MaxValue
        DrainErrorCode = 0
        NodeWeight = 1
        DynamicWeight = 1
        StatusInformation = 'Normal'
        MajorVersion = [int]($Node.osVersion -split '\.')[0]
        MinorVersion = [int]($Node.osVersion -split '\.')[1]
        BuildNumber = [int]($Node.osVersion -split '\.')[2]
        CSDVersion = ''
        Cluster = [LabReference]::new($script:World.cluster.name)
    })
}

function New-LabGroupShape($Group) {
    $settled = Test-LabGroupSettled $Group
    $shape = New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterGroup' ([ordered]@{
        Name = $Group.name
        OwnerNode = [LabReference]::new($Group.owner)
        State = [ClusterGroupState](Get-LabGroupState $Group)
        IsCoreGroup = $Group.core
        GroupType = if ($Group.core) { 'Cluster' } else { 'Unknown' }
        Id = $Group.id
        Priority = 2000
        PersistentState = [int](@(Get-LabGroupResource $Group | Where-Object { $_.wanted }).Count -gt 0)
        FailoverThreshold = [uint32]::MaxValue
        FailoverPeriod = 6
        LockedFromMoving = $false
        StatusInformation = if ($settled) { 'Normal' } else { 'Moving' }
        Description = ''
        Cluster = [LabReference]::new($script:World.cluster.name)
    })
    Add-LabSetter $shape 'group' @{
        AutoFailbackType = 'autoFailbackType'; FailbackWindowStart = 'failbackWindowStart'; FailbackWindowEnd = 'failbackWindowEnd'
    }
    return $shape
}

function New-LabResourceShape($Resource) {
    $group = Find-LabGroup $Resource.group
    $poll = [int]($script:World.settings.pollSeconds * 1000)
    $shape = New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterResource' ([ordered]@{
        Name = $Resource.name
        ResourceType = [LabReference]::new($Resource.type)
        OwnerGroup = [LabReference]::new($Resource.group)
        OwnerNode = [LabReference]::new($group.owner)
        State = [ClusterResourceState]$Resource.state
        Id = $Resource.id
        IsCoreResource = $Resource.core
        PersistentState = [int]$Resource.wanted
        RestartDelay = [int]($script:World.settings.durations.restartDelay * 1000)
        RetryPeriodOnFailure = 3600000
        EmbeddedFailureAction = 2
        LooksAlivePollInterval = $poll
        IsAlivePollInterval = 60000
        PendingTimeout = [int]($script:World.settings.durations.pendingTimeout * 1000)
        DeadlockTimeout = 300000
        MaintenanceMode = $false
        SeparateMonitor = $false
        LastOperationStatusCode = if ($Resource.state -eq 'Failed') { 5038 } else { 0 }
        Cluster = [LabReference]::new($script:World.cluster.name)
    })
    Add-LabSetter $shape 'resource' @{
        RestartAction = 'restartAction'; RestartThreshold = 'restartThreshold'; RestartPeriod = 'restartPeriod'
    }
    return $shape
}

# Cluster objects as the FailoverClusters module gives them, with the documented property names.
# Common properties with a setter write through to the cluster, as the real ones do.

# Properties whose value may be set on the object: object property to world property, by kind of thing.
$script:CommonProperties = @{
    group = @{
        AutoFailbackType = 'autoFailbackType'; FailbackWindowStart = 'failbackWindowStart'; FailbackWindowEnd = 'failbackWindowEnd'
    }
    resource = @{
        RestartAction = 'restartAction'; RestartThreshold = 'restartThreshold'; RestartPeriod = 'restartPeriod'
    }
}
# Made once for each kind: a script block of its own for each object would be compiled anew for each reading.
$script:CommonSetters = @{}

function Add-LabSetter($Shape, [string]$Kind) {
    if (-not $script:CommonSetters.ContainsKey($Kind)) {
        $names = $script:CommonProperties[$Kind]
        $script:CommonSetters[$Kind] = @(foreach ($name in $names.Keys) {
            $field = $names[$name]
            # Without a call of a function: each reading of a cluster asks some thirty times.
            $get = [scriptblock]::Create("foreach (`$one in `$script:World.${Kind}s) { if (`$one.name -eq `$this.Name) { return `$one.$field } }; Get-LabCommonProperty '$Kind' `$this.Name '$field'")
            $set = [scriptblock]::Create("Set-LabCommonProperty '$Kind' `$this.Name '$field' `$args[0]")
            [psscriptproperty]::new($name, (Join-LabModule $get), (Join-LabModule $set))
        })
    }
    foreach ($property in $script:CommonSetters[$Kind]) { $Shape.PSObject.Properties.Add($property.Copy()) }
}

# A script block that runs inside this module, whoever calls it.
function Join-LabModule([scriptblock]$Block) { return $ExecutionContext.SessionState.Module.NewBoundScriptBlock($Block) }

# Where this session knows no world, or not this thing. Else as it last saw the world: a cluster object, too, says what it
# knew when it was got.
function Get-LabCommonProperty([string]$Kind, [string]$Name, [string]$Field) {
    return Use-LabWorld { (Find-LabThing $Kind $Name).$Field }
}

function Set-LabCommonProperty([string]$Kind, [string]$Name, [string]$Field, $Value) {
    Use-LabWorld -Change { (Find-LabThing $Kind $Name).$Field = $Value }
}

function Find-LabThing([string]$Kind, [string]$Name) {
    if ($Kind -eq 'group') { return Find-LabGroup $Name }
    return Find-LabResource $Name
}

function New-LabNodeShape($Node) {
    $version = [version]$Node.osVersion
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
        MajorVersion = $version.Major
        MinorVersion = $version.Minor
        BuildNumber = $version.Build
        CSDVersion = ''
        Cluster = [LabReference]::new($script:World.cluster.name)
    })
}

# The same where many lists have it: each resource names the nodes that may own it. Made anew with the world.
$script:NodeShapes = @{}
$script:NodeShapesOf = 0

function Get-LabNodeShape([string]$Name) {
    if ($script:Changed) { return New-LabNodeShape (Find-LabNode $Name) }
    if ($script:NodeShapesOf -ne $script:WorldTurn) {
        $script:NodeShapes = @{}
        $script:NodeShapesOf = $script:WorldTurn
    }
    $shape = $script:NodeShapes[$Name]
    if ($null -eq $shape) { $script:NodeShapes[$Name] = $shape = New-LabNodeShape (Find-LabNode $Name) }
    return $shape
}

function New-LabGroupShape($Group) {
    $settled = Test-LabGroupSettled $Group
    $wanted = 0
    foreach ($resource in $script:World.resources) { if ($resource.group -eq $Group.name -and $resource.wanted) { $wanted = 1 } }
    $shape = New-LabShape 'Microsoft.FailoverClusters.PowerShell.ClusterGroup' ([ordered]@{
        Name = $Group.name
        OwnerNode = [LabReference]::new($Group.owner)
        State = [ClusterGroupState](Get-LabGroupState $Group)
        IsCoreGroup = $Group.core
        GroupType = if ($Group.core) { 'Cluster' } else { 'Unknown' }
        Id = $Group.id
        Priority = 2000
        PersistentState = $wanted
        FailoverThreshold = [uint32]::MaxValue
        FailoverPeriod = 6
        LockedFromMoving = $false
        StatusInformation = if ($settled) { 'Normal' } else { 'Moving' }
        Description = ''
        Cluster = [LabReference]::new($script:World.cluster.name)
    })
    Add-LabSetter $shape 'group'
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
    Add-LabSetter $shape 'resource'
    return $shape
}

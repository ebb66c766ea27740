# Instances of the WMI classes that the lab has. The same instance serves Get-CimInstance and Get-WmiObject, but for the
# times, which the older cmdlet gives as DMTF text.

function Get-LabWmiInstance($Node, [string]$Namespace, [string]$Class, [bool]$Old) {
    if (($Namespace -replace '/', '\') -match 'mscluster$') {
        if ($Class -eq 'MSCluster_Resource') { foreach ($resource in $script:World.resources) { New-LabMsClusterResource $resource } }
        elseif ($Class -eq 'MSCluster_ResourceGroup') { foreach ($group in $script:World.groups) { New-LabMsClusterGroup $group } }
        elseif ($Class -eq 'MSCluster_Node') { foreach ($one in $script:World.nodes) { New-LabMsClusterNode $one } }
        elseif ($Class -eq 'MSCluster_Cluster') {
            [pscustomobject]@{ __CLASS = $Class; Name = $script:World.cluster.name }
        }
        else { return $null }
        return
    }
    switch ($Class) {
        'Win32_Service' { foreach ($service in $Node.services) { New-LabWin32Service $service $Node } }
        'Win32_OperatingSystem' { New-LabOperatingSystem $Node $Old }
        'Win32_Process' { foreach ($process in $Node.processes) { New-LabWin32Process $process.id $process.name $process.commandLine $process.startedAt $Old } }
        'Win32_ComputerSystem' {
            [pscustomobject]@{ __CLASS = $Class; Name = $Node.name; DNSHostName = $Node.name; Domain = $script:World.cluster.domain; PartOfDomain = $true; Manufacturer = 'Lab'; Model = 'Lab node' }
        }
    }
}

function Test-LabWmiClass([string]$Namespace, [string]$Class) {
    if (($Namespace -replace '/', '\') -match 'mscluster$') {
        return $Class -in 'MSCluster_Resource', 'MSCluster_ResourceGroup', 'MSCluster_Node', 'MSCluster_Cluster'
    }
    return $Class -in 'Win32_Service', 'Win32_OperatingSystem', 'Win32_Process', 'Win32_ComputerSystem'
}

function Get-LabWmiTime([long]$Instant, [bool]$Old) {
    if (-not $Old) { return ConvertFrom-LabInstant $Instant }
    return [DateTimeOffset]::FromUnixTimeMilliseconds($Instant).ToString('yyyyMMddHHmmss.ffffff') + '+000'
}

function New-LabOperatingSystem($Node, [bool]$Old) {
    return [pscustomobject]@{
        __CLASS = 'Win32_OperatingSystem'
        Caption = $Node.osCaption
        Version = $Node.osVersion
        CSName = $Node.name
        OSArchitecture = '64-bit'
        LastBootUpTime = Get-LabWmiTime $Node.lastBoot $Old
        LocalDateTime = Get-LabWmiTime $script:World.clock.now $Old
        FreePhysicalMemory = 4194304
    }
}

function New-LabWin32Process([int]$Id, [string]$Name, [string]$CommandLine, [long]$StartedAt, [bool]$Old) {
    return [pscustomobject]@{
        __CLASS = 'Win32_Process'
        ProcessId = [uint32]$Id
        Handle = "$Id"
        Name = $Name
        CommandLine = $CommandLine
        CreationDate = Get-LabWmiTime $StartedAt $Old
        SessionId = 0
    }
}

function New-LabMsClusterResource($Resource) {
    return [pscustomobject]@{
        __CLASS = 'MSCluster_Resource'
        Name = $Resource.name
        Type = $Resource.type
        State = [int][ClusterResourceState]$Resource.state
        OwnerGroup = $Resource.group
        OwnerNode = (Find-LabGroup $Resource.group).owner
        CoreResource = $Resource.core
        RestartAction = $Resource.restartAction
        RestartThreshold = $Resource.restartThreshold
        RestartPeriod = $Resource.restartPeriod
        PrivateProperties = New-LabPrivateProperties $Resource
    }
}

function New-LabMsClusterGroup($Group) {
    return [pscustomobject]@{
        __CLASS = 'MSCluster_ResourceGroup'
        Name = $Group.name
        State = [int][ClusterGroupState](Get-LabGroupState $Group)
        OwnerNode = $Group.owner
        AutoFailbackType = $Group.autoFailbackType
        PrivateProperties = New-LabPrivateProperties $Group
    }
}

function New-LabMsClusterNode($Node) {
    return [pscustomobject]@{ __CLASS = 'MSCluster_Node'; Name = $Node.name; State = [int][ClusterNodeState](Get-LabNodeState $Node); NodeWeight = 1 }
}

function New-LabPrivateProperties($Thing) {
    $shape = [ordered]@{}
    foreach ($parameter in $Thing.parameters) { $shape[$parameter.name] = $parameter.value }
    return [pscustomobject]$shape
}

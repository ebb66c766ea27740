# Instances of the cluster's WMI classes (root\MSCluster): what they are and what refers to what.
# The properties OwnerNode and OwnerGroup are left out before 2008 R2, so that nothing can rely on them: that pages say
# no more than "2008" of a class whose properties grew with every Windows. Associations were there from the beginning.
# Source: Microsoft, "Failover Cluster WMI Provider".

$script:ClusterAssociations = @{
    MSCluster_NodeToActiveGroup            = 'GroupComponent', 'MSCluster_Node', 'PartComponent', 'MSCluster_ResourceGroup'
    MSCluster_ResourceGroupToResource      = 'GroupComponent', 'MSCluster_ResourceGroup', 'PartComponent', 'MSCluster_Resource'
    MSCluster_ResourceGroupToPreferredNode = 'GroupComponent', 'MSCluster_ResourceGroup', 'PartComponent', 'MSCluster_Node'
    MSCluster_ResourceToPossibleOwner      = 'GroupComponent', 'MSCluster_Resource', 'PartComponent', 'MSCluster_Node'
    MSCluster_ResourceToDependentResource  = 'Antecedent', 'MSCluster_Resource', 'Dependent', 'MSCluster_Resource'
}
$script:ClusterClasses = @('MSCluster_Cluster', 'MSCluster_Node', 'MSCluster_ResourceGroup', 'MSCluster_Resource', 'MSCluster_Service') +
    @($script:ClusterAssociations.Keys)

function Get-LabMsClusterInstance($Here, [string]$Class) {
    switch ($Class) {
        'MSCluster_Cluster' { [pscustomobject]@{ __CLASS = $Class; Name = $script:World.cluster.name } }
        'MSCluster_Node' { foreach ($node in $script:World.nodes) { New-LabMsClusterNode $node } }
        'MSCluster_ResourceGroup' { foreach ($group in $script:World.groups) { New-LabMsClusterGroup $group $Here } }
        'MSCluster_Resource' { foreach ($resource in $script:World.resources) { New-LabMsClusterResource $resource $Here } }
        'MSCluster_Service' {
            foreach ($node in $script:World.nodes) {
                [pscustomobject]@{ __CLASS = $Class; Name = 'ClusSvc'; SystemName = $node.name; Started = $node.membership -ne 'Down' }
            }
        }
        default {
            foreach ($pair in @(Get-LabMsClusterPair $Class)) { New-LabMsClusterLink $Class $pair[0] $pair[1] $Here }
        }
    }
}

# The pairs of names of an association, each as a list of two.
function Get-LabMsClusterPair([string]$Class) {
    switch ($Class) {
        'MSCluster_NodeToActiveGroup' { foreach ($group in $script:World.groups) { , @($group.owner, $group.name) } }
        'MSCluster_ResourceGroupToResource' { foreach ($resource in $script:World.resources) { , @($resource.group, $resource.name) } }
        'MSCluster_ResourceGroupToPreferredNode' {
            foreach ($group in $script:World.groups) { foreach ($name in $group.preferredOwners) { , @($group.name, $name) } }
        }
        'MSCluster_ResourceToPossibleOwner' {
            foreach ($resource in $script:World.resources) { foreach ($name in $resource.possibleOwners) { , @($resource.name, $name) } }
        }
        'MSCluster_ResourceToDependentResource' {
            foreach ($resource in $script:World.resources) { foreach ($name in $resource.dependsOn) { , @($name, $resource.name) } }
        }
    }
}

# A reference is a path for the older cmdlet and an object with the key for the newer one.
function New-LabMsClusterLink([string]$Class, [string]$First, [string]$Second, $Here) {
    $shape = [ordered]@{ __CLASS = $Class }
    $fields = $script:ClusterAssociations[$Class]
    foreach ($at in 0, 2) {
        $name = if ($at -eq 0) { $First } else { $Second }
        $quoted = $name.Replace('\', '\\').Replace('"', '\"')
        $path = '\\{0}\root\MSCluster:{1}.Name="{2}"' -f $Here.name, $fields[$at + 1], $quoted
        $shape[$fields[$at]] = if (Test-LabOsHas $Here.os 'Get-CimInstance') { [pscustomobject]@{ Name = $name } } else { $path }
    }
    return [pscustomobject]$shape
}

function New-LabMsClusterResource($Resource, $Here) {
    $shape = [ordered]@{
        __CLASS = 'MSCluster_Resource'
        Name = $Resource.name
        Type = $Resource.type
        State = [int][ClusterResourceState]$Resource.state
        CoreResource = $Resource.core
        RestartAction = $Resource.restartAction
        RestartThreshold = $Resource.restartThreshold
        RestartPeriod = $Resource.restartPeriod
        PrivateProperties = New-LabPrivateProperties $Resource
    }
    if ($Here.os -notin '2003', '2008') {
        $shape['OwnerGroup'] = $Resource.group
        $shape['OwnerNode'] = (Find-LabGroup $Resource.group).owner
    }
    return [pscustomobject]$shape
}

function New-LabMsClusterGroup($Group, $Here) {
    $shape = [ordered]@{
        __CLASS = 'MSCluster_ResourceGroup'
        Name = $Group.name
        State = [int][ClusterGroupState](Get-LabGroupState $Group)
        AutoFailbackType = $Group.autoFailbackType
        PrivateProperties = New-LabPrivateProperties $Group
    }
    if ($Here.os -notin '2003', '2008') { $shape['OwnerNode'] = $Group.owner }
    return [pscustomobject]$shape
}

function New-LabMsClusterNode($Node) {
    return [pscustomobject]@{ __CLASS = 'MSCluster_Node'; Name = $Node.name; State = [int][ClusterNodeState](Get-LabNodeState $Node); NodeWeight = 1 }
}

function New-LabPrivateProperties($Thing) {
    $shape = [ordered]@{}
    foreach ($parameter in $Thing.parameters) { $shape[$parameter.name] = $parameter.value }
    return [pscustomobject]$shape
}

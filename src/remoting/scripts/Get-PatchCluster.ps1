function Get-PatchCluster {
  <#
  .SYNOPSIS
  The cluster as this node sees it: nodes, groups and resources, made plain.
  #>
  param()
  $ErrorActionPreference = 'Stop'
  Import-PatchCluster
  try {
    $cluster = Get-Cluster
    $nodes = @(foreach ($node in @(Get-ClusterNode)) {
      New-Object PSObject -Property @{ Name = "$($node.Name)"; State = "$($node.State)" }
    })
    $groups = @(foreach ($group in @(Get-ClusterGroup)) {
      New-Object PSObject -Property @{
        Name = "$($group.Name)"
        Owner = ConvertTo-PatchName $group.OwnerNode
        State = "$($group.State)"
        PreferredOwners = @(($group | Get-ClusterOwnerNode).OwnerNodes | ForEach-Object { ConvertTo-PatchName $_ })
        AutoFailbackType = [int]$group.AutoFailbackType
        Core = [bool]$group.IsCoreGroup
      }
    })
    $resources = @(foreach ($resource in @(Get-ClusterResource)) {
      $serviceName = ''
      if ((ConvertTo-PatchName $resource.ResourceType) -eq 'Generic Service') {
        $serviceName = "$(($resource | Get-ClusterParameter -Name 'ServiceName').Value)"
      }
      $dependency = $resource | Get-ClusterResourceDependency
      New-Object PSObject -Property @{
        Name = "$($resource.Name)"
        Group = ConvertTo-PatchName $resource.OwnerGroup
        Type = ConvertTo-PatchName $resource.ResourceType
        State = "$($resource.State)"
        Owner = ConvertTo-PatchName $resource.OwnerNode
        ServiceName = $serviceName
        RestartAction = [int]$resource.RestartAction
        # 0xFFFFFFFF, which means no limit, does not fit an int.
        RestartThreshold = [long]$resource.RestartThreshold
        RestartPeriod = [long]$resource.RestartPeriod
        PossibleOwners = @(($resource | Get-ClusterOwnerNode).OwnerNodes | ForEach-Object { ConvertTo-PatchName $_ })
        DependsOn = "$($dependency.DependencyExpression)"
      }
    })
  }
  catch { Stop-PatchOperation -Record $_ -Doing 'Reading the cluster' }
  New-Object PSObject -Property @{ Name = "$($cluster.Name)"; Nodes = $nodes; Groups = $groups; Resources = $resources }
}

function Get-PatchClusterByCmdlet {
  <#
  .SYNOPSIS
  The cluster, read with the cmdlets of the FailoverClusters module (Windows Server 2008 R2 and later).
  #>
  param()
  $groups = @(foreach ($group in @(Get-ClusterGroup)) {
    New-Object PSObject -Property @{
      Name = "$($group.Name)"
      Owner = ConvertTo-PatchName $group.OwnerNode
      State = "$($group.State)"
      PreferredOwners = @(foreach ($node in ($group | Get-ClusterOwnerNode).OwnerNodes) { ConvertTo-PatchName $node })
      AutoFailbackType = [int]$group.AutoFailbackType
      Core = [bool]$group.IsCoreGroup
    }
  })
  $resources = @(foreach ($resource in @(Get-ClusterResource)) {
    $type = ConvertTo-PatchName $resource.ResourceType
    $serviceName = ''
    if ($type -eq 'Generic Service') {
      $serviceName = "$(($resource | Get-ClusterParameter -Name 'ServiceName').Value)"
    }
    $dependency = $resource | Get-ClusterResourceDependency
    New-Object PSObject -Property @{
      Name = "$($resource.Name)"
      Group = ConvertTo-PatchName $resource.OwnerGroup
      Type = $type
      State = "$($resource.State)"
      Owner = ConvertTo-PatchName $resource.OwnerNode
      ServiceName = $serviceName
      RestartAction = [int]$resource.RestartAction
      # 0xFFFFFFFF, which means no limit, does not fit an int.
      RestartThreshold = [long]$resource.RestartThreshold
      RestartPeriod = [long]$resource.RestartPeriod
      PossibleOwners = @(foreach ($node in ($resource | Get-ClusterOwnerNode).OwnerNodes) { ConvertTo-PatchName $node })
      DependsOn = "$($dependency.DependencyExpression)"
    }
  })
  New-Object PSObject -Property @{
    Name = "$((Get-Cluster).Name)"; Nodes = @(Get-PatchClusterNode); Groups = $groups; Resources = $resources
  }
}

function Get-PatchClusterByWmi {
  <#
  .SYNOPSIS
  The cluster, read through WMI, root\MSCluster (Windows Server 2003 and 2008).
  #>
  param()
  $cluster = @(Get-PatchInstance -ClassName 'MSCluster_Cluster' -Namespace 'root/MSCluster')[0]
  $all = @(Get-PatchInstance -ClassName 'MSCluster_Resource' -Namespace 'root/MSCluster')
  $plain = @(Get-PatchResource)
  # A group of the cluster's own is one that holds a core resource, such as the cluster's name or its quorum.
  $core = @(foreach ($resource in $all) {
    if ($resource.CoreResource) { $plain | Where-Object { $_.Name -eq $resource.Name } | ForEach-Object { $_.Group } }
  })
  $preferred = Get-PatchReference -ClassName 'MSCluster_ResourceGroupToPreferredNode'
  $possible = Get-PatchReference -ClassName 'MSCluster_ResourceToPossibleOwner'
  $needs = Get-PatchReference -ClassName 'MSCluster_ResourceToDependentResource' -From 'Dependent' -To 'Antecedent'
  $settings = @(Get-PatchInstance -ClassName 'MSCluster_ResourceGroup' -Namespace 'root/MSCluster')
  $groups = @(foreach ($group in @(Get-PatchGroup)) {
    $setting = $settings | Where-Object { $_.Name -eq $group.Name }
    New-Object PSObject -Property @{
      Name = $group.Name
      Owner = $group.Owner
      State = $group.State
      PreferredOwners = @($preferred[$group.Name] | Where-Object { $_ })
      AutoFailbackType = [int]$setting.AutoFailbackType
      Core = $core -contains $group.Name
    }
  })
  $resources = @(foreach ($resource in $plain) {
    $setting = $all | Where-Object { $_.Name -eq $resource.Name }
    $providers = @($needs[$resource.Name] | Where-Object { $_ } | ForEach-Object { "([$_])" })
    New-Object PSObject -Property @{
      Name = $resource.Name
      Group = $resource.Group
      Type = $resource.Type
      State = $resource.State
      Owner = $resource.Owner
      ServiceName = $resource.ServiceName
      RestartAction = [int]$setting.RestartAction
      # 0xFFFFFFFF, which means no limit, does not fit an int.
      RestartThreshold = [long]$setting.RestartThreshold
      RestartPeriod = [long]$setting.RestartPeriod
      PossibleOwners = @($possible[$resource.Name] | Where-Object { $_ })
      DependsOn = $providers -join ' and '
    }
  })
  New-Object PSObject -Property @{
    Name = "$($cluster.Name)"; Nodes = @(Get-PatchClusterNode); Groups = $groups; Resources = $resources
  }
}

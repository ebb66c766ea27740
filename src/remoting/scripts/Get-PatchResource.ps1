function Get-PatchResource {
  <#
  .SYNOPSIS
  The resources of the cluster, each with group, owner, type, state and the service that it wraps; one by its name, or
  the error that there is none.
  .DESCRIPTION
  The state is kept as text: that of a cluster object may be read anew each time it is asked for.
  #>
  param([string] $Name)
  $found = @(
    if ((Get-PatchProvider) -eq 'FailoverClusters') {
      foreach ($resource in @(Get-ClusterResource | Where-Object { $Name -eq '' -or $_.Name -eq $Name })) {
        $type = ConvertTo-PatchName $resource.ResourceType
        $service = ''
        if ($type -eq 'Generic Service') { $service = "$(($resource | Get-ClusterParameter -Name 'ServiceName').Value)" }
        New-Object PSObject -Property @{
          Name = "$($resource.Name)"; Group = ConvertTo-PatchName $resource.OwnerGroup; Type = $type
          State = "$($resource.State)"; Owner = ConvertTo-PatchName $resource.OwnerNode; ServiceName = $service
        }
      }
    }
    else {
      $groups = Get-PatchReference -ClassName 'MSCluster_ResourceGroupToResource' -From 'PartComponent' -To 'GroupComponent'
      $owners = Get-PatchReference -ClassName 'MSCluster_NodeToActiveGroup' -From 'PartComponent' -To 'GroupComponent'
      foreach ($resource in @(Get-PatchInstance -ClassName 'MSCluster_Resource' -Namespace 'root/MSCluster')) {
        $group = "$($groups[$resource.Name])"
        $service = ''
        if ("$($resource.Type)" -eq 'Generic Service') { $service = "$($resource.PrivateProperties.ServiceName)" }
        New-Object PSObject -Property @{
          Name = "$($resource.Name)"; Group = $group; Type = "$($resource.Type)"
          State = ConvertTo-PatchState 'Resource' $resource.State; Owner = "$($owners[$group])"; ServiceName = $service
        }
      }
    }
  )
  if ($Name -eq '') { return $found }
  $found = @($found | Where-Object { $_.Name -eq $Name })
  if ($found.Count -eq 0) { throw "The cluster has no resource $Name (0x8007138F / 5007)." }
  $found
}

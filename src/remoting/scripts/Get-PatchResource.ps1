function Get-PatchResource {
  <#
  .SYNOPSIS
  The resources of the cluster, each with group, owner, type, state and the service or the network name that it
  stands for; one by its name, or the error that there is none.
  .DESCRIPTION
  The state is kept as text: that of a cluster object may be read anew each time it is asked for.
  #>
  param([string] $Name)
  $found = @(
    if ((Get-PatchProvider) -eq 'FailoverClusters') {
      foreach ($resource in @(Get-ClusterResource | Where-Object { $Name -eq '' -or $_.Name -eq $Name })) {
        $type = ConvertTo-PatchName $resource.ResourceType
        $service = ''
        $network = ''
        if ($type -eq 'Generic Service') { $service = "$(($resource | Get-ClusterParameter -Name 'ServiceName').Value)" }
        # Asked for by its name, a parameter that is not there would be an error, and no service hangs on this one.
        if ($type -eq 'Network Name') {
          $network = "$(($resource | Get-ClusterParameter -ErrorAction 'SilentlyContinue' | Where-Object { $_.Name -eq 'Name' }).Value)"
        }
        New-Object PSObject -Property @{
          Name = "$($resource.Name)"; Group = ConvertTo-PatchName $resource.OwnerGroup; Type = $type
          State = "$($resource.State)"; Owner = ConvertTo-PatchName $resource.OwnerNode; ServiceName = $service; NetworkName = $network
        }
      }
    }
    else {
      $groups = Get-PatchReference -ClassName 'MSCluster_ResourceGroupToResource' -From 'PartComponent' -To 'GroupComponent'
      $owners = Get-PatchReference -ClassName 'MSCluster_NodeToActiveGroup' -From 'PartComponent' -To 'GroupComponent'
      foreach ($resource in @(Get-PatchInstance -ClassName 'MSCluster_Resource' -Namespace 'root/MSCluster')) {
        $group = "$($groups[$resource.Name])"
        $service = ''
        $network = ''
        if ("$($resource.Type)" -eq 'Generic Service') { $service = "$($resource.PrivateProperties.ServiceName)" }
        if ("$($resource.Type)" -eq 'Network Name') { $network = "$($resource.PrivateProperties.Name)" }
        New-Object PSObject -Property @{
          Name = "$($resource.Name)"; Group = $group; Type = "$($resource.Type)"
          State = ConvertTo-PatchState 'Resource' $resource.State; Owner = "$($owners[$group])"; ServiceName = $service; NetworkName = $network
        }
      }
    }
  )
  if ($Name -eq '') { return $found }
  $found = @($found | Where-Object { $_.Name -eq $Name })
  if ($found.Count -eq 0) { throw "The cluster has no resource $Name (0x8007138F / 5007)." }
  $found
}

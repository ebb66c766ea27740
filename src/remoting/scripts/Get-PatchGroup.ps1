function Get-PatchGroup {
  <#
  .SYNOPSIS
  The groups of the cluster, each with owner and state; one of them by its name, or the error that there is none.
  #>
  param([string] $Name)
  $found = @(
    if ((Get-PatchProvider) -eq 'FailoverClusters') {
      foreach ($group in @(Get-ClusterGroup)) {
        New-Object PSObject -Property @{
          Name = "$($group.Name)"; Owner = ConvertTo-PatchName $group.OwnerNode; State = "$($group.State)"
        }
      }
    }
    else {
      $owners = Get-PatchReference -ClassName 'MSCluster_NodeToActiveGroup' -From 'PartComponent' -To 'GroupComponent'
      foreach ($group in @(Get-PatchInstance -ClassName 'MSCluster_ResourceGroup' -Namespace 'root/MSCluster')) {
        New-Object PSObject -Property @{
          Name = "$($group.Name)"; Owner = "$($owners[$group.Name])"; State = ConvertTo-PatchState 'Group' $group.State
        }
      }
    }
  )
  if ($Name -eq '') { return $found }
  $found = @($found | Where-Object { $_.Name -eq $Name })
  if ($found.Count -eq 0) { throw "The cluster has no group $Name (0x80071395 / 5013)." }
  $found
}

function Get-PatchClusterNode {
  <#
  .SYNOPSIS
  The nodes of the cluster, each with its state; one of them by its name, or the error that there is none.
  #>
  param([string] $Name)
  $found = @(
    if ((Get-PatchProvider) -eq 'FailoverClusters') {
      foreach ($node in @(Get-ClusterNode)) { New-Object PSObject -Property @{ Name = "$($node.Name)"; State = "$($node.State)" } }
    }
    else {
      foreach ($node in @(Get-PatchInstance -ClassName 'MSCluster_Node' -Namespace 'root/MSCluster')) {
        New-Object PSObject -Property @{ Name = "$($node.Name)"; State = ConvertTo-PatchState 'Node' $node.State }
      }
    }
  )
  if ($Name -eq '') { return $found }
  $found = @($found | Where-Object { $_.Name -eq $Name })
  if ($found.Count -eq 0) { throw "The cluster has no node $Name (0x800713B2 / 5042)." }
  $found
}

function Get-PatchLease {
  <#
  .SYNOPSIS
  The lease that a run holds on a group, as text; empty when there is none.
  #>
  param([string] $Group)
  $ErrorActionPreference = 'Stop'
  Import-PatchCluster
  $found = Get-ClusterGroup | Where-Object { $_.Name -eq $Group }
  if ($null -eq $found) { throw "The cluster has no group $Group (0x80071395 / 5013)." }
  # A private property of the group: it is in the cluster's own database, so every node and every colleague sees it.
  $parameter = $found | Get-ClusterParameter -ErrorAction 'SilentlyContinue' | Where-Object { $_.Name -eq 'ClusterPatchLease' }
  New-Object PSObject -Property @{ Lease = "$($parameter.Value)" }
}

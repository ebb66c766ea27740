function Import-PatchCluster {
  <#
  .SYNOPSIS
  Makes the cluster's cmdlets available. An error that names the remedy when the node has none.
  #>
  param()
  if (Get-Command -Name 'Get-ClusterGroup' -ErrorAction 'SilentlyContinue') { return }
  Import-Module -Name 'FailoverClusters' -ErrorAction 'SilentlyContinue' -WarningAction 'SilentlyContinue'
  if (Get-Command -Name 'Get-ClusterGroup' -ErrorAction 'SilentlyContinue') { return }
  throw 'This node has no FailoverClusters module: install the Failover Clustering tools.'
}

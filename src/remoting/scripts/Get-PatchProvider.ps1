function Get-PatchProvider {
  <#
  .SYNOPSIS
  How this node's cluster is driven: FailoverClusters, MSCluster or cluster.exe. An error with the remedy when by nothing.
  .DESCRIPTION
  The cmdlets came with Windows Server 2008 R2. Before it there is WMI, root\MSCluster; the methods of its classes are
  documented from 2008 on, so on 2003 it is only read, and cluster.exe makes the changes.
  Sources: Microsoft, "Failover Cluster WMI Provider" (requirements of each method); "Cluster" (Windows Server 2003
  command-line reference).
  #>
  param()
  if (Get-Command -Name 'Get-ClusterGroup' -ErrorAction 'SilentlyContinue') { return 'FailoverClusters' }
  Import-Module -Name 'FailoverClusters' -ErrorAction 'SilentlyContinue' -WarningAction 'SilentlyContinue'
  if (Get-Command -Name 'Get-ClusterGroup' -ErrorAction 'SilentlyContinue') { return 'FailoverClusters' }
  $windows = Get-PatchInstance -ClassName 'Win32_OperatingSystem'
  if ("$($windows.Version)" -match '^6\.0\.') { return 'MSCluster' }
  if ("$($windows.Version)" -match '^5\.2\.') { return 'cluster.exe' }
  throw 'This node has no FailoverClusters module: install the Failover Clustering tools.'
}

function Get-PatchProvider {
  <#
  .SYNOPSIS
  How this node's cluster is driven: FailoverClusters, MSCluster or cluster.exe. An error with the remedy when by nothing.
  .DESCRIPTION
  The cmdlets came with Windows Server 2008 R2. Before it there is WMI, root\MSCluster; the methods of its classes are
  documented from 2008 on, so on 2003 it is only read, and cluster.exe makes the changes.
  It is remembered for the session: one reading asks several times, and each time would look for missing cmdlets in
  every folder of the path.
  Sources: Microsoft, "Failover Cluster WMI Provider" (requirements of each method); "Cluster" (Windows Server 2003
  command-line reference).
  #>
  param()
  if ($script:PatchProvider) { return $script:PatchProvider }
  if (-not (Get-Command -Name 'Get-ClusterGroup' -ErrorAction 'SilentlyContinue')) {
    Import-Module -Name 'FailoverClusters' -ErrorAction 'SilentlyContinue' -WarningAction 'SilentlyContinue'
  }
  if (Get-Command -Name 'Get-ClusterGroup' -ErrorAction 'SilentlyContinue') {
    $script:PatchProvider = 'FailoverClusters'
    return $script:PatchProvider
  }
  $windows = Get-PatchInstance -ClassName 'Win32_OperatingSystem'
  switch -Regex ("$($windows.Version)") {
    '^6\.0\.' { $script:PatchProvider = 'MSCluster' }
    '^5\.2\.' { $script:PatchProvider = 'cluster.exe' }
    default { throw 'This node has no FailoverClusters module: install the Failover Clustering tools.' }
  }
  $script:PatchProvider
}

function Resume-PatchNode {
  <#
  .SYNOPSIS
  Resumes a paused node of the cluster. No group comes back with it where that can be said.
  #>
  param([string] $Node)
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  try {
    $before = Get-PatchClusterNode -Name $Node
    if ($before.State -eq 'Paused') {
      switch ($provider) {
        'FailoverClusters' {
          # Without this, Windows Server 2012 and later move the drained groups back in the middle of the work.
          $options = @{ Name = $Node }
          if (@((Get-Command -Name 'Resume-ClusterNode').Parameters.Keys) -contains 'Failback') { $options.Failback = 'NoFailback' }
          Resume-ClusterNode @options | Out-Null
        }
        'MSCluster' { Invoke-PatchClusterMethod -ClassName 'MSCluster_Node' -Name $before.Name -Method 'Resume' }
        'cluster.exe' { Invoke-PatchClusterCommand 'node', $before.Name, '/resume' | Out-Null }
      }
    }
    $now = Get-PatchClusterNode -Name $Node
  }
  catch { Stop-PatchOperation -Record $_ -Doing "Resuming the node $Node" }
  New-Object PSObject -Property @{ Name = $now.Name; Was = $before.State; State = $now.State }
}

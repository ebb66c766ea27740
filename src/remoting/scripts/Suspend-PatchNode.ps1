function Suspend-PatchNode {
  <#
  .SYNOPSIS
  Pauses a node of the cluster: it takes no group. With -Drain its groups leave it.
  .DESCRIPTION
  Pausing comes before moving: a paused node gives groups away and takes none (KB174799).
  #>
  param([string] $Node, [switch] $Drain)
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  # Draining came with Windows Server 2012.
  $drains = $false
  try {
    $before = Get-PatchClusterNode -Name $Node
    if ($provider -eq 'FailoverClusters') {
      $known = @((Get-Command -Name 'Suspend-ClusterNode').Parameters.Keys)
      $drains = $known -contains 'Drain'
    }
    if ($before.State -ne 'Paused') {
      switch ($provider) {
        'FailoverClusters' {
          $options = @{ Name = $Node }
          if ($Drain -and $drains) { $options.Drain = $true }
          if ($Drain -and $known -contains 'Wait') { $options.Wait = $true }
          Suspend-ClusterNode @options | Out-Null
        }
        'MSCluster' { Invoke-PatchClusterMethod -ClassName 'MSCluster_Node' -Name $before.Name -Method 'Pause' }
        'cluster.exe' { Invoke-PatchClusterCommand 'node', $before.Name, '/pause' | Out-Null }
      }
    }
    if ($Drain -and ($before.State -eq 'Paused' -or -not $drains)) { Move-PatchGroupAway -Node $before.Name }
    $now = Get-PatchClusterNode -Name $Node
  }
  catch { Stop-PatchOperation -Record $_ -Doing "Pausing the node $Node" }
  New-Object PSObject -Property @{ Name = $now.Name; Was = $before.State; State = $now.State }
}

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
  try {
<<<<<<< HEAD
    $before = "$((Get-ClusterNode -Name $Node).State)"
    $known = @((Get-Command -Name 'Suspend-ClusterNode').Parameters.Keys)
    # Draining came with Windows Server 2012.
    $drains = $known -contains 'Drain'
    if ($before -ne 'Paused') {
      $options = @{ Name = $Node }
      if ($Drain -and $drains) { $options.Drain = $true }
      if ($Drain -and $known -contains 'Wait') { $options.Wait = $true }
      Suspend-ClusterNode @options | Out-Null
    }
    if ($Drain -and ($before -eq 'Paused' -or -not $drains)) {
      # What is left is moved one by one, each to where the cluster takes it; what is Offline is in nobody's way.
      foreach ($group in @(Get-ClusterGroup)) {
        if ((ConvertTo-PatchName $group.OwnerNode) -ne $Node -or "$($group.State)" -eq 'Offline') { continue }
        $group | Move-ClusterGroup -Wait 300 | Out-Null
      }
    }
    $now = Get-ClusterNode -Name $Node
=======
    $before = Get-PatchClusterNode -Name $Node
    if ($before.State -ne 'Paused') {
      switch ($provider) {
        'FailoverClusters' {
          # Draining came with Windows Server 2012; before that, groups are moved by hand.
          $options = @{ Name = $Node }
          $known = @((Get-Command -Name 'Suspend-ClusterNode').Parameters.Keys)
          if ($Drain -and $known -contains 'Drain') { $options.Drain = $true }
          if ($Drain -and $known -contains 'Wait') { $options.Wait = $true }
          Suspend-ClusterNode @options | Out-Null
        }
        'MSCluster' { Invoke-PatchClusterMethod -ClassName 'MSCluster_Node' -Name $before.Name -Method 'Pause' }
        'cluster.exe' { Invoke-PatchClusterCommand 'node', $before.Name, '/pause' | Out-Null }
      }
    }
    $now = Get-PatchClusterNode -Name $Node
>>>>>>> 4dea6f6 (Old Windows: clusters driven through WMI (2008) and through WMI with cluster.exe (2003))
  }
  catch { Stop-PatchOperation -Record $_ -Doing "Pausing the node $Node" }
  New-Object PSObject -Property @{ Name = $now.Name; Was = $before.State; State = $now.State }
}

function Move-PatchGroupAway {
  <#
  .SYNOPSIS
  Moves the groups of a node away, one by one, each to where the cluster takes it; what is Offline is in nobody's way.
  #>
  param([string] $Node, [int] $WaitSeconds = 300)
  $provider = Get-PatchProvider
  foreach ($group in @(Get-PatchGroup)) {
    if ($group.Owner -ne $Node -or $group.State -eq 'Offline') { continue }
    switch ($provider) {
      'FailoverClusters' {
        $name = $group.Name
        Get-ClusterGroup | Where-Object { $_.Name -eq $name } | Move-ClusterGroup -Wait $WaitSeconds | Out-Null
      }
      'MSCluster' {
        # This method wants a node to be named: the first one that is up.
        $target = @(Get-PatchClusterNode | Where-Object { $_.State -eq 'Up' -and $_.Name -ne $Node })[0]
        if ($null -eq $target) { throw "No other node of the cluster is up (0x800713BA / 5050)." }
        Invoke-PatchClusterMethod -ClassName 'MSCluster_ResourceGroup' -Name $group.Name -Method 'MoveToNewNode' `
          -ArgumentName 'NodeName', 'TimeOut' -ArgumentValue $target.Name, ([uint32]$WaitSeconds)
      }
      'cluster.exe' { Invoke-PatchClusterCommand 'group', $group.Name, '/moveto', "/wait:$WaitSeconds" | Out-Null }
    }
  }
}

function Move-PatchGroup {
  <#
  .SYNOPSIS
  Moves groups to a node, one after the other; those that are there already stay.
  #>
  param([string[]] $Group, [string] $Node, [int] $WaitSeconds = 300)
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  foreach ($name in $Group) {
    $found = Get-PatchGroup -Name $name
    try {
      # How long to wait is always given: its absence means no end for the cmdlet, and 20 seconds for cluster.exe.
      if ($found.Owner -ne $Node) {
        switch ($provider) {
          'FailoverClusters' {
            Get-ClusterGroup | Where-Object { $_.Name -eq $name } | Move-ClusterGroup -Node $Node -Wait $WaitSeconds | Out-Null
          }
          'MSCluster' {
            Invoke-PatchClusterMethod -ClassName 'MSCluster_ResourceGroup' -Name $name -Method 'MoveToNewNode' `
              -ArgumentName 'NodeName', 'TimeOut' -ArgumentValue $Node, ([uint32]$WaitSeconds)
          }
          'cluster.exe' { Invoke-PatchClusterCommand 'group', $name, "/moveto:$Node", "/wait:$WaitSeconds" | Out-Null }
        }
      }
    }
    catch { Stop-PatchOperation -Record $_ -Doing "Moving the group $name to $Node" }
    $now = Get-PatchGroup -Name $name
    New-Object PSObject -Property @{ Group = $name; Owner = $now.Owner; State = $now.State }
  }
}

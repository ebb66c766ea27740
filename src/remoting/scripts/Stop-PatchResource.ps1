function Stop-PatchResource {
  <#
  .SYNOPSIS
  Takes cluster resources offline, each with those that depend on it.
  #>
  param([string[]] $Name, [int] $WaitSeconds = 300)
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  foreach ($wanted in $Name) {
    $before = Get-PatchResource -Name $wanted
    try {
      if ($before.State -ne 'Offline') {
        switch ($provider) {
          'FailoverClusters' {
            Get-ClusterResource | Where-Object { $_.Name -eq $wanted } | Stop-ClusterResource -Wait $WaitSeconds | Out-Null
          }
          'MSCluster' {
            Invoke-PatchClusterMethod -ClassName 'MSCluster_Resource' -Name $wanted -Method 'TakeOffline' `
              -ArgumentName 'TimeOut' -ArgumentValue ([uint32]$WaitSeconds)
          }
          'cluster.exe' { Invoke-PatchClusterCommand 'resource', $wanted, '/offline', "/wait:$WaitSeconds" | Out-Null }
        }
      }
    }
    catch { Stop-PatchOperation -Record $_ -Doing "Taking offline the resource $wanted" }
    $now = Get-PatchResource -Name $wanted
    New-Object PSObject -Property @{ Name = $wanted; Was = $before.State; State = $now.State; Owner = $now.Owner }
  }
}

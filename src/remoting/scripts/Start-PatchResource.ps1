function Start-PatchResource {
  <#
  .SYNOPSIS
  Brings cluster resources online, each with those that it depends on.
  #>
  param([string[]] $Name, [int] $WaitSeconds = 300)
  $ErrorActionPreference = 'Stop'
  $provider = Get-PatchProvider
  foreach ($wanted in $Name) {
    $before = Get-PatchResource -Name $wanted
    try {
      if ($before.State -ne 'Online') {
        switch ($provider) {
          'FailoverClusters' {
            Get-ClusterResource | Where-Object { $_.Name -eq $wanted } | Start-ClusterResource -Wait $WaitSeconds | Out-Null
          }
          'MSCluster' {
            Invoke-PatchClusterMethod -ClassName 'MSCluster_Resource' -Name $wanted -Method 'BringOnline' `
              -ArgumentName 'TimeOut' -ArgumentValue ([uint32]$WaitSeconds)
          }
          'cluster.exe' { Invoke-PatchClusterCommand 'resource', $wanted, '/online', "/wait:$WaitSeconds" | Out-Null }
        }
      }
    }
    catch { Stop-PatchOperation -Record $_ -Doing "Bringing online the resource $wanted" }
    $now = Get-PatchResource -Name $wanted
    New-Object PSObject -Property @{ Name = $wanted; Was = $before.State; State = $now.State; Owner = $now.Owner }
  }
}

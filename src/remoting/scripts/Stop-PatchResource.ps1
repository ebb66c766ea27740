function Stop-PatchResource {
  <#
  .SYNOPSIS
  Takes cluster resources offline, each with those that depend on it.
  #>
  param([string[]] $Name, [int] $WaitSeconds = 300)
  $ErrorActionPreference = 'Stop'
  Import-PatchCluster
  foreach ($wanted in $Name) {
    $found = Get-ClusterResource | Where-Object { $_.Name -eq $wanted }
    if ($null -eq $found) { throw "The cluster has no resource $wanted (0x8007138F / 5007)." }
    # Kept as text: the state of a cluster object may be read anew each time it is asked for.
    $before = "$($found.State)"
    try {
      if ($before -ne 'Offline') { $found | Stop-ClusterResource -Wait $WaitSeconds | Out-Null }
    }
    catch { Stop-PatchOperation -Record $_ -Doing "Taking offline the resource $wanted" }
    $now = Get-ClusterResource | Where-Object { $_.Name -eq $wanted }
    New-Object PSObject -Property @{
      Name = $wanted; Was = $before; State = "$($now.State)"; Owner = ConvertTo-PatchName $now.OwnerNode
    }
  }
}

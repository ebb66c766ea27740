function Move-PatchGroup {
  <#
  .SYNOPSIS
  Moves groups to a node, one after the other; those that are there already stay.
  #>
  param([string[]] $Group, [string] $Node, [int] $WaitSeconds = 300)
  $ErrorActionPreference = 'Stop'
  Import-PatchCluster
  foreach ($name in $Group) {
    $found = Get-ClusterGroup | Where-Object { $_.Name -eq $name }
    if ($null -eq $found) { throw "The cluster has no group $name (0x80071395 / 5013)." }
    try {
      # -Wait is always given: what its absence means differs from cmdlet to cmdlet.
      if ((ConvertTo-PatchName $found.OwnerNode) -ne $Node) { $found | Move-ClusterGroup -Node $Node -Wait $WaitSeconds | Out-Null }
    }
    catch { Stop-PatchOperation -Record $_ -Doing "Moving the group $name to $Node" }
    $now = Get-ClusterGroup | Where-Object { $_.Name -eq $name }
    New-Object PSObject -Property @{ Group = $name; Owner = ConvertTo-PatchName $now.OwnerNode; State = "$($now.State)" }
  }
}
